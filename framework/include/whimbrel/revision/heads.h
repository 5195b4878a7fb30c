// The rows of the version table: the heads of what is applied.
#pragma once

#include <span>
#include <string>
#include <variant>
#include <vector>

#include "whimbrel/revision/graph.h"
#include "whimbrel/revision/graph_walk.h"

namespace whimbrel {

struct InsertVersion {
  std::string revision;
  bool operator==(const InsertVersion&) const = default;
};
struct DeleteVersion {
  std::string revision;
  bool operator==(const DeleteVersion&) const = default;
};
struct UpdateVersion {
  std::string from;
  std::string to;
  bool operator==(const UpdateVersion&) const = default;
};

/// One change of one row.
using VersionChange = std::variant<InsertVersion, DeleteVersion, UpdateVersion>;

/// The revisions that the rows of a version table name, each once, order kept. Throws
/// Error{revision} that names a row which no file has, and the ways out of it.
std::vector<RevisionIndex> resolve_rows(const RevisionGraph& graph,
                                        std::span<const std::string> rows);

/// Follows the version table through a run, step by step: the rows are always those applied
/// revisions that nothing applied stands on, whether as a parent or as a dependency. Each step
/// costs no more than the edges of its revision. Borrows the graph. [one thread at a time]
class VersionRows {
 public:
  /// Starts with everything applied that `current` names or stands on. A row that another row
  /// stands on is redundant; the first step deletes it.
  VersionRows(const RevisionGraph& graph, std::span<const RevisionIndex> current);

  /// The changes that record `revision` as applied: a new row, or the rows it stands on become its
  /// row. Throws Error{internal} when it is applied already or something below it is not.
  std::vector<VersionChange> upgrade(RevisionIndex revision);
  /// The changes that record `revision` as undone: what is a head again gets a row back. Throws
  /// Error{internal} when it is not applied or something applied stands on it.
  std::vector<VersionChange> downgrade(RevisionIndex revision);

  /// The rows now, in load order.
  std::vector<RevisionIndex> rows() const { return members(is_row_); }
  bool is_applied(RevisionIndex revision) const { return applied_[revision]; }

 private:
  std::vector<VersionChange> change(std::span<const RevisionIndex> removed,
                                    std::span<const RevisionIndex> added);

  const RevisionGraph* graph_;
  RevisionSet applied_;
  RevisionSet is_row_;
  std::vector<std::uint32_t> applied_children_;
  std::vector<RevisionIndex> redundant_;
};

/// The fewest changes that take rows away and put others in: a removed row becomes an added one.
std::vector<VersionChange> version_changes(const RevisionGraph& graph,
                                           std::span<const RevisionIndex> removed,
                                           std::span<const RevisionIndex> added);

}  // namespace whimbrel
