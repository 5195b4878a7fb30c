#include "whimbrel/sdk/standard_renderer.h"

#include "whimbrel/core/overloaded.h"
#include "whimbrel/dialect/sql_splitter.h"

namespace whimbrel::sdk {
namespace {

Answer cannot(std::string what) { return Unsupported{std::move(what), std::nullopt}; }

}  // namespace

Rendered StandardRenderer::render(std::span<const Operation> operations, RenderContext& now) const {
  std::vector<Statement> statements;
  PendingTables tables(now);
  for (std::size_t i = 0; i < operations.size(); ++i) {
    RenderWork work{now, tables, statements, i};
    if (Answer problem = render_one(operations[i], work)) {
      if (!problem->operation) problem->operation = i;
      return *problem;
    }
    tables.note(operations[i]);
  }
  return statements;
}

Answer StandardRenderer::render_one(const Operation& operation, RenderWork& work) const {
  return std::visit(overloaded{
                        [&](const CreateTable& op) { return create_table(op, work); },
                        [&](const DropTable& op) { return drop_table(op, work); },
                        [&](const RenameTable& op) { return rename_table(op, work); },
                        [&](const AddColumn& op) { return add_column(op, work); },
                        [&](const DropColumn& op) { return drop_column(op, work); },
                        [&](const AlterColumn& op) { return alter_column(op, work); },
                        [&](const RenameColumn& op) { return rename_column(op, work); },
                        [&](const CreateConstraint& op) { return create_constraint(op, work); },
                        [&](const DropConstraint& op) { return drop_constraint(op, work); },
                        [&](const CreateIndex& op) { return create_index(op, work); },
                        [&](const DropIndex& op) { return drop_index(op, work); },
                        [&](const RenameIndex& op) { return rename_index(op, work); },
                        [&](const RenameConstraint& op) { return rename_constraint(op, work); },
                        [&](const ValidateConstraint& op) { return validate_constraint(op, work); },
                        [&](const SetTableOptions& op) { return set_table_options(op, work); },
                        [&](const SetPartitioning& op) { return set_partitioning(op, work); },
                        [&](const AttachPartition& op) { return attach_partition(op, work); },
                        [&](const DetachPartition& op) { return detach_partition(op, work); },
                        [&](const CreateObject& op) { return create_object(op, work); },
                        [&](const DropObject& op) { return drop_object(op, work); },
                        [&](const AlterObject& op) { return alter_object(op, work); },
                        [&](const RenameObject& op) { return rename_object(op, work); },
                        [&](const AddEnumValue& op) { return add_enum_value(op, work); },
                        [&](const RenameEnumValue& op) { return rename_enum_value(op, work); },
                        [&](const Grant& op) { return grant(op, work); },
                        [&](const Revoke& op) { return revoke(op, work); },
                        [&](const InsertRows& op) { return insert_rows(op, work); },
                        [&](const UpsertRows& op) { return upsert_rows(op, work); },
                        [&](const UpdateRows& op) { return update_rows(op, work); },
                        [&](const DeleteRows& op) { return delete_rows(op, work); },
                        [&](const Backfill& op) { return backfill(op, work); },
                        [&](const SetTableComment& op) { return set_table_comment(op, work); },
                        [&](const Execute& op) { return execute(op, work); },
                        [&](const PluginOperation& op) { return plugin_operation(op, work); },
                    },
                    operation);
}

Answer StandardRenderer::create_table(const CreateTable& op, RenderWork& work) const {
  if (op.table.columns.empty())
    return Unsupported{"table '" + op.table.name.text() + "' has no columns", std::nullopt};
  std::string sql;
  if (Answer problem = create_table_statement(op.table, work.now.server(), sql)) return problem;
  work.add(std::move(sql));
  for (const Index& index : op.table.indexes) {
    std::string index_sql;
    if (Answer problem = index_statement(op.table.name, index, index_sql)) return problem;
    work.add(std::move(index_sql));
  }
  return std::nullopt;
}

Answer StandardRenderer::drop_table(const DropTable& op, RenderWork& work) const {
  SqlWriter sql = writer();
  sql.word("DROP TABLE").name(op.table);
  work.add(std::move(sql).take());
  return std::nullopt;
}

Answer StandardRenderer::rename_table(const RenameTable& op, RenderWork& work) const {
  SqlWriter sql = writer();
  sql.word("ALTER TABLE").name(op.table).word("RENAME TO").name(op.to);
  work.add(std::move(sql).take());
  return std::nullopt;
}

Answer StandardRenderer::add_column(const AddColumn& op, RenderWork& work) const {
  SqlWriter sql = writer();
  sql.word("ALTER TABLE").name(op.table).word("ADD COLUMN");
  Table around;
  around.name = op.table;
  Answer problem;
  column_definition(op.column, around, work.now.server(), sql, problem);
  if (problem) return problem;
  work.add(std::move(sql).take());
  return std::nullopt;
}

Answer StandardRenderer::drop_column(const DropColumn& op, RenderWork& work) const {
  SqlWriter sql = writer();
  sql.word("ALTER TABLE").name(op.table).word("DROP COLUMN").name(op.column);
  work.add(std::move(sql).take());
  return std::nullopt;
}

Answer StandardRenderer::alter_column(const AlterColumn& op, RenderWork&) const {
  return cannot("changing column '" + op.column.text() + "' of table '" + op.table.text() +
                "' is not possible here");
}

Answer StandardRenderer::rename_column(const RenameColumn& op, RenderWork& work) const {
  SqlWriter sql = writer();
  sql.word("ALTER TABLE").name(op.table).word("RENAME COLUMN").name(op.column).word("TO");
  sql.name(op.to);
  work.add(std::move(sql).take());
  return std::nullopt;
}

Answer StandardRenderer::create_constraint(const CreateConstraint& op, RenderWork& work) const {
  SqlWriter sql = writer();
  sql.word("ALTER TABLE").name(op.table).word("ADD");
  constraint_definition(op.constraint, sql);
  work.add(std::move(sql).take());
  return std::nullopt;
}

Answer StandardRenderer::drop_constraint(const DropConstraint& op, RenderWork& work) const {
  if (op.name.empty()) return cannot("dropping a constraint needs its name here");
  SqlWriter sql = writer();
  sql.word("ALTER TABLE").name(op.table).word("DROP CONSTRAINT").name(op.name);
  work.add(std::move(sql).take());
  return std::nullopt;
}

Answer StandardRenderer::create_index(const CreateIndex& op, RenderWork& work) const {
  std::string sql;
  if (Answer problem = index_statement(op.table, op.index, sql)) return problem;
  work.add(std::move(sql));
  return std::nullopt;
}

Answer StandardRenderer::drop_index(const DropIndex& op, RenderWork& work) const {
  SqlWriter sql = writer();
  sql.word("DROP INDEX").name(QualifiedName(op.table.schema, op.index));
  work.add(std::move(sql).take());
  return std::nullopt;
}

Answer StandardRenderer::set_table_comment(const SetTableComment& op, RenderWork&) const {
  return cannot("table '" + op.table.text() + "' cannot have a comment here");
}

Answer StandardRenderer::execute(const Execute& op, RenderWork& work) const {
  const std::string& script = op.sql.for_dialect(dialect_->name());
  for (ScriptStatement& statement : split_script(script, dialect_->syntax())) {
    if (statement.client_command)
      return cannot("'" + statement.text + "' (line " + std::to_string(statement.line) +
                    ") is a command of a client program, not SQL");
    work.add(std::move(statement.text) + statement.rows);
    work.statements.back().script_line = statement.line;
    work.statements.back().script_column = statement.column;
  }
  return std::nullopt;
}

Answer StandardRenderer::plugin_operation(const PluginOperation& op, RenderWork&) const {
  return cannot("the operation '" + op.name + "' is not known here");
}

}  // namespace whimbrel::sdk
