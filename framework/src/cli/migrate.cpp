#include "migrate.h"

#include <fmt/format.h>

#include <utility>

#include "interrupt.h"
#include "whimbrel/core/error.h"
#include "whimbrel/revision/symbols.h"
#include "whimbrel/runner/planned_statements.h"
#include "whimbrel/runner/run_lock.h"

namespace whimbrel::cli {
namespace {

std::string names(const std::vector<std::string>& revisions) {
  std::string text;
  for (const std::string& each : revisions) text += (text.empty() ? "" : ", ") + each;
  return text.empty() ? "base" : text;
}

Node name_list(const std::vector<std::string>& revisions) {
  Node list = Node::sequence();
  for (const std::string& each : revisions) list.items.push_back(Node::text(each));
  return list;
}

RunObserver observer(Workspace& workspace, std::vector<Migrated>& migrated) {
  Console& console = workspace.console();
  RunObserver observer;
  observer.began = [&console](const Migration& migration, size_t number, size_t total) {
    const std::string place = total > 1 ? fmt::format("[{}/{}] ", number, total) : "";
    console.log(
        fmt::format("{}Running {} {}{}", place, migration.step.up ? "upgrade" : "downgrade",
                    arrow(migration.step),
                    migration.revision.message.empty() ? "" : ", " + migration.revision.message));
  };
  observer.statement = [&console](const Statement& statement, size_t number, size_t total) {
    console.detail(fmt::format("  {}/{} {}", number, total, statement.sql));
  };
  observer.finished = [&console, &migrated](const Migration& migration,
                                            std::chrono::microseconds took) {
    migrated.push_back({migration.step, took});
    console.detail(fmt::format("  done in {:.1f} ms", static_cast<double>(took.count()) / 1000));
  };
  observer.note = [&console](const std::string& text) { console.log("  " + text); };
  observer.stop = [] { return interrupted(); };
  return observer;
}

void require_permission(Workspace& workspace, const MigrateOptions& options,
                        const std::vector<Migration>& migrations) {
  if (!workspace.target().is_protected || options.allow_destructive) return;
  const std::string destructive = first_destructive(migrations, workspace.dialect().syntax());
  if (destructive.empty()) return;
  throw Error(ErrorCode::usage, "target '" + workspace.target_name() +
                                    "' is protected and this would lose data: " + destructive)
      .with_hint("read it once more; " + options.permission);
}

// A database that cannot even be read for the time being is at work for another runner: what is
// left to do shows under the lock.
bool nothing_to_do(const StepPlan& plan) {
  try {
    return plan().empty();
  } catch (const Error& error) {
    if (error.condition() != DatabaseCondition::lock_timeout) throw;
    return false;
  }
}

// With --verbose the statements too, which reads the schema of the database.
Node printed_plan(Workspace& workspace, const MigrateOptions& options,
                  const std::vector<Step>& steps) {
  Console& console = workspace.console();
  Node result = Node::sequence();
  std::vector<PlannedMigration> planned;
  if (console.verbose() && !steps.empty())
    planned = planned_statements(read_migrations(workspace.graph(), steps, workspace.dialect()),
                                 workspace.dialect(), workspace.connection());
  for (size_t i = 0; i < steps.size(); ++i) {
    console.line(options.command + " " + arrow(steps[i]));
    Node& node = result.items.emplace_back(step_node(steps[i]));
    if (planned.empty()) continue;
    const PlannedMigration& migration = planned.at(i);
    if (!migration.uncertain.empty()) console.line("  uncertain: " + migration.uncertain);
    Node& statements = node.add("statements", Node::sequence());
    for (const std::string& sql : migration.statements) {
      console.line("  " + sql + ";");
      statements.items.push_back(Node::text(sql));
    }
    node.add("uncertain", Node::text(migration.uncertain));
  }
  return result;
}

}  // namespace

RunTransaction run_transaction(TransactionMode mode) {
  switch (mode) {
    case TransactionMode::each:
      return RunTransaction::each;
    case TransactionMode::all:
      return RunTransaction::all;
    case TransactionMode::none:
      return RunTransaction::none;
  }
  return RunTransaction::each;
}

void check_tag(const std::string& tag) {
  constexpr size_t kLongest = 255;
  if (tag.size() > kLongest)
    throw Error(ErrorCode::usage, "--tag has " + std::to_string(tag.size()) +
                                      " bytes; the journal keeps " + std::to_string(kLongest));
}

std::string arrow(const Step& step) { return names(step.from) + " -> " + names(step.to); }

Node step_node(const Step& step) {
  Node map = Node::map();
  map.add("revision", step.revision.empty() ? Node() : Node::text(step.revision));
  map.add("direction", Node::text(step.up ? "upgrade" : "downgrade"));
  map.add("from", name_list(step.from));
  map.add("to", name_list(step.to));
  return map;
}

StepPlan upgrade_plan(Workspace& workspace, std::string revision) {
  return [&workspace, revision = std::move(revision)] {
    const RevisionGraph& graph = workspace.graph();
    const auto current = workspace.current();
    if (graph.empty() && revision == "head") return std::vector<Step>{};
    return upgrade_steps(graph, current, resolve_upgrade(graph, revision, current));
  };
}

StepPlan downgrade_plan(Workspace& workspace, std::string revision) {
  return [&workspace, revision = std::move(revision), warned = false]() mutable {
    const RevisionGraph& graph = workspace.graph();
    const auto current = workspace.current();
    if (current.empty() && revision.starts_with('-'))
      throw Error(ErrorCode::revision, "no revision is applied, so there is nothing to undo")
          .at(workspace.target().endpoint.display());
    const DowngradeTarget target = resolve_downgrade(graph, revision, current);
    if (!target.warning.empty() && !std::exchange(warned, true))
      workspace.console().warn(target.warning);
    return downgrade_steps(graph, current, target);
  };
}

void perform(Workspace& workspace, const MigrateOptions& options, const StepPlan& plan,
             std::vector<Migrated>& migrated, std::function<bool()> stop) {
  if (nothing_to_do(plan)) return;
  // Another runner may be at it: what is to be done is only known under the lock.
  const Target& target = workspace.target();
  const auto lock = take_run_lock(workspace.dialect(), workspace.connection(), target.endpoint,
                                  workspace.tables().version.text(), target.run_lock_timeout);
  workspace.forget_rows();
  const std::vector<Migration> migrations =
      read_migrations(workspace.graph(), plan(), workspace.dialect());
  require_permission(workspace, options, migrations);
  RunObserver watcher = observer(workspace, migrated);
  if (stop) watcher.stop = std::move(stop);
  try {
    run_migrations(migrations, workspace.dialect(), workspace.connection(), workspace.tables(),
                   run_transaction(target.transaction), watcher, options.tag);
  } catch (...) {
    // In one transaction for all, what was done is undone.
    if (target.transaction == TransactionMode::all) migrated.clear();
    throw;
  }
  workspace.forget_rows();
}

int migrate(Workspace& workspace, const MigrateOptions& options, const StepPlan& plan) {
  Console& console = workspace.console();
  workspace.wait_for_database(options.wait);
  check_tag(options.tag);
  Node result = Node::sequence();
  if (options.plan) {
    result = printed_plan(workspace, options, plan());
  } else {
    std::vector<Migrated> migrated;
    perform(workspace, options, plan, migrated);
    for (const Migrated& each : migrated) result.items.push_back(step_node(each.step));
  }
  if (result.items.empty())
    console.log(options.plan ? "Nothing to do." : "Nothing to do: the database is there already.");
  console.answer(options.command, workspace.target_name(), std::move(result));
  return kDone;
}

}  // namespace whimbrel::cli
