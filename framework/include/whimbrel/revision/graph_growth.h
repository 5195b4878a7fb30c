// A new revision that joins the graph.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "whimbrel/revision/graph.h"

namespace whimbrel {

/// What the user asks for; everything but the id may be a symbol.
struct NewRevision {
  std::string id = {};
  std::vector<std::string> heads = {"head"};  ///< what it stands on; several make a merge
  bool splice = false;                        ///< it may stand on something that is no head
  std::vector<std::string> depends_on = {};
  std::vector<std::string> branch_labels = {};
};

/// The header of the new revision: parents as full ids, dependencies as full ids or labels.
/// Message, date and file are left to the caller. Throws Error{revision} for an id or label that is
/// taken or badly spelled, for several heads where one is meant, and for a parent that is no head
/// without `splice`. Pure.
Revision new_revision(const RevisionGraph& graph, const NewRevision& wanted,
                      std::span<const RevisionIndex> current);

}  // namespace whimbrel
