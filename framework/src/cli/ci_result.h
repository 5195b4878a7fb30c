// What `whimbrel ci` finds out.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "whimbrel/config/ci.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/node.h"
#include "whimbrel/review/review.h"
#include "whimbrel/runner/planned_statements.h"
#include "whimbrel/runner/round_trip.h"

namespace whimbrel::cli {

enum class CiState { passed, failed, skipped };
/// "passed", "failed", "skipped".
std::string_view word_for(CiState state);

struct CiStepResult {
  CiStep step = CiStep::heads;
  CiState state = CiState::passed;
  int code = 0;                      ///< of a failure: what the command's exit code would be
  std::string summary;               ///< one line; why it failed, or why it is skipped
  std::vector<std::string> details;  ///< all that there is to say of it, with the cures
  std::chrono::microseconds took{};

  // What only one kind of step has.
  std::optional<Review> review;
  ReviewLevel threshold = ReviewLevel::off;
  std::vector<RoundTripResult> trips;
  std::vector<PlannedMigration> plan;
  std::vector<Node> operations;  ///< of the difference
};

/// "1 revision", "2 revisions".
std::string ci_count(std::size_t number, const std::string& what);

CiStepResult ci_passed(std::string summary);
CiStepResult ci_failed(int code, std::string summary, std::vector<std::string> details = {});
CiStepResult ci_failed(const Error& error);
CiStepResult ci_skipped(std::string reason);

struct CiTargetResult {
  std::string name;      ///< of the target; for a URL without a name, the URL without its password
  std::string database;  ///< where it is, without its password; empty when that is not known
  bool ephemeral = false;
  std::vector<CiStepResult> steps;
  std::vector<std::string> remarks;  ///< such as databases that an earlier run had left behind
};

struct CiResult {
  std::vector<CiTargetResult> targets;
  std::vector<ReviewRule> rules;  ///< of all dialects, in the order of their ids

  /// The code of the worst failure: 6 interrupted, 2 a file or the configuration, 1 the database, 5
  /// a lock, 4 findings, 3 a difference, in this order; 0 without one.
  int code() const;
  /// "ci: 2 targets, 11 of 12 steps passed; failed: roundtrip on pg (...)".
  std::string line() const;
};

/// The `result` of the JSON answer.
Node ci_node(const CiResult& result);
/// JUnit XML: a suite for each target, a case for each step and for each revision's round trip.
std::string ci_junit(const CiResult& result);
/// A summary for a pull request, as GitHub and GitLab read Markdown.
std::string ci_markdown(const CiResult& result);
/// SARIF: the findings of all targets' reviews, each once, and what failed in round trips.
std::string ci_sarif(const CiResult& result);

}  // namespace whimbrel::cli
