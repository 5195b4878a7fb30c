// Constraints and indexes that stand with a table.
#include "whimbrel/core/overloaded.h"
#include "whimbrel/core/text.h"
#include "whimbrel/sdk/definition_parts.h"
#include "whimbrel/sdk/standard_review_guide.h"

namespace whimbrel::sdk {
namespace {

bool begins_constraint(const TokenReader& tokens) {
  const SqlToken& next = tokens.peek(1);
  if (tokens.peek().is("PRIMARY") || tokens.peek().is("FOREIGN")) return next.is("KEY");
  if (tokens.peek().is("CHECK")) return next.is_symbol('(');
  return tokens.peek().is("CONSTRAINT") || tokens.peek().is("UNIQUE");
}

// Names in constraints may be in another case than where the column is defined.
void settle_names(std::vector<Identifier>& names, const Table& table) {
  for (Identifier& name : names)
    for (const Column& column : table.columns)
      if (same_word(column.name.text(), name.text())) name = column.name;
}

void settle_names(std::vector<IndexKey>& keys, const Table& table) {
  for (IndexKey& key : keys)
    if (auto* name = std::get_if<Identifier>(&key.what))
      for (const Column& column : table.columns)
        if (same_word(column.name.text(), name->text())) *name = column.name;
}

}  // namespace

bool StandardReviewGuide::read_element(Table& around, ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  if (read_own_element(around, work)) return true;
  if (!begins_constraint(tokens)) return false;
  Identifier name;
  if (tokens.take("CONSTRAINT") && !begins_constraint(tokens)) name = tokens.name();
  if (tokens.take("PRIMARY", "KEY")) {
    Index index;
    read_index(std::move(index), around, work);
    around.primary_key = PrimaryKey{name, columns_of(around.indexes.back().keys)};
    if (!plain(around.indexes.back().keys))
      work.unread("lengths and orders in the primary key of table '" + around.name.text() + "'");
    around.indexes.pop_back();
  } else if (tokens.take("UNIQUE")) {
    if (!tokens.take("KEY")) tokens.take("INDEX");
    Index index;
    index.name = name;
    index.unique = true;
    read_index(std::move(index), around, work);
    Index read = std::move(around.indexes.back());
    around.indexes.pop_back();
    add_unique(std::move(read), around);
  } else if (tokens.take("FOREIGN", "KEY")) {
    if (!tokens.peek().is_symbol('(')) tokens.name();
    ForeignKey key;
    key.name = name;
    key.columns = columns_of(read_keys(tokens, false));
    settle_names(key.columns, around);
    if (tokens.take("REFERENCES")) {
      read_reference(tokens, key);
      if (same_word(key.referred_table.text(), around.name.text()))
        settle_names(key.referred_columns, around);
      add_named(std::move(key), around);
    }
  } else if (tokens.take("CHECK")) {
    add_named(CheckConstraint{name, Expression(tokens.parenthesised())}, around);
  } else {
    return !name.empty();
  }
  return true;
}

void StandardReviewGuide::read_index(Index index, Table& around, ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  if (tokens.take("IF", "NOT")) tokens.take("EXISTS");
  if (!tokens.peek().is_symbol('(') && !tokens.peek().is("USING")) {
    const Identifier name = tokens.name();
    if (index.name.empty() || !index.unique) index.name = name;
  }
  if (tokens.take("USING")) index.method = lower(tokens.name().text());
  index.keys = read_keys(tokens, has_prefix_lengths());
  settle_names(index.keys, around);
  while (!tokens.at_end_of_item() && read_index_option(index, work)) {
  }
  if (index.name.empty() && !index.unique) index.name = invented_name(index, around);
  around.indexes.push_back(std::move(index));
}

// What the model's unique constraint cannot say is an index.
void StandardReviewGuide::add_unique(Index index, Table& around) const {
  if (plain(index.keys) && index.method.empty() && index.options.empty())
    return add_named(UniqueConstraint{index.name, columns_of(index.keys)}, around);
  if (index.name.empty()) index.name = invented_name(index, around);
  around.indexes.push_back(std::move(index));
}

void StandardReviewGuide::add_named(Constraint constraint, Table& around) const {
  if (name_of(constraint).empty()) {
    Identifier name = invented_name(constraint, around);
    std::visit([&](auto& each) { each.name = std::move(name); }, constraint);
  }
  add_constraint(around, constraint);
}

void StandardReviewGuide::add_elements(const Table& before, Table around, std::size_t offset,
                                       ReadWork& work) const {
  settle(around);
  const QualifiedName& table = before.name;
  for (std::size_t i = before.indexes.size(); i < around.indexes.size(); ++i)
    work.add(CreateIndex{table, around.indexes[i]}, offset);
  if (around.primary_key && around.primary_key != before.primary_key)
    work.add(CreateConstraint{table, *around.primary_key, {}}, offset);
  const auto constraints = [&](const auto& old, const auto& now) {
    for (std::size_t i = old.size(); i < now.size(); ++i)
      work.add(CreateConstraint{table, now[i], {}}, offset);
  };
  constraints(before.unique_constraints, around.unique_constraints);
  for (ForeignKey& key : around.foreign_keys) key.referred_table = work.known(key.referred_table);
  constraints(before.foreign_keys, around.foreign_keys);
  constraints(before.checks, around.checks);
}

}  // namespace whimbrel::sdk
