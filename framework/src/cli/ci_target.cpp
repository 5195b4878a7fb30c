#include "ci_target.h"

#include "command.h"
#include "exit_code.h"
#include "interrupt.h"
#include "whimbrel/core/error.h"
#include "whimbrel/revision/graph_walk.h"
#include "whimbrel/revision/symbols.h"

namespace whimbrel::cli {
namespace {

using Clock = std::chrono::steady_clock;

GlobalOptions options_for(GlobalOptions options, const CiTarget& target) {
  options.target = target.target;
  if (!target.target.empty()) options.url.clear();
  return options;
}

bool works_in_the_database(CiStep step) { return step != CiStep::heads && step != CiStep::review; }

}  // namespace

CiTargetRun::CiTargetRun(const CiJob& job, const CiTarget& target, Console& quiet)
    : job_(job),
      target_(target),
      quiet_(quiet),
      workspace_(options_for(job.options, target), quiet) {
  result_.name = target.target;
  result_.ephemeral = target.ephemeral;
}

CiTargetRun::~CiTargetRun() = default;

CiTargetResult CiTargetRun::run() {
  try {
    result_.database = workspace_.target().endpoint.display();
    if (result_.name.empty()) result_.name = result_.database;
  } catch (const Error& error) {
    note(job_.steps.front(), ci_failed(error));
    over_ = "the target cannot be used";
  }
  for (std::size_t i = result_.steps.size(); i < job_.steps.size(); ++i) {
    const CiStep step = job_.steps[i];
    if (over_.empty() && job_.began) job_.began(result_.name, step);
    const auto start = Clock::now();
    CiStepResult result = run_step(step);
    result.took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
    note(step, result);
  }
  return std::move(result_);
}

void CiTargetRun::note(CiStep step, const CiStepResult& result) {
  result_.steps.push_back(result);
  result_.steps.back().step = step;
  if (job_.ended) job_.ended(result_.name, result_.steps.back());
}

CiStepResult CiTargetRun::run_step(CiStep step) {
  if (over_.empty() && interrupted()) {
    over_ = "interrupted";
    return ci_failed(Error(ErrorCode::interrupted, "stopped on request"));
  }
  const std::string reason = reason_to_skip(step);
  if (!reason.empty()) return ci_skipped(reason);
  try {
    return carry_out(step);
  } catch (const Error& error) {
    if (error.code() == ErrorCode::interrupted) over_ = "interrupted";
    if (error.code() == ErrorCode::connection) over_ = "there is no connection to the database";
    return ci_failed(error);
  } catch (const std::exception& problem) {
    return ci_failed(Error(ErrorCode::internal, problem.what()));
  }
}

std::string CiTargetRun::reason_to_skip(CiStep step) {
  if (!over_.empty()) return over_;
  const bool needs_own = step == CiStep::upgrade || step == CiStep::roundtrip;
  if (needs_own && !target_.ephemeral)
    return "it runs on ephemeral targets only, and this database stays";
  if (upgrade_failed_ && works_in_the_database(step)) return "the upgrade failed";
  return {};
}

CiStepResult CiTargetRun::carry_out(CiStep step) {
  has_dialect_ = has_dialect_ || step != CiStep::heads;
  switch (step) {
    case CiStep::heads:
      return heads();
    case CiStep::review:
      return review();
    case CiStep::upgrade:
      return upgrade();
    case CiStep::roundtrip:
      return roundtrip();
    case CiStep::check:
      return check();
    case CiStep::plan:
      return plan();
  }
  return {};
}

std::vector<ReviewRule> CiTargetRun::rules() {
  if (!has_dialect_) return {};
  try {
    return review_rules(workspace_.dialect());
  } catch (const Error&) {
    return {};  // without its plugin the steps have failed, and said so
  }
}

std::vector<Step> CiTargetRun::all_steps() {
  const RevisionGraph& graph = workspace_.graph();
  return upgrade_steps(graph, {}, graph.heads());
}

std::vector<RevisionIndex> CiTargetRun::new_revisions() {
  const RevisionGraph& graph = workspace_.graph();
  RevisionSet old(graph.size(), false);
  if (!job_.since.empty())
    if (const auto since = resolve_single(graph, job_.since, {}))
      old = ancestors(graph, std::vector{*since}, Edges::all);
  std::vector<RevisionIndex> result;
  for (const Step& step : all_steps()) {
    const RevisionIndex index = graph.find_id(step.revision).value();
    if (!old[index]) result.push_back(index);
  }
  return result;
}

TemporaryWorkspace CiTargetRun::temporary() {
  for (const std::string& each : drop_leftovers(workspace_))
    result_.remarks.push_back("dropped what an earlier run left behind: " + each);
  return make_temporary(workspace_, quiet_);
}

}  // namespace whimbrel::cli
