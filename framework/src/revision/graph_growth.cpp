#include "whimbrel/revision/graph_growth.h"

#include <algorithm>

#include "whimbrel/core/error.h"
#include "whimbrel/revision/symbols.h"

namespace whimbrel {
namespace {

std::vector<RevisionIndex> chosen_parents(const RevisionGraph& graph, const NewRevision& wanted,
                                          std::span<const RevisionIndex> current) {
  std::vector<RevisionIndex> parents;
  for (const std::string& head : wanted.heads) {
    if (head == "head" && graph.heads().size() > 1)
      throw Error(ErrorCode::revision,
                  "Multiple heads are present; please specify the head revision on which the new "
                  "revision should be based, or perform a merge: " +
                      listed(graph, graph.heads()))
          .with_hint("'whimbrel merge heads -m MESSAGE' makes them one; --head names one of them.");
    for (const RevisionIndex i : resolve(graph, head, current)) parents.push_back(i);
  }
  for (std::size_t i = 0; i < parents.size(); ++i) {
    if (std::find(parents.begin(), parents.begin() + static_cast<std::ptrdiff_t>(i), parents[i]) !=
        parents.begin() + static_cast<std::ptrdiff_t>(i))
      throw Error(ErrorCode::revision,
                  "Duplicate head revisions specified: '" + graph.id(parents[i]) + "'");
    if (!wanted.splice && !graph.is_head(parents[i]))
      throw Error(ErrorCode::revision, "Revision " + graph.id(parents[i]) +
                                           " is not a head revision; please specify --splice to "
                                           "create a new branch from this revision")
          .with_hint("Without --splice a new revision stands on a head: " +
                     listed(graph, graph.heads()) + ".");
  }
  return parents;
}

std::string dependency_name(const RevisionGraph& graph, const std::string& symbol,
                            std::span<const RevisionIndex> current) {
  if (graph.find_label(symbol)) return symbol;
  if (const auto found = resolve_single(graph, symbol, current)) return graph.id(*found);
  throw Error(ErrorCode::revision, "'" + symbol + "' names no revision to depend on");
}

}  // namespace

Revision new_revision(const RevisionGraph& graph, const NewRevision& wanted,
                      std::span<const RevisionIndex> current) {
  check_revision_id(wanted.id);
  if (const auto user = graph.find(wanted.id))
    throw Error(ErrorCode::revision, "'" + wanted.id +
                                         "' is already the id or a branch label of revision '" +
                                         graph.id(*user) + "'")
        .with_hint("Choose another --rev-id.");
  Revision revision;
  revision.id = wanted.id;
  for (const RevisionIndex i : chosen_parents(graph, wanted, current))
    revision.down_revisions.push_back(graph.id(i));
  for (const std::string& symbol : wanted.depends_on)
    revision.depends_on.push_back(dependency_name(graph, symbol, current));
  for (const std::string& label : wanted.branch_labels) {
    check_branch_label(label);
    const auto& earlier = revision.branch_labels;
    if (const auto user = graph.find(label))
      throw Error(ErrorCode::revision, "Branch name '" + label + "' in revision '" + wanted.id +
                                           "' already used by revision '" + graph.id(*user) + "'");
    if (label == wanted.id || std::find(earlier.begin(), earlier.end(), label) != earlier.end())
      throw Error(ErrorCode::revision, "Branch name '" + label + "' is used twice");
    revision.branch_labels.push_back(label);
  }
  return revision;
}

}  // namespace whimbrel
