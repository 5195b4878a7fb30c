#include "foreseen.h"

#include <algorithm>
#include <set>

#include "table_diff.h"
#include "uses.h"
#include "whimbrel/core/text.h"
#include "whimbrel/model/portable_type.h"
#include "whimbrel/ops/apply.h"

namespace whimbrel {
namespace {

bool is_expression(const std::optional<DefaultValue>& value) {
  return value && std::holds_alternative<Expression>(*value);
}

bool has_expression(const Index& index) {
  return index.where || std::any_of(index.keys.begin(), index.keys.end(), [](const IndexKey& key) {
           return std::holds_alternative<Expression>(key.what);
         });
}

bool has_expression(const Constraint& constraint) {
  return std::holds_alternative<CheckConstraint>(constraint) ||
         std::holds_alternative<ExclusionConstraint>(constraint);
}

bool is_portable(const SqlType& type) {
  const auto portable = parse_portable_type(type.text);
  return portable && portable->kind != PortableKind::enumeration && portable->dimensions == 0;
}

// Nothing but a name and a type, and whether it may be null.
bool is_plain(const Column& column) {
  Column plain;
  plain.name = column.name;
  plain.type = column.type;
  plain.nullable = column.nullable;
  return column == plain && is_portable(column.type);
}

// Whole columns, in the method that all databases take unless they are told otherwise. A unique one
// is a constraint on some databases.
bool is_plain(const Index& index) {
  Index plain;
  plain.name = index.name;
  for (const IndexKey& key : index.keys) {
    const auto* column = std::get_if<Identifier>(&key.what);
    if (column == nullptr) return false;
    IndexKey& whole = plain.keys.emplace_back();
    whole.what = *column;
  }
  return index == plain;
}

bool is_plain(const Constraint& constraint) {
  const auto* unique = std::get_if<UniqueConstraint>(&constraint);
  if (unique == nullptr) return false;
  UniqueConstraint plain;
  plain.name = unique->name;
  plain.columns = unique->columns;
  return *unique == plain;
}

bool is_plain(const ColumnAttributes& to) {
  ColumnAttributes plain;
  plain.type = to.type;
  plain.nullable = to.nullable;
  return to == plain && (!to.type || is_portable(*to.type));
}

void add(const std::set<std::string>& more, std::set<std::string>& names) {
  names.insert(more.begin(), more.end());
}

// The names in all texts of a table, in lower case.
std::set<std::string> names_in_texts(const Table& table) {
  std::set<std::string> names;
  const auto text = [&](const Expression& each) { add(mentioned_names(each.text), names); };
  for (const CheckConstraint& check : table.checks) text(check.condition);
  for (const Column& column : table.columns) {
    if (column.generated) text(column.generated->expression);
    if (is_expression(column.default_value)) text(std::get<Expression>(*column.default_value));
  }
  for (const Index& index : table.indexes) {
    if (index.where) text(*index.where);
    for (const IndexKey& key : index.keys)
      if (const auto* expression = std::get_if<Expression>(&key.what)) text(*expression);
  }
  if (table.partition_by) text(*table.partition_by);
  return names;
}

class Foresight {
 public:
  Foresight(const Table& actual, const Table& wanted)
      : actual_(actual), in_texts_(names_in_texts(actual)) {
    add(names_in_texts(wanted), in_texts_);
  }

  bool operator()(const AddColumn& op) const { return is_plain(op.column) && is_free(op.column); }
  bool operator()(const DropColumn& op) const {
    const Column* column = actual_.column(op.column);
    return column != nullptr && !column->generated && !column->autoincrement && is_free(*column);
  }
  bool operator()(const AlterColumn& op) const {
    const Column* column = actual_.column(op.column);
    if (column == nullptr || !op.options.empty() || !is_plain(op.to) || column->generated)
      return false;
    if (!op.to.type) return true;
    // A default and what mentions the column are written down with casts to its type.
    return is_portable(column->type) && !column->default_value && !column->autoincrement &&
           column->collation.empty() && column->options.empty() && is_free(*column);
  }
  bool operator()(const CreateConstraint& op) const {
    return op.options.empty() && is_plain(op.constraint);
  }
  bool operator()(const DropConstraint& op) const {
    return op.kind == ConstraintKind::unique || op.kind == ConstraintKind::check;
  }
  bool operator()(const CreateIndex& op) const { return is_plain(op.index); }
  bool operator()(const DropIndex&) const { return true; }
  template <class Other>
  bool operator()(const Other&) const {
    return false;
  }

 private:
  bool is_free(const Column& column) const {
    return !in_texts_.contains(lower(column.name.text()));
  }

  const Table& actual_;
  std::set<std::string> in_texts_;
};

bool has_all(const Table& table, const std::vector<Identifier>& columns) {
  return std::all_of(columns.begin(), columns.end(),
                     [&](const Identifier& name) { return table.column(name) != nullptr; });
}

// Keys and indexes are of columns that are there.
bool is_whole(const Table& table) {
  if (table.primary_key && !has_all(table, table.primary_key->columns)) return false;
  for (const UniqueConstraint& unique : table.unique_constraints)
    if (!has_all(table, unique.columns)) return false;
  for (const ForeignKey& key : table.foreign_keys)
    if (!has_all(table, key.columns)) return false;
  for (const Index& index : table.indexes)
    for (const IndexKey& key : index.keys)
      if (const auto* column = std::get_if<Identifier>(&key.what))
        if (table.column(*column) == nullptr) return false;
  return true;
}

bool is_in_a_tree(const Table& table) {
  return table.partition_by || table.partition_of || !table.inherits.empty();
}

}  // namespace

std::optional<Table> foreseen(const Table& actual, const Table& wanted) {
  if (is_in_a_tree(actual) || is_in_a_tree(wanted) || !is_whole(wanted)) return std::nullopt;
  const TableDifference difference = table_difference(actual, wanted, {}, true);
  if (!difference.dropped_foreign_keys.empty() || !difference.created_foreign_keys.empty() ||
      !difference.unsupported.empty())
    return std::nullopt;
  const Foresight foresight(actual, wanted);
  Schema schema;
  schema.tables.emplace(actual.name, actual);
  for (const Operation& operation : difference.changes)
    if (!std::visit(foresight, operation) || whimbrel::apply(operation, schema))
      return std::nullopt;
  return std::move(schema.tables.begin()->second);
}

bool has_expression(const Operation& operation) {
  if (const auto* add = std::get_if<AddColumn>(&operation))
    return add->column.generated.has_value();
  if (const auto* alter = std::get_if<AlterColumn>(&operation))
    return alter->to.generated ||
           (alter->to.default_value && is_expression(*alter->to.default_value));
  if (const auto* create = std::get_if<CreateConstraint>(&operation))
    return has_expression(create->constraint);
  if (const auto* create = std::get_if<CreateIndex>(&operation))
    return has_expression(create->index);
  return false;
}

}  // namespace whimbrel
