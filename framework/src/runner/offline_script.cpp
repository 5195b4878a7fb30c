#include "whimbrel/runner/offline_script.h"

#include <algorithm>

#include "migration_render.h"
#include "replay.h"
#include "script_writer.h"
#include "whimbrel/core/error.h"
#include "whimbrel/revision/graph_walk.h"

namespace whimbrel {
namespace {

using Phase = Statement::Phase;

bool has_phase(const std::vector<Statement>& statements, Phase phase) {
  return std::any_of(statements.begin(), statements.end(),
                     [&](const Statement& each) { return each.phase == phase; });
}

std::string names(const std::vector<std::string>& revisions) {
  std::string text;
  for (const std::string& each : revisions) text += (text.empty() ? "" : ", ") + each;
  return text.empty() ? "base" : text;
}

class OfflineScript {
 public:
  OfflineScript(const RevisionGraph& graph, const Dialect& dialect, const Endpoint& endpoint,
                const OfflineSettings& settings, const ScriptSink& sink)
      : graph_(graph),
        dialect_(dialect),
        settings_(settings),
        ways_back_(graph, dialect.name()),
        replay_(dialect, settings.server_version),
        script_(dialect, endpoint, sink),
        joined_(settings.transaction == RunTransaction::all) {}

  void write(std::span<const RevisionIndex> start, const std::vector<Step>& steps) {
    if (joined_ && !dialect_.capabilities().transactional_ddl)
      throw Error(ErrorCode::unsupported,
                  "this database cannot put several migrations into one transaction")
          .with_hint("set 'transaction: each' for this target");
    const bool migrates = std::any_of(
        steps.begin(), steps.end(), [](const Step& step) { return step.kind != StepKind::stamp; });
    if (migrates) replay(start);
    script_.open(settings_.title, settings_.tag);
    script_.check_start(settings_.version_table, graph_, start, steps);
    if (joined_) script_.begin();
    for (const Step& step : steps) {
      if (step.kind == StepKind::stamp)
        stamp(step);
      else
        migrate(read_migration(graph_, step, dialect_, ways_back_));
    }
    if (joined_) script_.commit();
  }

 private:
  // What the database at `start` has gone through.
  void replay(std::span<const RevisionIndex> start) {
    std::vector<RevisionIndex> order =
        newest_first(graph_, ancestors(graph_, start, Edges::all), start);
    std::reverse(order.begin(), order.end());
    for (const RevisionIndex index : order) {
      Step step;
      step.revision = graph_.id(index);
      const Migration migration = read_migration(graph_, step, dialect_, ways_back_);
      replay_.follow(migration, migration.operations);
    }
  }

  void stamp(const Step& step) {
    script_.comment("Running stamp " + names(step.from) + " -> " + names(step.to));
    if (!joined_) script_.begin();
    script_.change_versions(settings_.version_table, step.changes);
    if (!joined_) script_.commit();
  }

  void migrate(const Migration& migration) {
    const Step& step = migration.step;
    const std::vector<Statement> statements = rendered(migration);
    script_.comment("Running " + std::string(step.up ? "upgrade " : "downgrade ") +
                    names(step.from) + " -> " + names(step.to) +
                    (migration.revision.message.empty() ? "" : ", " + migration.revision.message));
    const bool atomic = is_atomic(migration, statements);
    send(migration, statements, {Phase::before});
    if (atomic && !joined_) script_.begin();
    send(migration, statements, {Phase::transaction, Phase::outside});
    if (!atomic && step.changes.size() > 1) script_.begin();
    script_.change_versions(settings_.version_table, step.changes);
    if ((atomic && !joined_) || (!atomic && step.changes.size() > 1)) script_.commit();
    send(migration, statements, {Phase::after});
  }

  // As a run with a database does it.
  bool is_atomic(const Migration& migration, const std::vector<Statement>& statements) const {
    const bool atomic = dialect_.capabilities().transactional_ddl && migration.transactional &&
                        settings_.transaction != RunTransaction::none &&
                        !has_phase(statements, Phase::outside);
    if (joined_ && (!atomic || has_phase(statements, Phase::before)))
      throw Error(ErrorCode::unsupported, "this revision cannot share one transaction with others")
          .at(migration.revision.file.string())
          .with_hint("set 'transaction: each' for this target");
    return atomic;
  }

  std::vector<Statement> rendered(const Migration& migration) {
    std::vector<Statement> statements;
    for (const MigrationPart& part : parts_of(migration)) {
      for (Statement& each : rendered(migration, part)) statements.push_back(std::move(each));
      replay_.follow(migration,
                     std::span(migration.operations).subspan(part.begin, part.end - part.begin));
    }
    return statements;
  }

  std::vector<Statement> rendered(const Migration& migration, const MigrationPart& part) {
    replay_.take_what_was_missing();
    try {
      return render_part(migration, part, dialect_, replay_);
    } catch (Error& error) {
      if (error.where().empty()) error.at(migration.operations[part.begin].mark.text());
      const std::string missing = replay_.take_what_was_missing();
      if (error.code() == ErrorCode::unsupported && error.hint().empty() && !missing.empty())
        error.with_hint(missing);
      throw;
    }
  }

  void send(const Migration& migration, const std::vector<Statement>& statements,
            std::initializer_list<Phase> phases) {
    for (const Statement& each : statements) {
      if (std::find(phases.begin(), phases.end(), each.phase) == phases.end()) continue;
      try {
        script_.statement(each);
      } catch (Error& error) {
        error.at(place_of(migration, each));
        throw;
      }
    }
  }

  const RevisionGraph& graph_;
  const Dialect& dialect_;
  const OfflineSettings& settings_;
  WaysBack ways_back_;
  Replay replay_;
  ScriptWriter script_;
  bool joined_;
};

}  // namespace

void write_offline_script(const RevisionGraph& graph, std::span<const RevisionIndex> start,
                          const std::vector<Step>& steps, const Dialect& dialect,
                          const Endpoint& endpoint, const OfflineSettings& settings,
                          const ScriptSink& sink) {
  OfflineScript(graph, dialect, endpoint, settings, sink).write(start, steps);
}

}  // namespace whimbrel
