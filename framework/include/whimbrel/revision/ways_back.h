// Ways back that 'downgrade: auto' derives, with what the revisions before tell.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "whimbrel/revision/graph.h"
#include "whimbrel/revision/revision_file.h"

namespace whimbrel {

/// A drop that does not say what it drops can be turned round when the revisions before it say it:
/// they are replayed on the model, all of them once, and only when a way back needs it. SQL hides
/// what is before it. Borrows the graph. [one thread at a time]
class WaysBack {
 public:
  WaysBack(const RevisionGraph& graph, std::string_view dialect)
      : graph_(&graph), dialect_(dialect) {}

  /// What operations_of gives for the way down of a revision; throws what it throws.
  std::vector<LocatedOperation> of(RevisionIndex revision, const RevisionBody& body);

 private:
  void replay();

  const RevisionGraph* graph_;
  std::string dialect_;
  bool replayed_ = false;
  /// The completed ways back of those revisions whose file alone does not tell.
  std::map<RevisionIndex, std::vector<LocatedOperation>> completed_;
};

}  // namespace whimbrel
