#include <filesystem>
#include <map>
#include <set>
#include <tuple>

#include "ci_result.h"
#include "whimbrel/review/report.h"

namespace whimbrel::cli {
namespace {

constexpr std::string_view kRoundTripRule = "round-trip";

auto identity(const ReviewFinding& finding) {
  return std::tuple(finding.rule, finding.revision, finding.mark.text(), finding.message);
}

// What one revision's findings are on several targets is one finding to a reader.
class Merged {
 public:
  void add(const Review& review) {
    for (const ReviewFinding& each : review.findings)
      if (seen_.insert(identity(each)).second) result.findings.push_back(each);
    for (const SuppressedFinding& each : review.suppressed)
      if (seen_.insert(identity(each.finding)).second) result.suppressed.push_back(each);
  }
  void add(const std::string& target, const RoundTripResult& trip) {
    if (trip.outcome != RoundTripResult::Outcome::failed) return;
    ReviewFinding finding;
    finding.rule = kRoundTripRule;
    finding.level = ReviewLevel::error;
    finding.message = "On " + target + ": " + trip.problems.front();
    finding.cure = "Mend the downgrade, or declare the loss by dropping what is lost";
    finding.revision = trip.revision;
    finding.mark.file = std::make_shared<const std::string>(trip.file);
    finding.mark.line = 1;
    finding.mark.column = 1;
    result.findings.push_back(std::move(finding));
  }
  Review result;

 private:
  std::set<std::tuple<std::string, std::string, std::string, std::string>> seen_;
};

}  // namespace

std::string ci_sarif(const CiResult& result) {
  Merged merged;
  for (const CiTargetResult& target : result.targets)
    for (const CiStepResult& step : target.steps) {
      if (step.review) merged.add(*step.review);
      for (const RoundTripResult& each : step.trips) merged.add(target.name, each);
    }
  std::vector<ReviewRule> rules = result.rules;
  rules.push_back({kRoundTripRule, ReviewLevel::error,
                   "A revision goes up, down and up again and leaves no trace"});
  return sarif_log(merged.result, rules, std::filesystem::current_path());
}

}  // namespace whimbrel::cli
