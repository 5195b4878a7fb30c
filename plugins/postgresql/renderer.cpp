#include "renderer.h"

#include <set>

#include "clauses.h"
#include "column_storage.h"
#include "identifier_length.h"
#include "objects/enum_values.h"
#include "objects/privileges.h"
#include "objects/statements.h"
#include "objects/words.h"
#include "options.h"
#include "outside_transaction.h"
#include "sequence_handover.h"
#include "sequence_privileges.h"
#include "server_features.h"
#include "syntax.h"

namespace whimbrel::postgresql {

using sdk::Answer;
using sdk::RenderWork;

namespace {

// Takes out of `table` the unique constraints over the same columns as another key: CREATE TABLE
// makes only one of the two, ALTER TABLE both.
std::vector<UniqueConstraint> take_repeated_keys(Table& table) {
  std::set<std::vector<Identifier>> keys;
  if (table.primary_key) keys.insert(table.primary_key->columns);
  std::vector<UniqueConstraint> first;
  std::vector<UniqueConstraint> repeated;
  for (UniqueConstraint& unique : table.unique_constraints)
    (keys.insert(unique.columns).second ? first : repeated).push_back(std::move(unique));
  table.unique_constraints = std::move(first);
  return repeated;
}

// CREATE TABLE does not heed NOT VALID, because there are no rows; the constraint would count as
// one that has seen all of them.
std::vector<Constraint> take_not_valid(Table& table) {
  std::vector<Constraint> taken;
  const auto take = [&](auto& constraints) {
    for (const auto& each : constraints)
      if (!each.validated) taken.push_back(each);
    std::erase_if(constraints, [](const auto& each) { return !each.validated; });
  };
  take(table.foreign_keys);
  take(table.checks);
  return taken;
}

}  // namespace

Rendered PostgresqlRenderer::render(std::span<const Operation> operations,
                                    RenderContext& now) const {
  std::vector<Statement> statements;
  PendingTables tables(now);
  const SequenceHandover handover(operations);
  for (size_t i = 0; i < operations.size(); ++i) {
    if (const auto name = too_long_name(operations[i]))
      return Unsupported{"the name '" + *name + "' has " + std::to_string(name->size()) +
                             " bytes; PostgreSQL cuts names after 63",
                         i};
    if (const auto missing = missing_feature(operations[i], now.server().version_number))
      return Unsupported{*missing, i};
    RenderWork work{now, tables, statements, i};
    if (Answer problem = render_with(handover, operations[i], work)) {
      if (!problem->operation) problem->operation = i;
      return *problem;
    }
    tables.note(operations[i]);
    own_sequences(operations, i, work);
  }
  place_new_enum_values(statements, now.server().version_number);
  return statements;
}

Answer PostgresqlRenderer::render_with(const SequenceHandover& handover, const Operation& operation,
                                       RenderWork& work) const {
  if (handover.takes_over(operation)) return std::nullopt;
  if (handover.leaves_behind(operation))
    return ObjectStatements(*this, work).release(std::get<CreateObject>(operation).object);
  if (handover.changes_column(operation))
    return change_column(std::get<AlterColumn>(operation), SequenceWay::handed_over, work);
  return render_one(operation, work);
}

// The column that owns a sequence is often made behind it, because it asks it for its default.
void PostgresqlRenderer::own_sequences(std::span<const Operation> operations, size_t done,
                                       RenderWork& work) const {
  const auto owned = [](const Operation& operation) -> const SchemaObject* {
    const auto* create = std::get_if<CreateObject>(&operation);
    const bool it_is = create != nullptr && create->object.id.kind == ObjectKind::sequence &&
                       create->object.attributes.contains("owned_by");
    return it_is ? &create->object : nullptr;
  };
  const auto makes = [](const Operation& operation, const SchemaObject& sequence) {
    const auto [table, column] = owner_of_sequence(sequence.attributes.at("owned_by"));
    if (const auto* create = std::get_if<CreateTable>(&operation))
      return create->table.name == table;
    const auto* add = std::get_if<AddColumn>(&operation);
    return add != nullptr && add->table == table && add->column.name == column;
  };
  if (const SchemaObject* sequence = owned(operations[done])) {
    for (size_t i = done + 1; i < operations.size(); ++i)
      if (makes(operations[i], *sequence)) return;
    return ObjectStatements(*this, work).own_sequence(*sequence);
  }
  if (!std::holds_alternative<CreateTable>(operations[done]) &&
      !std::holds_alternative<AddColumn>(operations[done]))
    return;
  for (size_t i = 0; i < done; ++i)
    if (const SchemaObject* sequence = owned(operations[i]);
        sequence != nullptr && makes(operations[done], *sequence))
      ObjectStatements(*this, work).own_sequence(*sequence);
}

Answer PostgresqlRenderer::create_table(const CreateTable& op, RenderWork& work) const {
  std::string sql;
  Table table = op.table;
  const std::vector<UniqueConstraint> repeated = take_repeated_keys(table);
  const std::vector<Constraint> not_valid = take_not_valid(table);
  if (Answer problem = create_table_text(table, work.now.server(), sql)) return problem;
  constexpr std::string_view kCreate = "CREATE ";
  if (has_option(op.table.options, "unlogged")) sql.insert(kCreate.size(), "UNLOGGED ");
  work.add(std::move(sql));
  for (const UniqueConstraint& unique : repeated) create_constraint({table.name, unique, {}}, work);
  for (const Constraint& constraint : not_valid)
    if (Answer problem = create_constraint({table.name, constraint, {}}, work)) return problem;
  for (const Column& column : op.table.columns) complete_column(op.table.name, column, work);
  if (!op.table.comment.empty())
    set_table_comment({op.table.name, op.table.comment, std::nullopt}, work);
  for (const Index& index : op.table.indexes)
    if (Answer problem = add_index(op.table.name, index, true, work)) return problem;
  later_table_options(op.table, work);
  if (op.table.privileges)
    for (std::string& each : grant_statements({{}, op.table.name}, *op.table.privileges))
      work.add(std::move(each));
  return std::nullopt;
}

Answer PostgresqlRenderer::add_column(const AddColumn& op, RenderWork& work) const {
  if (Answer problem = StandardRenderer::add_column(op, work)) return problem;
  complete_column(op.table, op.column, work);
  return std::nullopt;
}

void PostgresqlRenderer::complete_column(const QualifiedName& table, const Column& column,
                                         RenderWork& work) const {
  const bool serial = column.autoincrement && has_option(column.options, "serial");
  // SERIAL makes the column NOT NULL and does not stand beside NULL.
  if (serial && column.nullable) {
    SqlWriter sql = writer();
    sql.word("ALTER TABLE").name(table).word("ALTER COLUMN").name(column.name);
    work.add(std::move(sql.word("DROP NOT NULL")).take());
  }
  if (const std::string words = option(column.options, "sequence"); serial && !words.empty())
    alter_own_sequence(table, column.name, words, work);
  Options changes = column.options;
  if (column.autoincrement)
    change_sequence_privileges(table, column.name, "",
                               option(column.options, "sequence_privileges"), work);
  for (const char* known : {"identity", "serial", "sequence", "sequence_privileges"})
    changes[std::string(kDialectName)].erase(known);
  change_column_storage(table, column.name, column.type.text, changes, work);
  if (!column.comment.empty()) comment_on_column(table, column.name, column.comment, work);
}

Answer PostgresqlRenderer::set_table_comment(const SetTableComment& op, RenderWork& work) const {
  SqlWriter sql = writer();
  sql.word("COMMENT ON TABLE").name(op.table);
  write_comment(op.comment, sql);
  work.add(std::move(sql).take());
  return std::nullopt;
}

void PostgresqlRenderer::comment_on_column(const QualifiedName& table, const Identifier& column,
                                           const std::string& comment, RenderWork& work) const {
  const Syntax& syntax = postgresql_syntax();
  SqlWriter sql = writer();
  sql.word("COMMENT ON COLUMN").word(quoted(table, syntax) + "." + quoted(column, syntax));
  write_comment(comment, sql);
  work.add(std::move(sql).take());
}

Answer PostgresqlRenderer::execute(const Execute& op, RenderWork& work) const {
  const size_t first = work.statements.size();
  if (Answer problem = StandardRenderer::execute(op, work)) return problem;
  for (size_t i = first; i < work.statements.size(); ++i)
    if (runs_outside_transaction(work.statements[i].sql))
      work.statements[i].phase = Statement::Phase::outside;
  return std::nullopt;
}

Answer PostgresqlRenderer::create_object(const CreateObject& op, RenderWork& work) const {
  return ObjectStatements(*this, work).create(op.object);
}

Answer PostgresqlRenderer::drop_object(const DropObject& op, RenderWork& work) const {
  return ObjectStatements(*this, work).drop(op.id, op.before ? &*op.before : nullptr);
}

Answer PostgresqlRenderer::alter_object(const AlterObject& op, RenderWork& work) const {
  return ObjectStatements(*this, work).alter(op);
}

Answer PostgresqlRenderer::rename_object(const RenameObject& op, RenderWork& work) const {
  return ObjectStatements(*this, work).rename(op.id, op.to);
}

Answer PostgresqlRenderer::add_enum_value(const AddEnumValue& op, RenderWork& work) const {
  postgresql::add_enum_value(op.name, op, work);
  return std::nullopt;
}

Answer PostgresqlRenderer::rename_enum_value(const RenameEnumValue& op, RenderWork& work) const {
  SqlWriter sql = writer();
  sql.word("ALTER TYPE").name(op.name).word("RENAME VALUE").string(op.value);
  work.add(std::move(sql.word("TO").string(op.to)).take());
  return std::nullopt;
}

Answer PostgresqlRenderer::grant(const Grant& op, RenderWork& work) const {
  for (std::string& sql : grant_statements(op.on, op.privileges)) work.add(std::move(sql));
  return std::nullopt;
}

Answer PostgresqlRenderer::revoke(const Revoke& op, RenderWork& work) const {
  for (std::string& sql : revoke_statements(op.on, op.privileges)) work.add(std::move(sql));
  return std::nullopt;
}

}  // namespace whimbrel::postgresql
