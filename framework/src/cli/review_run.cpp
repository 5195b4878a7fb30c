#include "review_run.h"

#include "whimbrel/revision/steps.h"

namespace whimbrel::cli {

ReviewSettings review_settings(Workspace& workspace) {
  const ReviewConfig& configured = workspace.config().review;
  const Target& target = workspace.target();
  ReviewSettings settings;
  settings.levels = configured.rules;
  settings.only = {configured.only.begin(), configured.only.end()};
  settings.threshold = configured.threshold;
  settings.server_version = configured.server_version;
  settings.has_lock_timeout = target.endpoint.lock_timeout.count() > 0;
  settings.has_statement_timeout = target.endpoint.statement_timeout.count() > 0;
  settings.uses_transactions = target.transaction != TransactionMode::none;
  return settings;
}

std::vector<RevisionIndex> pending_indices(Workspace& workspace) {
  const RevisionGraph& graph = workspace.graph();
  std::vector<RevisionIndex> pending;
  for (const Step& step : upgrade_steps(graph, workspace.current(), graph.heads()))
    pending.push_back(graph.find_id(step.revision).value());
  return pending;
}

Review review_pending(Workspace& workspace, ReviewSettings settings,
                      const std::vector<RevisionIndex>& pending) {
  if (settings.server_version == 0)
    settings.server_version = workspace.connection().server().version_number;
  const Schema now =
      workspace.dialect().introspector().read(workspace.connection(), {workspace.own_tables(), {}});
  return review(workspace.graph(), pending, workspace.dialect(), settings, &now);
}

}  // namespace whimbrel::cli
