// Small graphs for the tests of revisions.
#pragma once

#include <initializer_list>
#include <random>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "whimbrel/core/error.h"
#include "whimbrel/revision/graph.h"

namespace whimbrel::testing {

using Ids = std::vector<std::string>;

/// A revision in few words; its file is `ID.yaml`.
struct Spec {
  std::string id;
  Ids parents = {};
  Ids depends_on = {};
  Ids labels = {};
};

inline Revision revision_of(const Spec& spec) {
  Revision revision;
  revision.id = spec.id;
  revision.down_revisions = spec.parents;
  revision.depends_on = spec.depends_on;
  revision.branch_labels = spec.labels;
  revision.file = "m/" + spec.id + ".yaml";
  return revision;
}

inline RevisionGraph graph_of(std::span<const Spec> specs) {
  std::vector<Revision> revisions;
  for (const Spec& spec : specs) revisions.push_back(revision_of(spec));
  return RevisionGraph(std::move(revisions));
}

inline RevisionGraph graph_of(std::initializer_list<Spec> specs) {
  return graph_of(std::span(specs.begin(), specs.size()));
}

inline Ids ids_of(const RevisionGraph& graph, std::span<const RevisionIndex> revisions) {
  Ids ids;
  for (const RevisionIndex i : revisions) ids.push_back(graph.id(i));
  return ids;
}

inline std::vector<RevisionIndex> at(const RevisionGraph& graph, const Ids& ids) {
  std::vector<RevisionIndex> found;
  for (const std::string& id : ids) found.push_back(graph.find_id(id).value());
  return found;
}

/// The error that `act` throws, as its whole text; empty when it throws none.
template <class Act>
std::string error_of(Act act) {
  try {
    act();
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

/// `count` revisions in `branches` lines above one base; with `linked`, each also depends on the
/// same place of the line before.
inline std::vector<Revision> many_revisions(int count, int branches, bool linked) {
  std::vector<Revision> revisions;
  for (int i = 0; i < count; ++i) {
    Spec spec{"r" + std::to_string(100000 + i)};
    if (i > 0) spec.parents = {"r" + std::to_string(100000 + (i <= branches ? 0 : i - branches))};
    if (linked && i > 1 && i % branches != 1)
      spec.depends_on = {"r" + std::to_string(100000 + i - 1)};
    revisions.push_back(revision_of(spec));
  }
  return revisions;
}

/// A random graph without cycles, the same for the same `random`; files come in random order.
inline RevisionGraph random_graph(std::mt19937& random, unsigned size) {
  const auto below = [&](unsigned limit) { return static_cast<unsigned>(random() % limit); };
  std::vector<Spec> specs;
  for (unsigned i = 0; i < size; ++i) {
    Spec spec{"r" + std::to_string(1000 + i)};
    const unsigned parents = below(8) == 0 ? 0 : below(6) == 0 ? 2 : 1;
    for (unsigned p = 0; p < parents && i > 0; ++p)
      spec.parents.push_back(specs[below(2) == 0 ? i - 1 : below(i)].id);
    for (unsigned d = below(4); d > 2 && i > 0; d = below(4))
      spec.depends_on.push_back(specs[below(i)].id);
    if (below(6) == 0) spec.labels.push_back("label" + std::to_string(i));
    specs.push_back(std::move(spec));
  }
  for (unsigned i = size; i > 1; --i) std::swap(specs[i - 1], specs[below(i)]);
  return graph_of(specs);
}

}  // namespace whimbrel::testing
