// What each step of `whimbrel ci` does.
#include <fmt/format.h>

#include <set>

#include "ci_target.h"
#include "command.h"
#include "comparison.h"
#include "interrupt.h"
#include "migrate.h"
#include "review_run.h"
#include "review_text.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/text.h"
#include "whimbrel/ops/operation_codec.h"

namespace whimbrel::cli {
CiStepResult CiTargetRun::heads() {
  const RevisionGraph& graph = workspace_.graph();
  const auto& heads = graph.heads();
  if (heads.empty()) return ci_passed("there are no revisions");
  if (heads.size() == 1) return ci_passed("one head, " + graph.id(heads.front()));
  std::vector<std::string> details;
  std::vector<std::string> ids;
  for (const RevisionIndex head : heads) {
    details.push_back(graph.id(head) + ": " + graph[head].file.string());
    ids.push_back(graph.id(head));
  }
  details.push_back("cure: write a revision whose down_revision is [" + join(ids, ", ") +
                    "], or set the down_revision of one of them to the other");
  return ci_failed(kUsage, ci_count(heads.size(), "head") + ": " + listed(graph, heads),
                   std::move(details));
}

CiStepResult CiTargetRun::review() {
  const ReviewSettings settings = review_settings(workspace_);
  Review found =
      whimbrel::review(workspace_.graph(), new_revisions(), workspace_.dialect(), settings);
  const bool bad = reaches(found, settings.threshold);
  const std::string summary = review_summary(found);
  CiStepResult result = bad ? ci_failed(kFindings, summary) : ci_passed(summary);
  for (const ReviewFinding& each : found.findings)
    result.details.push_back(fmt::format("{}: {}: {} [{}]\ncure: {}", each.mark.text(),
                                         whimbrel::word_for(each.level), each.message, each.rule,
                                         each.cure));
  for (const std::string& each : found.remarks) result.details.push_back(each);
  result.threshold = settings.threshold;
  result.review = std::move(found);
  return result;
}

Workspace& CiTargetRun::upgraded() {
  if (upgraded_) return *upgraded_->workspace;
  upgrade_failed_ = true;
  upgraded_ = std::make_unique<TemporaryWorkspace>(temporary());
  Workspace& own = *upgraded_->workspace;
  const auto migrations = read_migrations(workspace_.graph(), all_steps(), own.dialect());
  RunObserver observer;
  observer.stop = [] { return interrupted(); };
  observer.began = [&](const Migration& migration, size_t, size_t) {
    sent_.push_back({migration.revision.id, migration.revision.message, {}, {}});
  };
  observer.statement = [&](const Statement& statement, size_t, size_t) {
    sent_.back().statements.push_back(statement.sql);
  };
  run_migrations(migrations, own.dialect(), own.connection(), own.tables(),
                 run_transaction(own.target().transaction), observer);
  upgrade_failed_ = false;
  return own;
}

CiStepResult CiTargetRun::upgrade() {
  upgraded();
  return ci_passed(sent_.empty()
                       ? "there are no revisions"
                       : ci_count(sent_.size(), "revision") + " applied to an empty database");
}

CiStepResult CiTargetRun::roundtrip() {
  const TemporaryWorkspace place = temporary();
  Workspace& own = *place.workspace;
  CanonicalMemory memory{std::filesystem::path()};
  CanonicalWork canonical{own.dialect(), own.connection().server(), scratch_source(own), memory,
                          bare_scratch_source(own)};
  IntrospectionScope scope = scope_of(own, desired_scope(own));
  RoundTrip trip({workspace_.graph(), own.dialect(), own.connection(), own.tables(),
                  run_transaction(own.target().transaction), std::move(scope), canonical,
                  [] { return interrupted(); }});
  return travel(trip);
}

CiStepResult CiTargetRun::check() {
  if (!target_.ephemeral) {
    const std::size_t pending = pending_indices(workspace_).size();
    if (pending > 0)
      return ci_skipped(ci_count(pending, "revision") +
                        " pending here; what the schema is after them is known on an ephemeral "
                        "target");
  }
  const Comparison comparison = compare_with_database(target_.ephemeral ? upgraded() : workspace_);
  const Difference& difference = comparison.difference;
  if (difference.empty() && comparison.unverified.empty())
    return ci_passed("the database has the desired schema");
  if (difference.empty())
    return ci_passed("the database has the desired schema, as far as texts tell: " +
                     comparison.unverified);
  CiStepResult result;
  for (const Operation& each : difference.operations) {
    result.details.push_back(summary(each));
    result.operations.push_back(operation_node(each));
  }
  for (const std::string& each : difference.unsupported) result.details.push_back(each);
  std::string first = result.details.front();
  if (result.details.size() > 1) first += fmt::format(" and {} more", result.details.size() - 1);
  CiStepResult failed =
      ci_failed(kDifferent, "the desired schema differs: " + first, std::move(result.details));
  failed.details.push_back("cure: whimbrel revision --autogenerate -m \"...\"");
  failed.operations = std::move(result.operations);
  return failed;
}

CiStepResult CiTargetRun::plan() {
  std::vector<PlannedMigration> planned;
  if (target_.ephemeral) {
    upgraded();
    std::set<std::string> wanted;
    for (const RevisionIndex each : new_revisions()) wanted.insert(workspace_.graph().id(each));
    for (const PlannedMigration& each : sent_)
      if (wanted.contains(each.revision)) planned.push_back(each);
  } else {
    const RevisionGraph& graph = workspace_.graph();
    const auto steps = upgrade_steps(graph, workspace_.current(), graph.heads());
    planned = planned_statements(read_migrations(graph, steps, workspace_.dialect()),
                                 workspace_.dialect(), workspace_.connection());
  }
  std::size_t statements = 0;
  for (const PlannedMigration& each : planned) statements += each.statements.size();
  CiStepResult result = ci_passed(planned.empty() ? "nothing to do"
                                                  : ci_count(planned.size(), "revision") + ", " +
                                                        ci_count(statements, "statement"));
  result.plan = std::move(planned);
  return result;
}

}  // namespace whimbrel::cli
