// The round trips of all new revisions as one step.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "ci_target.h"
#include "command.h"
#include "whimbrel/revision/graph_walk.h"

namespace whimbrel::cli {
namespace {

using Outcome = RoundTripResult::Outcome;

void add_details(const RoundTripResult& trip, std::vector<std::string>& details) {
  const std::string revision = "revision " + trip.revision + ": ";
  for (const std::string& each : trip.problems) details.push_back(revision + each);
  for (const std::string& each : trip.declared_losses)
    details.push_back(revision + "declared loss: " + each);
  for (const std::string& each : trip.notes)
    details.push_back(revision + (trip.outcome == Outcome::skipped ? "skipped: " : "") + each);
}

RoundTripResult not_reached(const std::string& revision) {
  RoundTripResult rest;
  rest.revision = revision;
  rest.outcome = Outcome::skipped;
  rest.notes = {"the round trip ended before it"};
  rest.broken = true;
  return rest;
}

CiStepResult summarised(std::vector<RoundTripResult> trips) {
  const auto number = [&](Outcome outcome) {
    return static_cast<std::size_t>(std::count_if(
        trips.begin(), trips.end(), [&](const auto& each) { return each.outcome == outcome; }));
  };
  std::size_t rows = 0;
  std::vector<std::string> details;
  for (const RoundTripResult& each : trips) {
    rows += each.rows;
    add_details(each, details);
  }
  std::string passed = ci_count(number(Outcome::passed), "revision") + " up, down and up with " +
                       ci_count(rows, "row");
  if (const std::size_t skipped = number(Outcome::skipped); skipped > 0)
    passed += fmt::format("; {} skipped", skipped);
  const auto first = std::find_if(trips.begin(), trips.end(), [](const RoundTripResult& each) {
    return each.outcome == Outcome::failed;
  });
  CiStepResult result = ci_passed(trips.empty() ? "there are no new revisions" : passed);
  if (first != trips.end()) {
    std::string reason = "revision " + first->revision + ": " + first->problems.front();
    if (const std::size_t failed = number(Outcome::failed); failed > 1)
      reason += fmt::format(" and {} more", ci_count(failed - 1, "revision"));
    result = ci_failed(kFailed, reason);
  }
  result.details = std::move(details);
  result.trips = std::move(trips);
  return result;
}

}  // namespace

CiStepResult CiTargetRun::travel(RoundTrip& trip) {
  const RevisionGraph& graph = workspace_.graph();
  RevisionSet is_new(graph.size(), false);
  for (const RevisionIndex each : new_revisions()) is_new[each] = true;
  std::vector<RoundTripResult> trips;
  std::vector<RevisionIndex> old;
  for (const Step& step : all_steps()) {
    const RevisionIndex revision = graph.find_id(step.revision).value();
    if (!is_new[revision]) {
      old.push_back(revision);
    } else if (!trips.empty() && trips.back().broken) {
      trips.push_back(not_reached(step.revision));
    } else {
      trip.pass(std::exchange(old, {}));
      trips.push_back(trip.prove(revision));
    }
  }
  return summarised(std::move(trips));
}

}  // namespace whimbrel::cli
