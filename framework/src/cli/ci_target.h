// The steps of `whimbrel ci` on one target.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ci_result.h"
#include "ci_temporary.h"
#include "workspace.h"

namespace whimbrel::cli {

/// What all targets have in common.
struct CiJob {
  GlobalOptions options;  ///< target and URL are set for each target
  std::vector<CiStep> steps;
  std::string since;  ///< a symbol of the history; empty: every revision is new
  /// Told when a step begins and when it ends.
  std::function<void(const std::string& target, CiStep step)> began;
  std::function<void(const std::string& target, const CiStepResult& step)> ended;
};

/// One target's run. Nothing but databases that it has made itself is changed by it. [one thread at
/// a time]
class CiTargetRun {
 public:
  /// `quiet`: where the parts of the steps log to. `target` empty: the URL of the options.
  CiTargetRun(const CiJob& job, const CiTarget& target, Console& quiet);
  ~CiTargetRun();

  /// Never throws whimbrel::Error: what goes wrong is the result of a step. Once an interruption is
  /// asked for, the step under way fails with it and the rest is skipped.
  CiTargetResult run();
  /// The rules of the target's dialect; empty before the dialect was needed.
  std::vector<ReviewRule> rules();

 private:
  CiStepResult run_step(CiStep step);
  CiStepResult carry_out(CiStep step);
  std::string reason_to_skip(CiStep step);
  void note(CiStep step, const CiStepResult& result);

  CiStepResult heads();
  CiStepResult review();
  CiStepResult upgrade();
  CiStepResult roundtrip();
  CiStepResult check();
  CiStepResult plan();
  CiStepResult travel(RoundTrip& trip);

  /// The temporary database at the heads, made when it is first asked for.
  Workspace& upgraded();
  std::vector<RevisionIndex> new_revisions();
  TemporaryWorkspace temporary();
  std::vector<Step> all_steps();

  const CiJob& job_;
  CiTarget target_;
  Console& quiet_;
  Workspace workspace_;
  CiTargetResult result_;
  std::unique_ptr<TemporaryWorkspace> upgraded_;
  std::vector<PlannedMigration> sent_;  ///< what the upgrade of the temporary database sent
  std::string over_;                    ///< why nothing more is done; empty: it goes on
  bool upgrade_failed_ = false;
  bool has_dialect_ = false;
};

}  // namespace whimbrel::cli
