#include "ci_result.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "command.h"
#include "exit_code.h"
#include "whimbrel/core/text.h"

namespace whimbrel::cli {
namespace {

// The worst first.
constexpr std::array kWorst = {kInterrupted, kUsage, kFailed, kLocked, kFindings, kDifferent};

constexpr std::size_t kLongestReason = 160;

std::string short_reason(const std::string& summary) {
  std::string text = replaced(summary, "\n", " ");
  if (text.size() <= kLongestReason) return text;
  // Not in the middle of a character.
  std::size_t end = kLongestReason;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "...";
}

}  // namespace

std::string_view word_for(CiState state) {
  switch (state) {
    case CiState::passed:
      return "passed";
    case CiState::failed:
      return "failed";
    case CiState::skipped:
      return "skipped";
  }
  return "failed";
}

std::string ci_count(std::size_t number, const std::string& what) {
  return fmt::format("{} {}{}", number, what, number == 1 ? "" : "s");
}

CiStepResult ci_passed(std::string summary) {
  CiStepResult result;
  result.summary = std::move(summary);
  return result;
}

CiStepResult ci_failed(int code, std::string summary, std::vector<std::string> details) {
  CiStepResult result;
  result.state = CiState::failed;
  result.code = code;
  result.summary = std::move(summary);
  result.details = std::move(details);
  return result;
}

CiStepResult ci_failed(const Error& error) {
  return ci_failed(exit_code(error.code()), error.message(), {error.what()});
}

CiStepResult ci_skipped(std::string reason) {
  CiStepResult result;
  result.state = CiState::skipped;
  result.summary = std::move(reason);
  return result;
}

int CiResult::code() const {
  for (const int code : kWorst)
    for (const CiTargetResult& target : targets)
      for (const CiStepResult& step : target.steps)
        if (step.state == CiState::failed && step.code == code) return code;
  return kDone;
}

std::string CiResult::line() const {
  std::size_t steps = 0;
  std::size_t passed = 0;
  std::size_t skipped = 0;
  std::string failed;
  for (const CiTargetResult& target : targets)
    for (const CiStepResult& step : target.steps) {
      ++steps;
      if (step.state == CiState::passed) ++passed;
      if (step.state == CiState::skipped) ++skipped;
      if (step.state == CiState::failed)
        failed +=
            fmt::format("{}{} on {} ({})", failed.empty() ? "; failed: " : ", ",
                        whimbrel::word_for(step.step), target.name, short_reason(step.summary));
    }
  return fmt::format("ci: {}, {} of {} steps passed{}{}", ci_count(targets.size(), "target"),
                     passed, steps, skipped == 0 ? "" : fmt::format(", {} skipped", skipped),
                     failed);
}

}  // namespace whimbrel::cli
