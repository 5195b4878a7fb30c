#include "review/read_alter_table.h"

#include "review/constraint_words.h"
#include "review/read_column.h"
#include "review/readers.h"
#include "review/referring_keys.h"
#include "review/server_names.h"
#include "syntax.h"

namespace whimbrel::postgresql {

AlterTableReader::AlterTableReader(Reading& reading, QualifiedName table)
    : reading_(reading), table_(std::move(table)) {
  if (const Table* known = reading.known(table_)) local_.tables.emplace(table_, *known);
}

void AlterTableReader::read(const Node& command, TokenRange range) {
  offset_ = reading_.text().offset_of(range.begin);
  const std::string& action = scalar(command, "subtype");
  if (action == "AT_AddColumn") return add_column(command, range);
  if (action == "AT_DropColumn") return drop_column(command);
  if (action == "AT_AlterColumnType") return change_type(command, range);
  if (action == "AT_SetNotNull") return set_nullable(command, false);
  if (action == "AT_DropNotNull") return set_nullable(command, true);
  if (action == "AT_ColumnDefault") return set_default(command, range);
  if (action == "AT_AddIdentity") return set_autoincrement(command, true);
  if (action == "AT_DropIdentity") return set_autoincrement(command, false);
  if (action == "AT_DropExpression") return drop_expression(command);
  if (action == "AT_AddConstraint") return add_constraint(command, range);
  if (action == "AT_DropConstraint") return drop_constraint(command);
  if (action == "AT_ValidateConstraint") return validate(command);
  read_other(action, command);
}

void AlterTableReader::done(Operation operation) {
  whimbrel::apply(operation, local_);
  reading_.operation(std::move(operation), offset_);
}

void AlterTableReader::quietly(Operation operation) {
  whimbrel::apply(operation, local_);
  reading_.quietly(std::move(operation));
}

const Column* AlterTableReader::column(const Identifier& name) const {
  return now() == nullptr ? nullptr : now()->column(name);
}

AlterColumn AlterTableReader::alteration(const Node& command) const {
  AlterColumn change;
  change.table = table_;
  change.column = reading_.name(scalar(command, "name"));
  return change;
}

void AlterTableReader::add_column(const Node& command, TokenRange range) {
  const Node& definition = body_of(command, "def", "ColumnDef");
  WrittenColumn written = read_column(reading_, definition, range);
  if (flag(command, "missing_ok") && column(written.column.name) != nullptr) return;
  done(AddColumn{table_, written.column});
  if (written.constraints.empty()) return;
  Table around;
  if (now() != nullptr)
    around = *now();
  else
    around.columns.push_back(std::move(written.column));
  around.name = table_;
  ServerNames names(around);
  for (WrittenConstraint& each : written.constraints) {
    name_as_server(each.constraint, around, names);
    offset_ = each.offset;
    done(CreateConstraint{table_, std::move(each.constraint), std::move(each.options)});
  }
}

void AlterTableReader::drop_column(const Node& command) {
  const Identifier name = reading_.name(scalar(command, "name"));
  const Column* known = column(name);
  if (flag(command, "missing_ok") && known == nullptr && now() != nullptr) return;
  if (scalar(command, "behavior") == "DROP_CASCADE")
    drop_referring_keys(reading_, table_, &name, offset_);
  DropColumn drop{table_, name, std::nullopt};
  if (known != nullptr) {
    drop.before = *known;
    drop_parts_with(name);
  }
  done(std::move(drop));
}

// The server drops every index and constraint that the column has a part in.
void AlterTableReader::drop_parts_with(const Identifier& name) {
  const Table table = *now();
  for (const Constraint& each : constraints_of(table))
    if (speaks_of(each, name)) quietly(DropConstraint{table_, name_of(each), kind_of(each), each});
  for (const Index& index : table.indexes)
    if (speaks_of(index, name)) quietly(DropIndex{table_, index.name, index});
}

void AlterTableReader::change_type(const Node& command, TokenRange range) {
  const StatementText& text = reading_.text();
  const Node& definition = body_of(command, "def", "ColumnDef");
  AlterColumn change = alteration(command);
  TokenRange words{text.token_at(location(child(definition, "typeName"))), range.end};
  const auto conversion = text.find(words, "using");
  if (conversion) {
    change.options[std::string(kDialectName)]["using"] = text.text({*conversion + 1, range.end});
    words.end = *conversion;
  }
  if (const Node& collate = child(definition, "collClause"); !collate.is_null()) {
    words.end = text.token_at(location(collate));
    const auto names = reading_.names(child(collate, "collname"));
    if (!names.empty()) change.to.collation = names.back().text();
  }
  change.to.type = read_type(reading_, words);
  if (const Column* known = column(change.column)) {
    change.existing.type = known->type;
    if (change.to.collation) change.existing.collation = known->collation;
  }
  done(std::move(change));
}

void AlterTableReader::set_nullable(const Node& command, bool nullable) {
  AlterColumn change = alteration(command);
  change.to.nullable = nullable;
  if (const Column* known = column(change.column)) change.existing.nullable = known->nullable;
  done(std::move(change));
}

void AlterTableReader::set_default(const Node& command, TokenRange range) {
  AlterColumn change = alteration(command);
  const Column* known = column(change.column);
  change.to.default_value.emplace();
  if (const Node& value = child(command, "def"); !value.is_null()) {
    const std::size_t word = reading_.text().find(range, "default").value_or(range.begin);
    *change.to.default_value = read_default(reading_, value, {word + 1, range.end},
                                            known == nullptr ? SqlType() : known->type);
  }
  if (known != nullptr) change.existing.default_value = known->default_value;
  const Identifier name = change.column;
  done(std::move(change));
  follow_sequence(name);
}

// A column whose default reads the sequence of its own name is serial, and one that loses it is
// not. Dumps of a schema are written this way.
void AlterTableReader::follow_sequence(const Identifier& name) {
  const Column* known = column(name);
  if (known == nullptr) return;
  const auto* value =
      known->default_value ? std::get_if<Expression>(&*known->default_value) : nullptr;
  const std::string sequence = ServerNames(Table()).name_for(table_.name, {name}, "seq").text();
  const bool counts = value != nullptr && value->text.starts_with("nextval(") &&
                      value->text.find(sequence + "'") != std::string::npos;
  if (counts == known->autoincrement) return;
  AlterColumn change;
  change.table = table_;
  change.column = name;
  change.to.autoincrement = counts;
  if (counts) change.to.default_value.emplace();
  quietly(std::move(change));
}

void AlterTableReader::set_autoincrement(const Node& command, bool on) {
  AlterColumn change = alteration(command);
  const Column* known = column(change.column);
  if (!on && flag(command, "missing_ok") && known != nullptr && !known->autoincrement) return;
  change.to.autoincrement = on;
  if (known != nullptr) change.existing.autoincrement = known->autoincrement;
  const Node& identity = body_of(command, "def", "Constraint");
  if (scalar(identity, "generated_when") == "a")
    change.options[std::string(kDialectName)]["identity"] = "always";
  done(std::move(change));
}

void AlterTableReader::drop_expression(const Node& command) {
  AlterColumn change = alteration(command);
  change.to.generated.emplace();
  if (const Column* known = column(change.column)) change.existing.generated = known->generated;
  done(std::move(change));
}

}  // namespace whimbrel::postgresql
