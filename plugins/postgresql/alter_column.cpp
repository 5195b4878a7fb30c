#include "alter_column.h"

#include "clauses.h"
#include "column_storage.h"
#include "objects/sequence_words.h"
#include "options.h"
#include "renderer.h"
#include "sequence_privileges.h"
#include "syntax.h"
#include "type_system.h"
#include "whimbrel/core/text.h"
#include "whimbrel/ops/apply.h"

namespace whimbrel::postgresql {
namespace {

using sdk::Answer;
using sdk::RenderWork;

constexpr int kSetExpression = 17'000'000;

ColumnBefore look_up(const AlterColumn& op, RenderWork& work) {
  ColumnBefore before;
  if (const Table* table = work.tables.table(op.table)) {
    if (const Column* column = table->column(op.column)) {
      before.type = column->type;
      before.default_value = column->default_value;
      before.nullable = column->nullable;
      before.generated = column->generated;
      before.collation = column->collation;
      before.autoincrement = column->autoincrement;
      before.serial = column->autoincrement && has_option(column->options, "serial");
      before.options = column->options;
    }
  }
  // What the operation says of its own past wins: the table may not be known at all.
  if (op.existing.type) before.type = op.existing.type;
  if (op.existing.default_value) before.default_value = *op.existing.default_value;
  if (op.existing.nullable) before.nullable = op.existing.nullable;
  if (op.existing.generated) before.generated = *op.existing.generated;
  if (op.existing.collation) before.collation = *op.existing.collation;
  if (op.existing.autoincrement) before.autoincrement = *op.existing.autoincrement;
  for (const auto& [dialect, values] : op.existing.options)
    for (const auto& [key, value] : values) before.options[dialect][key] = value;
  before.serial = before.autoincrement && has_option(before.options, "serial");
  return before;
}

std::string_view without_length(std::string_view type) { return type.substr(0, type.find('(')); }

}  // namespace

// Both names are cut, the longer one first, until all of it fits.
Identifier serial_sequence_name(const Identifier& table, const Identifier& column) {
  constexpr std::string_view kSuffix = "_seq";
  std::string first = table.text();
  std::string second = column.text();
  while (first.size() + 1 + second.size() + kSuffix.size() > kLongestIdentifier)
    (first.size() > second.size() ? first : second).pop_back();
  return Identifier(first + "_" + second + std::string(kSuffix));
}

Answer PostgresqlRenderer::alter_column(const AlterColumn& op, RenderWork& work) const {
  // Said of a column that is known to hold values of its own: they are meant to go.
  if (op.to.generated && *op.to.generated && op.existing.generated && !*op.existing.generated)
    return replace_column(op, work);
  return change_column(op, SequenceWay::own, work);
}

Answer PostgresqlRenderer::change_column(const AlterColumn& op, SequenceWay way,
                                         RenderWork& work) const {
  return ColumnChange(op, look_up(op, work), dialect().types(), way, work).render();
}

Answer PostgresqlRenderer::replace_column(const AlterColumn& op, RenderWork& work) const {
  Schema alone;
  if (const Table* table = work.tables.table(op.table)) alone.tables.emplace(op.table, *table);
  if (const auto problem = apply(op, alone)) return Unsupported{*problem, std::nullopt};
  const Column& after = *alone.tables.at(op.table).column(op.column);
  if (Answer problem = drop_column({op.table, op.column, std::nullopt}, work)) return problem;
  return add_column({op.table, after}, work);
}

ColumnChange::ColumnChange(const AlterColumn& op, ColumnBefore before, const TypeSystem& types,
                           SequenceWay way, RenderWork& work)
    : op_(&op),
      before_(std::move(before)),
      types_(&types),
      way_(way),
      work_(&work),
      sql_(postgresql_syntax()) {}

Answer ColumnChange::render() {
  const ColumnAttributes& to = op_->to;
  if (to.generated) {
    if (Answer problem = change_generated()) return problem;
  }
  const bool other_counter = changes_counter();
  if (to.autoincrement == false || other_counter) drop_autoincrement();
  if (to.type || to.collation) {
    if (Answer problem = change_type()) return problem;
  }
  if (to.nullable) change_nullable();
  if (to.default_value && !default_done_) change_default();
  if (!other_counter && !to.autoincrement) change_identity();
  finish_statement();
  if (sequence_goes_)
    work_->add("DO $whimbrel$ BEGIN EXECUTE 'DROP SEQUENCE ' || " +
               sequence_of_column(op_->table, op_->column) + "; END $whimbrel$");
  if (to.type && before_.serial && to.autoincrement != false && !other_counter) widen_sequence();
  if (to.autoincrement == true || other_counter)
    add_autoincrement();
  else if (!to.autoincrement)
    change_sequence();
  change_privileges(other_counter);
  const std::string type = to.type ? to.type->text : before_.type ? before_.type->text : "";
  change_column_storage(op_->table, op_->column, type, to.options, *work_, before_.options);
  if (to.comment) change_comment();
  return std::nullopt;
}

std::optional<std::string> ColumnChange::changed_option(const char* key) const {
  const auto ours = op_->to.options.find(std::string(kDialectName));
  if (ours == op_->to.options.end()) return std::nullopt;
  const auto found = ours->second.find(key);
  if (found == ours->second.end() || found->second == option(before_.options, key))
    return std::nullopt;
  return found->second;
}

bool ColumnChange::changes_counter() const {
  return !op_->to.autoincrement && before_.autoincrement && changed_option("serial").has_value();
}

Answer ColumnChange::change_type() {
  const std::optional<SqlType>& type = op_->to.type ? op_->to.type : before_.type;
  if (!type) return cannot("cannot change its collation, because its type is not known");
  auto native = types_->native(*type, work_->now.server());
  if (auto* reason = std::get_if<Unsupported>(&native)) return std::move(*reason);
  const std::string& sql_type = std::get<std::string>(native);
  const bool keeps = keeps_default(sql_type);
  if (!keeps) action().word("DROP DEFAULT");
  action().word("TYPE").word(sql_type);
  // Without COLLATE the server goes back to the collation of the type.
  const std::string collation = op_->to.collation.value_or(before_.collation);
  if (!collation.empty() && is_string_type(types_->spelling(sql_type)))
    sql_.word("COLLATE").name(Identifier(collation));
  if (const std::string conversion = using_clause(sql_type); !conversion.empty())
    sql_.word("USING").word(conversion);
  if (!keeps) change_default();
  return std::nullopt;
}

// A default is written down with the type that the column had; to read as if it had been made with
// the new type, it must be set again. Where the server could not convert it, it must go first.
bool ColumnChange::keeps_default(const std::string& native) const {
  if (op_->to.default_value) return false;
  if (!before_.default_value) return true;
  return before_.type && without_length(types_->spelling(native_before())) ==
                             without_length(types_->spelling(native));
}

std::string ColumnChange::native_before() const {
  if (!before_.type) return {};
  const auto native = types_->native(*before_.type, work_->now.server());
  const auto* text = std::get_if<std::string>(&native);
  return text == nullptr ? std::string() : *text;
}

std::string ColumnChange::using_clause(const std::string& native) const {
  const std::string told = option(op_->options, "using");
  if (!told.empty()) return told;
  if (converts_by_itself(types_->spelling(native_before()), types_->spelling(native))) return {};
  // Two types of users have no cast between them; all types have one by way of text.
  const bool by_text = !is_built_in_type(types_->spelling(native_before())) &&
                       !is_built_in_type(types_->spelling(native));
  return quoted(op_->column, postgresql_syntax()) + (by_text ? "::text::" : "::") + native;
}

void ColumnChange::change_nullable() {
  action().word(*op_->to.nullable ? "DROP NOT NULL" : "SET NOT NULL");
}

void ColumnChange::change_default() {
  default_done_ = true;
  const std::optional<DefaultValue>& value =
      op_->to.default_value ? *op_->to.default_value : before_.default_value;
  if (value)
    write_default(*value, action().word("SET"));
  else if (!op_->to.type)
    action().word("DROP DEFAULT");
}

Answer ColumnChange::change_generated() {
  const std::optional<Generated>& to = *op_->to.generated;
  if (!to) {
    action().word("DROP EXPRESSION IF EXISTS");
    return std::nullopt;
  }
  if (!before_.generated)
    return cannot("cannot become a generated column; drop it and add it again");
  if (before_.generated->stored != to->stored)
    return cannot("cannot change between stored and virtual; drop it and add it again");
  if (work_->now.server().version_number < kSetExpression)
    return cannot("can change its expression from PostgreSQL 17 on; drop it and add it again");
  action().word("SET EXPRESSION AS").parenthesised(to->expression.text);
  return std::nullopt;
}

void ColumnChange::drop_autoincrement() {
  if (before_.serial)
    action().word("DROP DEFAULT");
  else
    action().word("DROP IDENTITY IF EXISTS");
  // The sequence of an identity goes by itself.
  sequence_goes_ = before_.serial && way_ == SequenceWay::own;
}

void ColumnChange::add_autoincrement() {
  const bool serial = changed_option("serial") == "true" ||
                      (!changed_option("serial") && has_option(before_.options, "serial"));
  if (serial)
    add_serial();
  else
    add_identity();
  continue_numbers();
}

void ColumnChange::add_identity() {
  if (before_.default_value && !op_->to.default_value) action().word("DROP DEFAULT");
  // An identity is never null; the server does not see to that by itself.
  if (before_.nullable != false && !op_->to.nullable) action().word("SET NOT NULL");
  const std::string identity =
      changed_option("identity")
          .value_or(option(op_->options, "identity") + option(before_.options, "identity"));
  action().word(identity == "always" ? "ADD GENERATED ALWAYS AS IDENTITY"
                                     : "ADD GENERATED BY DEFAULT AS IDENTITY");
  const std::string words =
      changed_option("sequence").value_or(option(before_.options, "sequence"));
  if (!words.empty()) sql_.parenthesised(words);
  finish_statement();
}

void ColumnChange::add_serial() {
  const Syntax& syntax = postgresql_syntax();
  const QualifiedName name(op_->table.schema, serial_sequence_name(op_->table.name, op_->column));
  const std::optional<SqlType>& type = op_->to.type ? op_->to.type : before_.type;
  SqlWriter sql(syntax);
  sql.word(way_ == SequenceWay::handed_over ? "ALTER SEQUENCE" : "CREATE SEQUENCE").name(name);
  if (type) sql.word("AS").word(types_->spelling(type->text));
  sql.word("OWNED BY").word(quoted(op_->table, syntax) + "." + quoted(op_->column, syntax));
  work_->add(std::move(sql).take());
  const std::string words =
      changed_option("sequence").value_or(option(before_.options, "sequence"));
  if (!words.empty()) alter_own_sequence(op_->table, op_->column, words, *work_);
  action().word("SET DEFAULT nextval(" + string_literal(quoted(name, syntax), syntax) + ")");
  if (before_.nullable != false && !op_->to.nullable) action().word("SET NOT NULL");
  finish_statement();
}

// Numbers go on behind the largest that is there, if any is left behind it; an empty table, and one
// with nothing but numbers below those of the sequence, starts as the sequence does.
void ColumnChange::continue_numbers() {
  SqlWriter sql(postgresql_syntax());
  const std::string column = quoted(op_->column, postgresql_syntax());
  sql.word("SELECT setval(" + sequence_of_column(op_->table, op_->column) + ", max(" + column +
           "))");
  sql.word("FROM").name(op_->table).word("HAVING max(" + column + ") > 0");
  work_->add(std::move(sql).take());
}

// GENERATED ALWAYS or BY DEFAULT, of a column that stays an identity.
void ColumnChange::change_identity() {
  const auto identity = changed_option("identity");
  if (identity && before_.autoincrement && !before_.serial)
    action().word(*identity == "always" ? "SET GENERATED ALWAYS" : "SET GENERATED BY DEFAULT");
}

void ColumnChange::change_sequence() {
  const auto words = changed_option("sequence");
  if (!words || !before_.autoincrement) return;
  const std::optional<SqlType>& type = op_->to.type ? op_->to.type : before_.type;
  alter_own_sequence(op_->table, op_->column,
                     alteration_words(*words, type ? types_->spelling(type->text) : "bigint"),
                     *work_);
}

// A sequence that is made here has the rights of none before it.
void ColumnChange::change_privileges(bool other_counter) {
  const bool made = op_->to.autoincrement == true || other_counter;
  if (op_->to.autoincrement == false || (!made && !before_.autoincrement)) return;
  const std::string before = option(before_.options, "sequence_privileges");
  const std::string after = changed_option("sequence_privileges").value_or(before);
  change_sequence_privileges(op_->table, op_->column, made ? "" : before, after, *work_);
}

// The sequence of a serial column has a type of its own, and ends where that one ends.
void ColumnChange::widen_sequence() {
  const std::string type = types_->spelling(op_->to.type->text);
  if (type == "smallint" || type == "integer" || type == "bigint")
    alter_own_sequence(op_->table, op_->column, "AS " + type, *work_);
}

void ColumnChange::change_comment() {
  const Syntax& syntax = postgresql_syntax();
  SqlWriter sql(syntax);
  sql.word("COMMENT ON COLUMN");
  sql.word(quoted(op_->table, syntax) + "." + quoted(op_->column, syntax));
  write_comment(*op_->to.comment, sql);
  work_->add(std::move(sql).take());
}

Answer ColumnChange::cannot(const std::string& why) const {
  return Unsupported{
      "column '" + op_->column.text() + "' of table '" + op_->table.text() + "' " + why,
      std::nullopt};
}

SqlWriter& ColumnChange::action() {
  if (actions_++ == 0)
    sql_.word("ALTER TABLE").name(op_->table);
  else
    sql_.item();
  return sql_.word("ALTER COLUMN").name(op_->column);
}

void ColumnChange::finish_statement() {
  if (actions_ == 0) return;
  work_->add(std::move(sql_).take());
  sql_ = SqlWriter(postgresql_syntax());
  actions_ = 0;
}

}  // namespace whimbrel::postgresql
