#include "round_trip_steps.h"

namespace whimbrel {

// The names are those of the edge, not of all that the database is at: they serve messages only.
Step RoundTripSteps::step(RevisionIndex revision, bool up) {
  Step step;
  step.kind = up ? StepKind::upgrade : StepKind::downgrade;
  step.up = up;
  step.revision = work_.graph.id(revision);
  std::vector<std::string>& below = up ? step.from : step.to;
  for (const RevisionIndex parent : work_.graph.parents(revision))
    below.push_back(work_.graph.id(parent));
  (up ? step.to : step.from).push_back(step.revision);
  step.changes = up ? rows_.upgrade(revision) : rows_.downgrade(revision);
  return step;
}

void RoundTripSteps::run(std::vector<Migration> migrations) {
  last_ = std::move(migrations);
  again();
}

void RoundTripSteps::again() {
  RunObserver observer;
  observer.stop = work_.stop;
  run_migrations(last_, work_.dialect, work_.connection, work_.tables, work_.transaction, observer);
}

void RoundTripSteps::up(RevisionIndex revision) { up(std::span(&revision, 1)); }

void RoundTripSteps::up(std::span<const RevisionIndex> revisions) {
  std::vector<Step> steps;
  for (const RevisionIndex each : revisions) steps.push_back(step(each, true));
  run(read_migrations(work_.graph, steps, work_.dialect));
}

void RoundTripSteps::down(RevisionIndex revision) {
  run(read_migrations(work_.graph, {step(revision, false)}, work_.dialect));
}

std::vector<Operation> RoundTripSteps::operations(RevisionIndex revision, bool up) const {
  const std::filesystem::path& file = work_.graph[revision].file;
  std::vector<Operation> result;
  const RevisionBody body = read_revision_body(file);
  const std::string_view dialect = work_.dialect.name();
  for (LocatedOperation& each : up ? operations_of(body, true, dialect, file)
                                   : WaysBack(work_.graph, dialect).of(revision, body))
    result.push_back(std::move(each.operation));
  return result;
}

}  // namespace whimbrel
