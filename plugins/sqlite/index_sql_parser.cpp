#include "index_sql_parser.h"

#include "key_list.h"
#include "syntax.h"
#include "whimbrel/core/text.h"

namespace whimbrel::sqlite {
namespace {

// A name that no column has is an expression (rowid), or a string that looks like a name.
void settle(IndexKey& key, const Table& table) {
  const auto* name = std::get_if<Identifier>(&key.what);
  if (name == nullptr) return;
  for (const Column& column : table.columns) {
    if (!same_word(column.name.text(), name->text())) continue;
    key.what = column.name;
    return;
  }
  key.what = Expression(name->text());
}

}  // namespace

Index parse_index_sql(std::string_view sql, const Identifier& name, const Table& table) {
  Index index;
  index.name = name;
  sdk::TokenReader reader(sql, syntax());
  reader.take("CREATE");
  index.unique = reader.take("UNIQUE");
  while (!reader.done() && !reader.peek().is_symbol('(')) reader.skip();
  index.keys = read_key_list(reader).keys;
  for (IndexKey& key : index.keys) settle(key, table);
  if (reader.take("WHERE")) {
    const size_t start = reader.position();
    while (!reader.done() && !reader.peek().is_symbol(';')) reader.skip();
    index.where = Expression(reader.text_since(start));
  }
  return index;
}

}  // namespace whimbrel::sqlite
