#include "migrate.h"

#include <fmt/format.h>

#include "interrupt.h"
#include "whimbrel/core/error.h"
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

int report(Workspace& workspace, const MigrateOptions& options, const std::vector<Step>& steps,
           const char* nothing) {
  Node result = Node::sequence();
  for (const Step& step : steps) result.items.push_back(step_node(step));
  workspace.console().answer(options.command, workspace.target_name(), std::move(result));
  if (steps.empty()) workspace.console().log(nothing);
  return kDone;
}

int print_plan(Workspace& workspace, const MigrateOptions& options,
               const std::vector<Step>& steps) {
  for (const Step& step : steps) workspace.console().line(options.command + " " + arrow(step));
  return report(workspace, options, steps, "Nothing to do.");
}

RunObserver observer(Workspace& workspace) {
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
  observer.finished = [&console](const Migration&, std::chrono::microseconds took) {
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
      .with_hint("read it once more; '--allow-destructive' lets it happen");
}

}  // namespace

std::string arrow(const Step& step) { return names(step.from) + " -> " + names(step.to); }

Node step_node(const Step& step) {
  Node map = Node::map();
  map.add("revision", step.revision.empty() ? Node() : Node::text(step.revision));
  map.add("direction", Node::text(step.up ? "upgrade" : "downgrade"));
  map.add("from", name_list(step.from));
  map.add("to", name_list(step.to));
  return map;
}

int migrate(Workspace& workspace, const MigrateOptions& options,
            const std::function<std::vector<Step>()>& plan) {
  constexpr const char* kNothing = "Nothing to do: the database is there already.";
  std::vector<Step> steps = plan();
  if (options.plan) return print_plan(workspace, options, steps);
  if (steps.empty()) return report(workspace, options, steps, kNothing);
  // Another runner may be at it: what is to be done is only known under the lock.
  const Target& target = workspace.target();
  const auto lock = take_run_lock(workspace.dialect(), workspace.connection(), target.endpoint,
                                  workspace.tables().version.text(), target.run_lock_timeout);
  workspace.forget_rows();
  steps = plan();
  const std::vector<Migration> migrations =
      read_migrations(workspace.graph(), steps, workspace.dialect().name());
  require_permission(workspace, options, migrations);
  run_migrations(migrations, workspace.dialect(), workspace.connection(), workspace.tables(),
                 run_transaction(target.transaction), observer(workspace));
  return report(workspace, options, steps, kNothing);
}

}  // namespace whimbrel::cli
