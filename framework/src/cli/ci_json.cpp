#include "ci_result.h"
#include "whimbrel/review/report.h"

namespace whimbrel::cli {
namespace {

Node texts(const std::vector<std::string>& list) {
  Node node = Node::sequence();
  for (const std::string& each : list) node.items.push_back(Node::text(each));
  return node;
}

Node milliseconds(std::chrono::microseconds took) { return Node::number(took.count() / 1000); }

std::string_view word_for(RoundTripResult::Outcome outcome) {
  switch (outcome) {
    case RoundTripResult::Outcome::passed:
      return "passed";
    case RoundTripResult::Outcome::failed:
      return "failed";
    case RoundTripResult::Outcome::skipped:
      return "skipped";
  }
  return "failed";
}

Node trip_node(const RoundTripResult& trip) {
  Node node = Node::map();
  node.add("revision", Node::text(trip.revision));
  node.add("state", Node::text(word_for(trip.outcome)));
  node.add("problems", texts(trip.problems));
  node.add("declared_losses", texts(trip.declared_losses));
  node.add("notes", texts(trip.notes));
  node.add("tables", Node::number(static_cast<long long>(trip.tables)));
  node.add("rows", Node::number(static_cast<long long>(trip.rows)));
  node.add("milliseconds", milliseconds(trip.took));
  return node;
}

Node planned_node(const PlannedMigration& planned) {
  Node node = Node::map();
  node.add("revision", Node::text(planned.revision));
  node.add("statements", texts(planned.statements));
  node.add("uncertain", planned.uncertain.empty() ? Node() : Node::text(planned.uncertain));
  return node;
}

Node step_node(const CiStepResult& step) {
  Node node = Node::map();
  node.add("step", Node::text(whimbrel::word_for(step.step)));
  node.add("state", Node::text(word_for(step.state)));
  node.add("code", Node::number(step.code));
  node.add("summary", Node::text(step.summary));
  node.add("details", texts(step.details));
  node.add("milliseconds", milliseconds(step.took));
  if (step.review) node.add("review", review_node(*step.review, step.threshold));
  if (step.step == CiStep::roundtrip) {
    Node& trips = node.add("revisions", Node::sequence());
    for (const RoundTripResult& each : step.trips) trips.items.push_back(trip_node(each));
  }
  if (step.step == CiStep::check) node.add("operations", Node::sequence(step.operations));
  if (step.step == CiStep::plan) {
    Node& plan = node.add("plan", Node::sequence());
    for (const PlannedMigration& each : step.plan) plan.items.push_back(planned_node(each));
  }
  return node;
}

}  // namespace

Node ci_node(const CiResult& result) {
  Node node = Node::map();
  node.add("passed", Node::boolean(result.code() == 0));
  node.add("code", Node::number(result.code()));
  node.add("line", Node::text(result.line()));
  Node& targets = node.add("targets", Node::sequence());
  for (const CiTargetResult& target : result.targets) {
    Node& entry = targets.items.emplace_back(Node::map());
    entry.add("target", Node::text(target.name));
    entry.add("database", target.database.empty() ? Node() : Node::text(target.database));
    entry.add("ephemeral", Node::boolean(target.ephemeral));
    Node& steps = entry.add("steps", Node::sequence());
    for (const CiStepResult& each : target.steps) steps.items.push_back(step_node(each));
    entry.add("remarks", texts(target.remarks));
  }
  return node;
}

}  // namespace whimbrel::cli
