#include "renderer.h"

#include <set>

#include "clauses.h"
#include "identifier_length.h"
#include "options.h"
#include "outside_transaction.h"
#include "plugin_operations.h"
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

}  // namespace

Rendered PostgresqlRenderer::render(std::span<const Operation> operations,
                                    RenderContext& now) const {
  for (size_t i = 0; i < operations.size(); ++i)
    if (const auto name = too_long_name(operations[i]))
      return Unsupported{"the name '" + *name + "' has " + std::to_string(name->size()) +
                             " bytes; PostgreSQL cuts names after 63",
                         i};
  return StandardRenderer::render(operations, now);
}

Answer PostgresqlRenderer::create_table(const CreateTable& op, RenderWork& work) const {
  std::string sql;
  Table table = op.table;
  const std::vector<UniqueConstraint> repeated = take_repeated_keys(table);
  if (Answer problem = create_table_statement(table, work.now.server(), sql)) return problem;
  constexpr std::string_view kCreate = "CREATE ";
  if (has_option(op.table.options, "unlogged")) sql.insert(kCreate.size(), "UNLOGGED ");
  work.add(std::move(sql));
  for (const UniqueConstraint& unique : repeated) create_constraint({table.name, unique, {}}, work);
  for (const Column& column : op.table.columns) complete_column(op.table.name, column, work);
  if (!op.table.comment.empty())
    set_table_comment({op.table.name, op.table.comment, std::nullopt}, work);
  for (const Index& index : op.table.indexes) {
    // Nobody waits for a table that was just made, so `concurrently` means nothing here.
    std::string index_sql;
    Index plain = index;
    for (auto& [dialect, options] : plain.options) options.erase("concurrently");
    if (Answer problem = index_statement(op.table.name, plain, index_sql)) return problem;
    work.add(std::move(index_sql));
  }
  return std::nullopt;
}

Answer PostgresqlRenderer::add_column(const AddColumn& op, RenderWork& work) const {
  if (Answer problem = StandardRenderer::add_column(op, work)) return problem;
  complete_column(op.table, op.column, work);
  return std::nullopt;
}

void PostgresqlRenderer::complete_column(const QualifiedName& table, const Column& column,
                                         RenderWork& work) const {
  // SERIAL makes the column NOT NULL and does not stand beside NULL.
  if (column.autoincrement && column.nullable && has_option(column.options, "serial")) {
    SqlWriter sql = writer();
    sql.word("ALTER TABLE").name(table).word("ALTER COLUMN").name(column.name);
    work.add(std::move(sql.word("DROP NOT NULL")).take());
  }
  if (!column.comment.empty()) comment_on_column(table, column.name, column.comment, work);
}

Answer PostgresqlRenderer::create_constraint(const CreateConstraint& op, RenderWork& work) const {
  const ConstraintKind kind = kind_of(op.constraint);
  const bool not_valid = has_option(op.options, "not_valid");
  if (not_valid && kind != ConstraintKind::foreign_key && kind != ConstraintKind::check)
    return Unsupported{"only a foreign key or a check constraint can be NOT VALID", std::nullopt};
  const std::string index = option(op.options, "using_index");
  if (!index.empty() && kind != ConstraintKind::primary_key && kind != ConstraintKind::unique)
    return Unsupported{"only a primary key or a unique constraint is made of an index",
                       std::nullopt};
  SqlWriter sql = writer();
  sql.word("ALTER TABLE").name(op.table).word("ADD");
  if (index.empty())
    constraint_definition(op.constraint, sql);
  else
    constraint_by_index(op, Identifier(index), sql);
  if (not_valid) sql.word("NOT VALID");
  work.add(std::move(sql).take());
  return std::nullopt;
}

void PostgresqlRenderer::constraint_by_index(const CreateConstraint& op, const Identifier& index,
                                             SqlWriter& sql) const {
  const bool primary = kind_of(op.constraint) == ConstraintKind::primary_key;
  Identifier name = name_of(op.constraint);
  // Without a name it would get that of the index.
  if (name.empty() && primary) name = default_primary_key_name(op.table.name);
  if (!name.empty()) sql.word("CONSTRAINT").name(name);
  sql.word(primary ? "PRIMARY KEY" : "UNIQUE").word("USING INDEX").name(index);
}

Answer PostgresqlRenderer::drop_constraint(const DropConstraint& op, RenderWork& work) const {
  if (!op.name.empty()) return StandardRenderer::drop_constraint(op, work);
  if (op.kind != ConstraintKind::primary_key)
    return Unsupported{"dropping a constraint needs its name", std::nullopt};
  DropConstraint named = op;
  const Table* table = work.tables.table(op.table);
  if (table == nullptr && work.now.offline())
    return Unsupported{"the name of the primary key of table '" + op.table.text() +
                           "' is not known without a database; name it",
                       std::nullopt};
  if (table != nullptr && table->primary_key) named.name = table->primary_key->name;
  if (named.name.empty()) named.name = default_primary_key_name(op.table.name);
  return StandardRenderer::drop_constraint(named, work);
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

Answer PostgresqlRenderer::plugin_operation(const PluginOperation& op, RenderWork& work) const {
  const auto validation = validation_in(op);
  if (!validation) return StandardRenderer::plugin_operation(op, work);
  SqlWriter sql = writer();
  sql.word("ALTER TABLE").name(validation->table);
  sql.word("VALIDATE CONSTRAINT").name(validation->constraint);
  work.add(std::move(sql).take());
  return std::nullopt;
}

}  // namespace whimbrel::postgresql
