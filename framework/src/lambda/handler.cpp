#include "handler.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <set>

#include "comparison.h"
#include "listing.h"
#include "migrate.h"
#include "stamp.h"
#include "whimbrel/core/overloaded.h"

namespace whimbrel::lambda {
namespace {

using cli::Migrated;
using cli::Workspace;
using Clock = std::chrono::steady_clock;

Node milliseconds(std::chrono::microseconds took) {
  return Node::plain(fmt::format("{:.3f}", static_cast<double>(took.count()) / 1000));
}

std::chrono::microseconds since(Clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
}

Node texts(const std::vector<std::string>& values) {
  Node list = Node::sequence();
  for (const std::string& each : values) list.items.push_back(Node::text(each));
  return list;
}

// A statement is cut off by the database where it can; a lower limit of the target's own stays.
void cut(std::chrono::milliseconds& timeout, std::chrono::milliseconds left) {
  timeout = timeout.count() == 0 ? left : std::min(timeout, left);
}

void change(const VersionChange& change, std::set<std::string>& rows) {
  std::visit(overloaded{
                 [&](const InsertVersion& each) { rows.insert(each.revision); },
                 [&](const DeleteVersion& each) { rows.erase(each.revision); },
                 [&](const UpdateVersion& each) {
                   rows.erase(each.from);
                   rows.insert(each.to);
                 },
             },
             change);
}

/// One invocation's work. [one thread at a time]
class Work {
 public:
  Work(const Event& event, const std::optional<TimeLimit>& limit, const Environment& environment,
       cli::Console& console, Progress& progress)
      : event_(event),
        limit_(limit),
        environment_(environment),
        progress_(progress),
        workspace_(options(event), console) {
    workspace_.use_environment(environment);
    if (limit_) workspace_.adjust_target([this](Target& target) { limit_target(target); });
  }

  Node run() {
    const auto start = Clock::now();
    progress_.doing("finding the database's address");
    const Target& target = workspace_.target();
    progress_.doing("connecting to " + target.endpoint.display());
    workspace_.connection();
    progress_.doing("reading where the database is");
    Node answer = Node::map();
    answer.add("command", Node::text(word_for(event_.command)));
    answer.add("target", Node::text(target.name));
    answer.add("dry_run", Node::boolean(event_.dry_run));
    from_ = workspace_.rows();
    to_ = from_;
    Node found = carry_out();
    answer.add("from", texts(from_));
    answer.add("to", texts(to_));
    answer.add("steps", std::move(steps_));
    answer.add("milliseconds", milliseconds(since(start)));
    for (NodeEntry& entry : found.entries) answer.add(entry.key, std::move(entry.value));
    return answer;
  }

 private:
  static cli::GlobalOptions options(const Event& event) {
    cli::GlobalOptions result;
    result.target = event.target;
    return result;
  }

  void limit_target(Target& target) const {
    cut(target.endpoint.statement_timeout, limit_->left());
    target.run_lock_timeout = std::min(target.run_lock_timeout, limit_->left());
  }

  // Adds what this command answers besides from, to and steps.
  Node carry_out() {
    switch (event_.command) {
      case EventCommand::upgrade:
        migrate("upgrade", cli::upgrade_plan(workspace_, event_.revision));
        return Node::map();
      case EventCommand::downgrade:
        migrate("downgrade", cli::downgrade_plan(workspace_, event_.revision));
        return Node::map();
      case EventCommand::stamp:
        stamp();
        return Node::map();
      case EventCommand::current:
        return current();
      case EventCommand::check:
        return check();
    }
    return Node::map();
  }

  void migrate(const std::string& command, const cli::StepPlan& plan) {
    const std::vector<Step> steps = plan();
    if (event_.dry_run) return foresee(steps);
    const bool together = workspace_.target().transaction == TransactionMode::all;
    progress_.planned(steps.size(), together);
    progress_.doing("carrying out revisions");
    cli::MigrateOptions options;
    options.command = command;
    options.allow_destructive = environment_("WHIMBREL_ALLOW_DESTRUCTIVE") == "true";
    options.permission =
        "WHIMBREL_ALLOW_DESTRUCTIVE=true in the function's environment lets it "
        "happen";
    std::vector<Migrated> migrated;
    const auto stop = [&] {
      progress_.reached(migrated);
      return limit_ && limit_->is_over();
    };
    // Under the lock the plan is made again, and the rows may have changed since they were read.
    const cli::StepPlan plan_from_here = [&] {
      std::vector<Step> result = plan();
      from_ = workspace_.rows();
      return result;
    };
    try {
      cli::perform(workspace_, options, plan_from_here, migrated, stop);
    } catch (...) {
      progress_.reached(migrated);
      throw;
    }
    progress_.reached(migrated);
    for (const Migrated& each : migrated) add_step(each.step, each.took);
    to_ = workspace_.rows();
  }

  void stamp() {
    const cli::StampOptions options{{event_.revision}, false};
    if (event_.dry_run) return foresee(cli::stamp_plan(workspace_, options));
    progress_.doing("writing the version table");
    const auto start = Clock::now();
    // All rows change in one transaction, so its time is the time of each of them.
    const std::vector<Step> steps = cli::stamp(workspace_, options);
    const auto took = since(start);
    for (const Step& step : steps) add_step(step, took);
    to_ = workspace_.rows();
  }

  Node current() {
    const RevisionGraph& graph = workspace_.graph();
    const std::vector<RevisionIndex> at = workspace_.current();
    Node found = Node::map();
    found.add("at_heads", Node::boolean(cli::at_all_heads(graph, at)));
    Node& revisions = found.add("revisions", Node::sequence());
    for (const RevisionIndex index : at)
      revisions.items.push_back(cli::revision_node(graph, index));
    found.add("pending", texts(cli::pending_revisions(workspace_)));
    return found;
  }

  Node check() {
    progress_.doing("comparing the database with the desired schema");
    Node found = cli::comparison_node(cli::compare_with_database(workspace_));
    found.add("pending", texts(cli::pending_revisions(workspace_)));
    return found;
  }

  // Nothing is written; the rows are followed as the steps would change them.
  void foresee(const std::vector<Step>& steps) {
    std::set<std::string> rows(from_.begin(), from_.end());
    for (const Step& step : steps) {
      steps_.items.push_back(cli::step_node(step));
      for (const VersionChange& each : step.changes) change(each, rows);
    }
    to_.assign(rows.begin(), rows.end());
  }

  void add_step(const Step& step, std::chrono::microseconds took) {
    Node node = cli::step_node(step);
    node.add("milliseconds", milliseconds(took));
    steps_.items.push_back(std::move(node));
  }

  const Event& event_;
  const std::optional<TimeLimit>& limit_;
  const Environment& environment_;
  Progress& progress_;
  Workspace workspace_;
  std::vector<std::string> from_;
  std::vector<std::string> to_;
  Node steps_ = Node::sequence();
};

}  // namespace

Node handle(const Event& event, const std::optional<TimeLimit>& limit,
            const Environment& environment, cli::Console& console, Progress& progress) {
  return Work(event, limit, environment, console, progress).run();
}

}  // namespace whimbrel::lambda
