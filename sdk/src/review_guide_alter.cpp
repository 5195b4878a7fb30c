// ALTER TABLE: its clauses, one after the other.
#include <algorithm>

#include "whimbrel/core/text.h"
#include "whimbrel/sdk/definition_parts.h"
#include "whimbrel/sdk/standard_review_guide.h"

namespace whimbrel::sdk {
namespace {

using Kind = SqlReading::Kind;

Table table_so_far(const QualifiedName& name, const ReadWork& work) {
  if (const Table* known = work.table()) return *known;
  Table table;
  table.name = name;
  return table;
}

template <class Named>
const Named* named(const std::vector<Named>& all, const Identifier& name) {
  for (const Named& each : all)
    if (same_word(each.name.text(), name.text())) return &each;
  return nullptr;
}

}  // namespace

void StandardReviewGuide::read_alter(ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  work.result.kind = Kind::schema;
  while (tokens.take("ONLINE") || tokens.take("IGNORE")) {
  }
  if (tokens.take("TABLE")) return read_alter_table(work);
  if (tokens.peek().is("DATABASE") || tokens.peek().is("SCHEMA")) {
    while (!tokens.done()) tokens.skip();
    return;
  }
  work.result.kind = Kind::unknown;
  work.unread("ALTER " + std::string(tokens.peek().text));
  while (!tokens.done()) tokens.skip();
}

// A clause that is not understood to its end is left out as a whole.
void StandardReviewGuide::read_alter_table(ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  tokens.take("IF", "EXISTS");
  tokens.take("ONLY");
  const QualifiedName table = work.enter(read_qualified_name(tokens));
  do {
    const std::size_t start = tokens.position();
    const std::size_t before = work.result.operations.size();
    const bool known = read_clause(table, work);
    if (known && tokens.at_end_of_item()) continue;
    tokens.rest_of_item();
    work.result.operations.resize(before, ReadOperation{Execute{}, 0});
    work.unread("'" + tokens.text_since(start) + "' of table '" + table.text() + "'");
  } while (tokens.take(','));
  // All clauses name the table as it was before.
  std::stable_partition(work.result.operations.begin(), work.result.operations.end(),
                        [](const ReadOperation& each) {
                          return !std::holds_alternative<RenameTable>(each.operation);
                        });
}

bool StandardReviewGuide::read_clause(const QualifiedName& table, ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  if (read_own_clause(table, work)) return true;
  if (tokens.take("ADD")) return read_add(table, work);
  if (tokens.take("DROP")) return read_drop_clause(table, work);
  if (tokens.take("RENAME")) return read_rename(table, work);
  if (tokens.take("ALTER")) return read_alter_column(table, work);
  if (tokens.peek().is("MODIFY") || tokens.peek().is("CHANGE")) return read_restated(table, work);
  return false;
}

bool StandardReviewGuide::read_add(const QualifiedName& table, ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  const std::size_t offset = tokens.offset();
  const bool column = tokens.take("COLUMN");
  const Table before = table_so_far(table, work);
  Table around = before;
  if (!column && read_element(around, work)) {
    add_elements(before, std::move(around), offset, work);
    return true;
  }
  const bool unless_there = tokens.take("IF", "NOT") && tokens.take("EXISTS");
  if (!tokens.take('(')) {
    const SqlToken& name = tokens.peek();
    const bool there = unless_there && work.table() != nullptr &&
                       work.table()->column(work.column(Identifier(unquoted(name)))) != nullptr;
    if (there)
      tokens.rest_of_item();
    else
      read_add_column(table, work);
    return true;
  }
  do {
    read_add_column(table, work);
  } while (tokens.take(','));
  return tokens.take(')');
}

void StandardReviewGuide::read_add_column(const QualifiedName& table, ReadWork& work) const {
  const std::size_t offset = work.tokens.offset();
  const Table before = table_so_far(table, work);
  Table around = before;
  Column column = read_column(around, work);
  around.columns.push_back(column);
  settle(around);
  if (const Column* settled = around.column(column.name)) column = *settled;
  work.add(AddColumn{table, std::move(column)}, offset);
  add_elements(before, std::move(around), offset, work);
}

bool StandardReviewGuide::read_drop_clause(const QualifiedName& table, ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  const std::size_t offset = tokens.offset();
  const bool check = tokens.take("CHECK");
  const bool constraint = !check && tokens.take("CONSTRAINT");
  const bool foreign = !constraint && tokens.take("FOREIGN", "KEY");
  if (tokens.take("PRIMARY", "KEY")) {
    DropConstraint drop{table, {}, ConstraintKind::primary_key, std::nullopt};
    if (const Table* known = work.table(); known != nullptr && known->primary_key)
      drop.before = *known->primary_key;
    work.add(std::move(drop), offset);
    return true;
  }
  const bool index = tokens.take("INDEX") || tokens.take("KEY");
  if (!check && !constraint && !foreign && !index) tokens.take("COLUMN");
  tokens.take("IF", "EXISTS");
  const Identifier name = tokens.name();
  if (name.empty()) return false;
  tokens.take("RESTRICT");
  if (tokens.take("CASCADE")) work.unread("what CASCADE drops besides");
  if (index) {
    drop_index(table, name, offset, work);
  } else if (foreign) {
    DropConstraint drop{table, name, ConstraintKind::foreign_key, std::nullopt};
    if (const Table* known = work.table())
      if (const ForeignKey* key = named(known->foreign_keys, name)) drop.before = *key;
    work.add(std::move(drop), offset);
  } else if (check) {
    DropConstraint drop{table, name, ConstraintKind::check, std::nullopt};
    if (const Table* known = work.table())
      if (const CheckConstraint* each = named(known->checks, name)) drop.before = *each;
    work.add(std::move(drop), offset);
  } else if (constraint) {
    return drop_named(table, name, offset, work);
  } else {
    DropColumn drop{table, work.column(name), std::nullopt};
    if (const Table* known = work.table())
      if (const Column* column = known->column(drop.column)) drop.before = *column;
    work.add(std::move(drop), offset);
  }
  return true;
}

// What kind of constraint it is only the schema tells.
bool StandardReviewGuide::drop_named(const QualifiedName& table, const Identifier& name,
                                     std::size_t offset, ReadWork& work) const {
  const Table* known = work.table();
  if (known == nullptr) return false;
  for (const Constraint& each : constraints_of(*known)) {
    const bool primary = kind_of(each) == ConstraintKind::primary_key;
    const bool named_so = same_word(name_of(each).text(), name.text());
    if (!named_so && !(primary && same_word(name.text(), "PRIMARY"))) continue;
    work.add(DropConstraint{table, name_of(each), kind_of(each), each}, offset);
    return true;
  }
  return false;
}

bool StandardReviewGuide::read_rename(const QualifiedName& table, ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  const std::size_t offset = tokens.offset();
  if (tokens.peek().is("INDEX") || tokens.peek().is("KEY") || tokens.peek().is("CONSTRAINT"))
    return false;
  const bool of_table =
      tokens.take("TO") || tokens.take("AS") || (tokens.at_name() && tokens.peek(1).text.empty());
  if (of_table) {
    const QualifiedName to = read_qualified_name(tokens);
    if (to.name.empty() || (!to.schema.empty() && to.schema != table.schema)) return false;
    work.add(RenameTable{table, to.name}, offset);
    return true;
  }
  tokens.take("COLUMN");
  const Identifier from = work.column(tokens.name());
  if (!tokens.take("TO")) return false;
  const Identifier to = tokens.name();
  if (from.empty() || to.empty()) return false;
  work.add(RenameColumn{table, from, to}, offset);
  return true;
}

}  // namespace whimbrel::sdk
