#include "alter_column.h"

#include "clauses.h"
#include "options.h"
#include "renderer.h"
#include "syntax.h"
#include "type_system.h"
#include "whimbrel/core/text.h"

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
      before.serial = column->autoincrement && has_option(column->options, "serial");
    }
  }
  // What the operation says of its own past wins: the table may not be known at all.
  if (op.existing.type) before.type = op.existing.type;
  if (op.existing.default_value) before.default_value = *op.existing.default_value;
  if (op.existing.nullable) before.nullable = op.existing.nullable;
  if (op.existing.generated) before.generated = *op.existing.generated;
  if (op.existing.collation) before.collation = *op.existing.collation;
  return before;
}

// pg_get_serial_sequence takes the table as SQL writes it and the column as it is.
std::string sequence_of(const AlterColumn& op) {
  const Syntax& syntax = postgresql_syntax();
  return "pg_get_serial_sequence(" + string_literal(quoted(op.table, syntax), syntax) + ", " +
         string_literal(op.column.text(), syntax) + ")";
}

std::string_view without_length(std::string_view type) { return type.substr(0, type.find('(')); }

}  // namespace

Answer PostgresqlRenderer::alter_column(const AlterColumn& op, RenderWork& work) const {
  return ColumnChange(op, look_up(op, work), dialect().types(), work).render();
}

ColumnChange::ColumnChange(const AlterColumn& op, ColumnBefore before, const TypeSystem& types,
                           RenderWork& work)
    : op_(&op),
      before_(std::move(before)),
      types_(&types),
      work_(&work),
      sql_(postgresql_syntax()) {}

Answer ColumnChange::render() {
  const ColumnAttributes& to = op_->to;
  if (to.generated) {
    if (Answer problem = change_generated()) return problem;
  }
  if (to.autoincrement == false) drop_autoincrement();
  if (to.type || to.collation) {
    if (Answer problem = change_type()) return problem;
  }
  if (to.nullable) change_nullable();
  if (to.default_value && !default_done_) change_default();
  finish_statement();
  if (to.type && before_.serial && to.autoincrement != false) widen_sequence();
  if (to.autoincrement == true) add_autoincrement();
  if (to.comment) change_comment();
  return std::nullopt;
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
  return quoted(op_->column, postgresql_syntax()) + "::" + native;
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
  // The sequence of a serial column stays with it and goes when the column goes.
  if (before_.serial)
    action().word("DROP DEFAULT");
  else
    action().word("DROP IDENTITY IF EXISTS");
}

void ColumnChange::add_autoincrement() {
  if (before_.default_value && !op_->to.default_value) action().word("DROP DEFAULT");
  // An identity is never null; the server does not see to that by itself.
  if (before_.nullable != false && !op_->to.nullable) action().word("SET NOT NULL");
  const bool always = option(op_->options, "identity") == "always";
  action().word(always ? "ADD GENERATED ALWAYS AS IDENTITY"
                       : "ADD GENERATED BY DEFAULT AS IDENTITY");
  finish_statement();
  // Numbers go on behind the largest that is there.
  SqlWriter sql(postgresql_syntax());
  const std::string column = quoted(op_->column, postgresql_syntax());
  sql.word("SELECT setval(" + sequence_of(*op_) + ", COALESCE(max(" + column + "), 0) + 1, false)");
  sql.word("FROM").name(op_->table);
  work_->add(std::move(sql).take());
}

// The sequence of a serial column has a type of its own, and ends where that one ends.
void ColumnChange::widen_sequence() {
  const std::string type = types_->spelling(op_->to.type->text);
  if (type != "smallint" && type != "integer" && type != "bigint") return;
  work_->add("DO $whimbrel$ BEGIN EXECUTE 'ALTER SEQUENCE ' || " + sequence_of(*op_) + " || ' AS " +
             type + "'; END $whimbrel$");
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
