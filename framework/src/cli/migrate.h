// What upgrade and downgrade share.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "whimbrel/revision/steps.h"
#include "workspace.h"

namespace whimbrel::cli {

struct MigrateOptions {
  std::string command;  ///< "upgrade" or "downgrade"
  bool plan = false;    ///< print the steps and touch nothing
  bool allow_destructive = false;
  std::string wait;  ///< how long to wait for the database; empty: not at all
  /// What a refusal to lose data advises.
  std::string permission = "'--allow-destructive' lets it happen";
  bool sql = false;  ///< write a script and ask no database
  std::string tag;   ///< the user's own word, for the journal or the script
};

/// What is to be done, decided anew each time it is called: under the run lock once more.
using StepPlan = std::function<std::vector<Step>()>;
StepPlan upgrade_plan(Workspace& workspace, std::string revision);
StepPlan downgrade_plan(Workspace& workspace, std::string revision);

/// A step that was carried out.
struct Migrated {
  Step step;
  std::chrono::microseconds took{};
};

/// Plans with `plan`, takes the run lock, plans again and carries the steps out, telling the log as
/// it goes. With nothing to do no lock is taken and nothing is written. `migrated`, when it is not
/// null, has what was done also when this throws. Throws Error. `stop`, asked between statements,
/// ends the run with Error{interrupted}; empty: the signals of the process are asked.
void perform(Workspace& workspace, const MigrateOptions& options, const StepPlan& plan,
             std::vector<Migrated>& migrated, std::function<bool()> stop = {});

/// What the commands do: perform, or print the plan, and report. Returns the exit code.
int migrate(Workspace& workspace, const MigrateOptions& options, const StepPlan& plan);

/// The mode as the runner knows it.
RunTransaction run_transaction(TransactionMode mode);
/// Throws Error{usage} when the journal has no room for the tag.
void check_tag(const std::string& tag);

/// "base -> 3f2a9c81d0be" and the like.
std::string arrow(const Step& step);
Node step_node(const Step& step);

}  // namespace whimbrel::cli
