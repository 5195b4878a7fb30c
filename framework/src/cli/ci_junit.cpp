// JUnit XML, in the form that Jenkins, GitLab and GitHub's actions read: testsuites, testsuite,
// testcase with failure, skipped and system-out.
#include <fmt/format.h>

#include "ci_result.h"
#include "whimbrel/core/text.h"
#include "xml_writer.h"

namespace whimbrel::cli {
namespace {

std::string seconds(std::chrono::microseconds took) {
  return fmt::format("{:.3f}", static_cast<double>(took.count()) / 1e6);
}

/// One testcase.
struct Case {
  std::string class_name;
  std::string name;
  CiState state = CiState::passed;
  std::string summary;  ///< of a failure or a skip
  std::string out;      ///< all there is to say
  std::chrono::microseconds took{};
};

CiState state_of(RoundTripResult::Outcome outcome) {
  switch (outcome) {
    case RoundTripResult::Outcome::passed:
      return CiState::passed;
    case RoundTripResult::Outcome::failed:
      return CiState::failed;
    case RoundTripResult::Outcome::skipped:
      return CiState::skipped;
  }
  return CiState::failed;
}

Case case_of(const std::string& target, const RoundTripResult& trip) {
  Case result;
  result.class_name = "whimbrel." + target + ".roundtrip";
  result.name = "revision " + trip.revision;
  result.state = state_of(trip.outcome);
  result.took = trip.took;
  const auto& reasons = trip.problems.empty() ? trip.notes : trip.problems;
  if (!reasons.empty()) result.summary = reasons.front();
  for (const auto* list : {&trip.problems, &trip.notes})
    for (const std::string& each : *list) result.out += each + "\n";
  for (const std::string& each : trip.declared_losses)
    result.out += "declared loss: " + each + "\n";
  return result;
}

std::vector<Case> cases_of(const CiTargetResult& target) {
  std::vector<Case> cases;
  for (const CiStepResult& step : target.steps) {
    Case of_step;
    of_step.class_name = "whimbrel." + target.name;
    of_step.name = whimbrel::word_for(step.step);
    of_step.state = step.state;
    of_step.summary = step.summary;
    of_step.out = step.summary + "\n" + join(step.details, "\n");
    of_step.took = step.took;
    cases.push_back(std::move(of_step));
    for (const RoundTripResult& each : step.trips) cases.push_back(case_of(target.name, each));
  }
  return cases;
}

struct Totals {
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t skipped = 0;
  std::chrono::microseconds took{};

  void add(const Totals& other) {
    tests += other.tests;
    failures += other.failures;
    skipped += other.skipped;
    took += other.took;
  }
  XmlWriter::Attributes attributes(const std::string& name) const {
    return {{"name", name},
            {"tests", std::to_string(tests)},
            {"failures", std::to_string(failures)},
            {"errors", "0"},
            {"skipped", std::to_string(skipped)},
            {"time", seconds(took)}};
  }
};

Totals totals_of(const CiTargetResult& target, const std::vector<Case>& cases) {
  Totals totals;
  totals.tests = cases.size();
  for (const Case& each : cases) {
    if (each.state == CiState::failed) ++totals.failures;
    if (each.state == CiState::skipped) ++totals.skipped;
  }
  for (const CiStepResult& step : target.steps) totals.took += step.took;
  return totals;
}

void write(const Case& each, XmlWriter& xml) {
  xml.open("testcase",
           {{"classname", each.class_name}, {"name", each.name}, {"time", seconds(each.took)}});
  if (each.state == CiState::failed)
    xml.element("failure", {{"message", each.summary}, {"type", "whimbrel"}}, each.out);
  if (each.state == CiState::skipped) xml.element("skipped", {{"message", each.summary}}, "");
  if (each.state == CiState::passed && !trimmed(each.out).empty())
    xml.element("system-out", {}, each.out);
  xml.close();
}

}  // namespace

std::string ci_junit(const CiResult& result) {
  Totals all;
  std::vector<std::vector<Case>> suites;
  for (const CiTargetResult& target : result.targets) {
    suites.push_back(cases_of(target));
    all.add(totals_of(target, suites.back()));
  }
  XmlWriter xml;
  xml.open("testsuites", all.attributes("whimbrel ci"));
  for (std::size_t i = 0; i < suites.size(); ++i) {
    const CiTargetResult& target = result.targets[i];
    xml.open("testsuite", totals_of(target, suites[i]).attributes(target.name));
    for (const Case& each : suites[i]) write(each, xml);
    xml.close();
  }
  xml.close();
  return std::move(xml).take();
}

}  // namespace whimbrel::cli
