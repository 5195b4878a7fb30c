#include "key_list.h"

#include <algorithm>

#include "whimbrel/core/text.h"

namespace whimbrel::sqlite {
namespace {

using Kind = SqlToken::Kind;

bool is_name(const SqlToken& token) {
  return token.kind == Kind::word || token.kind == Kind::quoted_name || token.kind == Kind::string;
}

// True when the first parenthesis closes with the last token.
bool wrapped(const std::vector<SqlToken>& tokens) {
  if (tokens.size() < 2 || !tokens.front().is_symbol('(')) return false;
  size_t depth = 0;
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].is_symbol('(')) ++depth;
    if (tokens[i].is_symbol(')') && --depth == 0) return i + 1 == tokens.size();
  }
  return false;
}

std::string text_of(const std::vector<SqlToken>& tokens) {
  if (tokens.empty()) return {};
  const char* from = tokens.front().text.data();
  return std::string(from, tokens.back().text.data() + tokens.back().text.size());
}

// Takes order and collation from the end of the key.
IndexKey read_key(std::vector<SqlToken> tokens) {
  IndexKey key;
  if (!tokens.empty() && (tokens.back().is("DESC") || tokens.back().is("ASC"))) {
    key.descending = tokens.back().is("DESC");
    tokens.pop_back();
  }
  if (tokens.size() > 2 && tokens[tokens.size() - 2].is("COLLATE")) {
    key.modifiers = "COLLATE " + std::string(tokens.back().text);
    tokens.resize(tokens.size() - 2);
  }
  const bool in_parentheses = wrapped(tokens);
  if (in_parentheses) {
    tokens.pop_back();
    tokens.erase(tokens.begin());
  }
  if (tokens.size() == 1 && is_name(tokens[0]))
    key.what = Identifier(unquoted(tokens[0]));
  else
    key.what = Expression(text_of(tokens));
  return key;
}

}  // namespace

bool KeyList::plain() const {
  return std::all_of(keys.begin(), keys.end(), [](const IndexKey& key) {
    return std::holds_alternative<Identifier>(key.what) && !key.descending && key.modifiers.empty();
  });
}

std::vector<Identifier> KeyList::columns() const {
  std::vector<Identifier> names;
  for (const IndexKey& key : keys)
    if (const auto* name = std::get_if<Identifier>(&key.what)) names.push_back(*name);
  return names;
}

KeyList read_key_list(TokenReader& reader) {
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
    list.keys.push_back(read_key(std::move(tokens)));
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
