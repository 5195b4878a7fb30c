#include "renderer.h"

#include "definitions.h"
#include "foreign_key_switch.h"
#include "native_changes.h"
#include "rebuild_statements.h"
#include "syntax.h"

namespace whimbrel::sqlite {
namespace {

using sdk::Answer;
using sdk::RenderWork;

Unsupported unknown_table(const QualifiedName& name, const Operation& operation, bool offline) {
  const std::string why =
      offline ? "what it looks like is not known without a database" : "there is no such table";
  return {summary(operation) + ": table '" + name.text() + "' must be rebuilt for this, and " + why,
          std::nullopt};
}

}  // namespace

struct SqliteRenderer::Progress {
  std::span<const Operation> operations;
  RenderContext& now;
  CurrentTables tables;
  PendingTables unused;
  std::vector<Statement> statements;
  ForeignKeySwitch foreign_keys;
};

Rendered SqliteRenderer::render(std::span<const Operation> operations, RenderContext& now) const {
  Progress progress{operations, now, CurrentTables(now), PendingTables(now), {}, {}};
  const std::vector<Run> runs = runs_of(operations);
  std::vector<const Run*> run_of(operations.size());
  for (const Run& run : runs)
    for (const std::size_t i : run) run_of[i] = &run;
  std::vector<bool> done(operations.size());
  for (std::size_t i = 0; i < operations.size(); ++i) {
    if (done[i]) continue;
    const Run& run = *run_of[i];
    const bool rebuild = run.front() == i && !all_native(run, operations, progress.tables);
    const Run now_done = rebuild ? run : Run{i};
    if (Answer problem = rebuild ? render_rebuild(run, progress) : render_alone(i, progress)) {
      if (!problem->operation) problem->operation = now_done.back();
      return *problem;
    }
    for (const std::size_t each : now_done) {
      progress.tables.note(operations[each]);
      done[each] = true;
    }
  }
  if (Answer problem = progress.foreign_keys.finish(progress.tables, progress.statements))
    return *problem;
  return std::move(progress.statements);
}

Answer SqliteRenderer::render_alone(std::size_t operation, Progress& progress) const {
  const Operation& op = progress.operations[operation];
  const QualifiedName* table = table_of(op);
  if (table != nullptr && !table->schema.empty())
    return Unsupported{"a SQLite database has no schemas, and '" + table->text() + "' names one",
                       operation};
  if (const auto* drop = std::get_if<DropTable>(&op)) {
    const auto referring = progress.tables.referring(drop->table);
    if (!referring.empty()) progress.foreign_keys.parent_goes(drop->table, referring, operation);
  }
  RenderWork work{progress.now, progress.unused, progress.statements, operation};
  return render_one(op, work);
}

Answer SqliteRenderer::render_rebuild(const Run& run, Progress& progress) const {
  const Operation& first = progress.operations[run.front()];
  const QualifiedName& name = *table_of(first);
  const Table* table = progress.tables.find(name);
  if (table == nullptr) return unknown_table(name, first, progress.now.offline());
  auto planned = plan_rebuild(run, progress.operations, *table);
  if (auto* reason = std::get_if<Unsupported>(&planned)) return std::move(*reason);
  progress.foreign_keys.needed_off(run.back());
  return add_rebuild(std::get<Rebuild>(planned), run.back(), progress.statements);
}

Answer SqliteRenderer::create_table(const CreateTable& op, RenderWork& work) const {
  if (op.table.columns.empty())
    return Unsupported{"table '" + op.table.name.text() + "' has no columns", std::nullopt};
  std::string sql;
  if (Answer problem = create_table_sql(op.table, sql)) return problem;
  work.add(std::move(sql));
  for (const Index& index : op.table.indexes) {
    if (Answer problem = create_index_sql(op.table.name, index, sql)) return problem;
    work.add(std::move(sql));
  }
  return std::nullopt;
}

Answer SqliteRenderer::add_column(const AddColumn& op, RenderWork& work) const {
  Table around;
  around.name = op.table;
  SqlWriter sql = writer();
  sql.word("ALTER TABLE").name(op.table).word("ADD COLUMN");
  if (Answer problem = write_column(op.column, around, sql)) return problem;
  work.add(std::move(sql).take());
  return std::nullopt;
}

// Only what changes nothing but a comment comes here, and SQLite keeps no comments.
Answer SqliteRenderer::alter_column(const AlterColumn&, RenderWork&) const { return std::nullopt; }

Answer SqliteRenderer::create_index(const CreateIndex& op, RenderWork& work) const {
  std::string sql;
  if (Answer problem = create_index_sql(op.table, op.index, sql)) return problem;
  work.add(std::move(sql));
  return std::nullopt;
}

Answer SqliteRenderer::set_table_comment(const SetTableComment&, RenderWork&) const {
  return std::nullopt;
}

}  // namespace whimbrel::sqlite
