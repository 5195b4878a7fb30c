#include "renderer.h"

#include "connection.h"
#include "definitions.h"
#include "foreign_key_switch.h"
#include "native_changes.h"
#include "object_changes.h"
#include "options.h"
#include "rebuild_statements.h"
#include "syntax.h"
#include "trigger_texts.h"
#include "trigger_writes.h"

namespace whimbrel::sqlite {
namespace {

using sdk::Answer;
using sdk::RenderWork;

/// Above every version of SQLite: what stands for a server of which nothing is known.
constexpr int kNoVersion = 100'000'000;

Unsupported unknown_table(const QualifiedName& name, const Operation& operation, bool offline) {
  const std::string why =
      offline ? "what it looks like is not known without a database" : "there is no such table";
  return {summary(operation) + ": table '" + name.text() + "' must be rebuilt for this, and " + why,
          std::nullopt};
}

// SQLite comes with the program: where no version is named, the one at hand is meant.
int version_of(const ServerInfo& server) {
  return server.version_number < kNoVersion ? server.version_number : library().version_number;
}

std::size_t last_object_change(std::span<const Operation> operations) {
  std::size_t last = 0;
  for (std::size_t i = 0; i < operations.size(); ++i)
    if (changes_object(operations[i])) last = i;
  return last;
}

}  // namespace

struct SqliteRenderer::Progress {
  std::span<const Operation> operations;
  RenderContext& now;
  int version;
  std::size_t last_object_change;
  CurrentTables tables;
  PendingTables unused;
  std::vector<Statement> statements;
  ForeignKeySwitch foreign_keys;
  std::optional<std::size_t> column_gone;  ///< an operation after which objects are looked through
  std::vector<std::size_t> dropped_columns;  ///< operations
};

Rendered SqliteRenderer::render(std::span<const Operation> operations, RenderContext& now) const {
  Progress progress{operations,
                    now,
                    version_of(now.server()),
                    last_object_change(operations),
                    CurrentTables(now),
                    PendingTables(now),
                    {},
                    {},
                    {},
                    {}};
  const std::vector<Run> runs = runs_of(operations);
  std::vector<const Run*> run_of(operations.size());
  for (const Run& run : runs)
    for (const std::size_t i : run) run_of[i] = &run;
  std::vector<bool> done(operations.size());
  for (std::size_t i = 0; i < operations.size(); ++i) {
    if (done[i]) continue;
    const Run& run = *run_of[i];
    const bool rebuild =
        run.front() == i && !all_native(run, operations, progress.tables, progress.version);
    const Run now_done = rebuild ? run : Run{i};
    if (Answer problem = rebuild ? render_rebuild(run, progress) : render_alone(i, progress)) {
      if (!problem->operation) problem->operation = now_done.back();
      return *problem;
    }
    for (const std::size_t each : now_done) {
      progress.tables.note(operations[each]);
      if (std::holds_alternative<DropColumn>(operations[each]))
        progress.dropped_columns.push_back(each);
      done[each] = true;
    }
  }
  if (Answer problem = check_triggers(progress)) return *problem;
  if (progress.column_gone) add_check_of_objects(*progress.column_gone, progress.statements);
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
  if (changes_object(op))
    return add_object_change(op, operation, progress.tables, progress.now, progress.statements);
  if (const auto* rename = std::get_if<RenameIndex>(&op))
    return render_rename_index(*rename, operation, progress);
  if (const auto* drop = std::get_if<DropColumn>(&op))
    return render_drop_column(*drop, operation, progress);
  if (const auto* drop = std::get_if<DropTable>(&op)) {
    const auto referring = progress.tables.referring(drop->table);
    if (!referring.empty()) progress.foreign_keys.parent_goes(drop->table, referring, operation);
  }
  RenderWork work{progress.now, progress.unused, progress.statements, operation};
  return render_one(op, work);
}

Answer SqliteRenderer::render_rename_index(const RenameIndex& op, std::size_t operation,
                                           Progress& progress) const {
  const Table* table = progress.tables.find(op.table);
  if (table == nullptr)
    return unknown_table(op.table, progress.operations[operation], progress.now.offline());
  const Index* index = table->index(op.index);
  if (index == nullptr)
    return Unsupported{"table '" + op.table.text() + "' has no index '" + op.index.text() + "'",
                       operation};
  RenderWork work{progress.now, progress.unused, progress.statements, operation};
  Index renamed = *index;
  renamed.name = op.to;
  if (Answer problem = drop_index({op.table, op.index, {}}, work)) return problem;
  return create_index({op.table, std::move(renamed)}, work);
}

// SQLite looks at once whether a view or trigger still names the column. When such objects change
// later on in the same migration, they are looked through at its end.
Answer SqliteRenderer::render_drop_column(const DropColumn& op, std::size_t operation,
                                          Progress& progress) const {
  RenderWork work{progress.now, progress.unused, progress.statements, operation};
  const bool later = progress.last_object_change > operation;
  if (later) work.add("PRAGMA legacy_alter_table = ON");
  if (Answer problem = drop_column(op, work)) return problem;
  if (later) {
    work.add("PRAGMA legacy_alter_table = OFF");
    progress.column_gone = operation;
  }
  return std::nullopt;
}

Answer SqliteRenderer::render_rebuild(const Run& run, Progress& progress) const {
  const Operation& first = progress.operations[run.front()];
  const QualifiedName& name = *table_of(first);
  const Table* table = progress.tables.find(name);
  if (table == nullptr) return unknown_table(name, first, progress.now.offline());
  auto planned = plan_rebuild(run, progress.operations, *table);
  if (auto* reason = std::get_if<Unsupported>(&planned)) return std::move(*reason);
  Rebuild& rebuild = std::get<Rebuild>(planned);
  if (Answer problem = find_triggers(rebuild, progress)) return problem;
  progress.foreign_keys.needed_off(run.back());
  if (rebuild.drops_a_column()) progress.column_gone = run.back();
  for (const std::size_t i : run)
    if (const auto* create = std::get_if<CreateConstraint>(&progress.operations[i]))
      if (const auto* key = std::get_if<ForeignKey>(&create->constraint))
        progress.foreign_keys.key_is_made(*key, i);
  return add_rebuild(rebuild, run.back(), progress.statements);
}

Answer SqliteRenderer::find_triggers(Rebuild& rebuild, Progress& progress) const {
  const bool renamed = progress.tables.has_renames() || !rebuild.renames.empty();
  std::vector<Statement> so_far;
  if (renamed) so_far = progress.statements;
  for (const auto& [sql, operation] : rebuild.renames)
    so_far.push_back({sql, Statement::Phase::transaction, operation, {}, 0});
  TriggerTexts texts =
      trigger_texts(rebuild.before.name, renamed, progress.tables, progress.now, so_far);
  if (auto* reason = std::get_if<Unsupported>(&texts)) return std::move(*reason);
  rebuild.triggers = std::get<std::vector<std::string>>(std::move(texts));
  return std::nullopt;
}

// What SQLite does not look at: a column that a trigger of its own table writes.
Answer SqliteRenderer::check_triggers(Progress& progress) const {
  if (progress.tables.has_renames()) return std::nullopt;  // the texts have followed
  for (const std::size_t i : progress.dropped_columns) {
    const DropColumn& drop = std::get<DropColumn>(progress.operations[i]);
    const Table* table = progress.tables.find(drop.table);
    if (table == nullptr || table->column(drop.column) != nullptr) continue;
    for (const SchemaObject& trigger : progress.tables.objects_on(drop.table))
      if (writes_column(trigger.definition.text, drop.table.name, drop.column))
        return Unsupported{"column '" + drop.column.text() + "' of table '" + drop.table.text() +
                               "' is still used by trigger '" + trigger.id.name.text() +
                               "'; change or drop that in the same revision",
                           i};
  }
  return std::nullopt;
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

// Only what ALTER TABLE can do comes here: NOT NULL. SQLite keeps no comments.
Answer SqliteRenderer::alter_column(const AlterColumn& op, RenderWork& work) const {
  if (!op.to.nullable) return std::nullopt;
  if (!*op.to.nullable) {
    Guard guard = null_guard(op.table, op.column, quoted(op.column, syntax()), work.operation);
    work.add(std::move(guard.sql));
    work.statements.back().refuse_rows = std::move(guard.refusal);
  }
  SqlWriter sql = writer();
  sql.word("ALTER TABLE").name(op.table).word("ALTER COLUMN").name(op.column);
  sql.word(*op.to.nullable ? "DROP NOT NULL" : "SET NOT NULL");
  work.add(std::move(sql).take());
  return std::nullopt;
}

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
