#include "key_list.h"

#include "whimbrel/core/text.h"
#include "whimbrel/sdk/definition_parts.h"

namespace whimbrel::sqlite {
bool KeyList::plain() const { return sdk::plain(keys); }

std::vector<Identifier> KeyList::columns() const { return sdk::columns_of(keys); }

KeyList read_key_list(sdk::TokenReader& reader) {
  KeyList list;
  if (!reader.take('(')) return list;
  const size_t begin = reader.position();
  while (!reader.done() && !reader.peek().is_symbol(')')) {
    const size_t start = reader.position();
    while (!reader.done() && !reader.peek().is_symbol(',') && !reader.peek().is_symbol(')'))
      reader.skip_balanced();
    std::vector<SqlToken> tokens = reader.tokens_since(start);
    // PRIMARY KEY (id AUTOINCREMENT)
    if (tokens.size() > 1 && tokens.back().is("AUTOINCREMENT")) {
      list.autoincrement = true;
      tokens.pop_back();
    }
    list.keys.push_back(sdk::read_key(std::move(tokens), false));
    list.text = reader.text_since(begin);
    reader.take(',');
  }
  reader.take(')');
  return list;
}

std::string collation_name(const Identifier& name) {
  for (const char* builtin : {"BINARY", "NOCASE", "RTRIM"})
    if (same_word(name.text(), builtin)) return builtin;
  return name.text();
}

}  // namespace whimbrel::sqlite
