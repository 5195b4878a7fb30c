// CREATE ...
#include <algorithm>
#include <array>

#include "whimbrel/core/text.h"
#include "whimbrel/sdk/definition_parts.h"
#include "whimbrel/sdk/standard_review_guide.h"

namespace whimbrel::sdk {
namespace {

using Kind = SqlReading::Kind;

void skip_all(TokenReader& tokens) {
  while (!tokens.done()) tokens.skip();
}

bool take_if_not_exists(TokenReader& tokens) {
  return tokens.take("IF", "NOT") && tokens.take("EXISTS");
}

// OR REPLACE, TEMPORARY, DEFINER = a@b, ... up to the kind of object.
std::string object_kind(TokenReader& tokens) {
  constexpr std::array<std::string_view, 8> kKinds = {
      "VIEW", "TRIGGER", "PROCEDURE", "FUNCTION", "EVENT", "SEQUENCE", "TYPE", "EXTENSION"};
  for (std::size_t ahead = 0; ahead < 16; ++ahead)
    for (const std::string_view kind : kKinds)
      if (tokens.peek(ahead).is(kind)) {
        while (ahead-- > 0) tokens.skip();
        tokens.skip();
        return lower(kind);
      }
  return {};
}

}  // namespace

void StandardReviewGuide::read_create(ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  work.result.kind = Kind::schema;
  if (tokens.peek().is("TABLE")) return read_create_table(work);
  if ((tokens.peek().is("TEMPORARY") || tokens.peek().is("TEMP")) && tokens.peek(1).is("TABLE")) {
    work.result.kind = Kind::session;  // it is gone at the end of it
    return skip_all(tokens);
  }
  const bool index = tokens.peek().is("INDEX") || tokens.peek(1).is("INDEX");
  if (index) return read_create_index(work);
  if (tokens.take("DATABASE") || tokens.take("SCHEMA")) return skip_all(tokens);
  const std::string kind = object_kind(tokens);
  if (kind.empty()) {
    work.result.kind = Kind::unknown;
    work.unread("CREATE " + std::string(tokens.peek().text));
    return skip_all(tokens);
  }
  take_if_not_exists(tokens);
  const std::string name = read_qualified_name(tokens).text();
  work.unread("what the " + kind + " '" + name + "' does");
  skip_all(tokens);
}

void StandardReviewGuide::read_create_table(ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  const std::size_t offset = tokens.offset();
  tokens.take("TABLE");
  const bool unless_there = take_if_not_exists(tokens);
  Table table;
  table.name = read_qualified_name(tokens);
  if (unless_there && work.place.before.table(work.known(table.name)) != nullptr)
    return skip_all(tokens);
  const bool like = tokens.peek().is("LIKE") || tokens.peek(1).is("LIKE");
  if (like || !tokens.peek().is_symbol('(') || tokens.peek(1).is("SELECT")) {
    work.unread("the columns of table '" + table.name.text() + "', which come from another place");
    return skip_all(tokens);
  }
  read_table_body(table, work);
  settle(table);
  for (ForeignKey& key : table.foreign_keys)
    if (key.referred_table != table.name) key.referred_table = work.known(key.referred_table);
  if (tokens.take("AS") || tokens.peek().is("SELECT")) {
    work.unread("the rows and columns that table '" + table.name.text() + "' takes from a query");
    skip_all(tokens);
  }
  if (!table.columns.empty()) work.add(CreateTable{std::move(table)}, offset);
}

void StandardReviewGuide::read_table_body(Table& table, ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  tokens.take('(');
  while (!tokens.done() && !tokens.peek().is_symbol(')') && !tokens.peek().is_symbol(';')) {
    if (!read_element(table, work)) table.columns.push_back(read_column(table, work));
    const std::string rest = tokens.rest_of_item();
    if (!rest.empty()) work.unread("'" + rest + "' of table '" + table.name.text() + "'");
    tokens.take(',');
  }
  tokens.take(')');
  while (!tokens.done() && !tokens.peek().is_symbol(';') && !tokens.peek().is("AS") &&
         !tokens.peek().is("SELECT")) {
    if (tokens.take(',') || read_table_option(table, work)) continue;
    const std::size_t start = tokens.position();
    tokens.skip_balanced();
    if (tokens.take('=')) tokens.skip_balanced();
    work.unread("'" + tokens.text_since(start) + "' of table '" + table.name.text() + "'");
  }
}

// CREATE [UNIQUE | FULLTEXT | SPATIAL] INDEX ...
void StandardReviewGuide::read_create_index(ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  Index index;
  const std::size_t offset = tokens.offset();
  if (tokens.take("UNIQUE"))
    index.unique = true;
  else if (!tokens.peek().is("INDEX"))
    index.method = lower(tokens.name().text());
  tokens.take("INDEX");
  const bool unless_there = take_if_not_exists(tokens);
  if (!tokens.peek().is("ON")) index.name = read_qualified_name(tokens).name;
  if (tokens.take("USING")) index.method = lower(tokens.name().text());
  if (!tokens.take("ON")) return work.unread("which table index '" + index.name.text() + "' is of");
  tokens.take("ONLY");
  const QualifiedName table = work.enter(read_qualified_name(tokens));
  if (tokens.take("USING")) index.method = lower(tokens.name().text());
  const Table* known = work.table();
  if (unless_there && known != nullptr && known->index(index.name) != nullptr)
    return skip_all(tokens);
  Table around = known == nullptr ? Table() : *known;
  around.name = table;
  index.keys = read_keys(tokens, has_prefix_lengths());
  for (IndexKey& key : index.keys)
    if (auto* column = std::get_if<Identifier>(&key.what)) *column = work.column(*column);
  if (tokens.take("INCLUDE")) index.include = columns_of(read_keys(tokens, false));
  if (tokens.take("WHERE")) {
    const std::size_t condition = tokens.position();
    while (!tokens.done() && !tokens.peek().is_symbol(';')) tokens.skip();
    index.where = Expression(tokens.text_since(condition));
  }
  while (!tokens.done() && !tokens.peek().is_symbol(';') && read_index_option(index, work)) {
  }
  if (index.name.empty()) index.name = invented_name(index, around);
  if (!index.keys.empty()) work.add(CreateIndex{table, std::move(index)}, offset);
}

}  // namespace whimbrel::sdk
