// The revisions of a project and how they stand on each other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "whimbrel/revision/revision.h"

namespace whimbrel {

/// A revision's place in load order. It means something only together with its graph.
using RevisionIndex = std::uint32_t;

/// For each revision a list of others, stored in one piece.
class EdgeLists {
 public:
  using Edge = std::pair<RevisionIndex, RevisionIndex>;

  EdgeLists() = default;
  /// `edges` in any order; each list keeps the order in which its edges come.
  EdgeLists(std::size_t revisions, std::span<const Edge> edges);

  std::span<const RevisionIndex> of(RevisionIndex index) const {
    return {items_.data() + starts_[index], items_.data() + starts_[index + 1]};
  }
  bool empty() const { return items_.empty(); }

 private:
  std::vector<std::uint32_t> starts_;
  std::vector<RevisionIndex> items_;
};

/// Every revision with its two kinds of edges: `down_revisions` (versioned) and `depends_on`.
/// A value that never changes after it is made; building it is linear. Lists of revisions are in
/// load order unless something else is said. [thread-safe once built]
class RevisionGraph {
 public:
  RevisionGraph() = default;
  /// `revisions` in load order (sorted file order), which decides every tie. Throws Error{revision}
  /// that names the files and the cure for: an empty, reserved, too long or badly spelled id; an id
  /// or a label that is there twice; a parent or dependency that no file has; a cycle of either
  /// kind.
  explicit RevisionGraph(std::vector<Revision> revisions);
  RevisionGraph(const RevisionGraph&) = delete;
  RevisionGraph& operator=(const RevisionGraph&) = delete;
  RevisionGraph(RevisionGraph&&) = default;
  RevisionGraph& operator=(RevisionGraph&&) = default;
  ~RevisionGraph() = default;

  std::size_t size() const { return revisions_.size(); }
  bool empty() const { return revisions_.empty(); }
  const Revision& operator[](RevisionIndex index) const { return revisions_[index]; }
  const std::string& id(RevisionIndex index) const { return revisions_[index].id; }

  /// The revision with exactly this id, or nothing.
  std::optional<RevisionIndex> find_id(std::string_view id) const;
  /// The revision whose file carries this branch label, or nothing.
  std::optional<RevisionIndex> find_label(std::string_view label) const;
  /// Either of the two.
  std::optional<RevisionIndex> find(std::string_view id_or_label) const;
  /// Every label with the revision whose file carries it, in name order.
  const std::map<std::string, RevisionIndex, std::less<>>& labels() const { return labels_; }

  /// The versioned parents, as the file lists them.
  std::span<const RevisionIndex> parents(RevisionIndex i) const { return parents_.of(i); }
  std::span<const RevisionIndex> children(RevisionIndex i) const { return children_.of(i); }
  /// What `depends_on` names, labels resolved.
  std::span<const RevisionIndex> dependencies(RevisionIndex i) const { return dependencies_.of(i); }
  /// The parents, then those dependencies that no other parent or dependency brings along.
  std::span<const RevisionIndex> all_parents(RevisionIndex i) const { return all_parents_.of(i); }
  /// Whoever names the revision as a parent or a dependency.
  std::span<const RevisionIndex> all_children(RevisionIndex i) const { return all_children_.of(i); }

  /// Revisions that are nobody's parent.
  const std::vector<RevisionIndex>& heads() const { return heads_; }
  /// Revisions that are nobody's parent and nobody's dependency.
  const std::vector<RevisionIndex>& real_heads() const { return real_heads_; }
  /// Revisions without parents.
  const std::vector<RevisionIndex>& bases() const { return bases_; }
  /// Revisions without parents and without dependencies.
  const std::vector<RevisionIndex>& real_bases() const { return real_bases_; }

  bool is_head(RevisionIndex i) const { return children(i).empty(); }
  bool is_base(RevisionIndex i) const { return parents(i).empty(); }
  bool is_branch_point(RevisionIndex i) const { return children(i).size() > 1; }
  bool is_merge_point(RevisionIndex i) const { return parents(i).size() > 1; }

 private:
  void index_ids();
  void index_labels();
  void connect();
  void list_ends();

  std::vector<Revision> revisions_;
  std::unordered_map<std::string_view, RevisionIndex> ids_;
  std::map<std::string, RevisionIndex, std::less<>> labels_;
  EdgeLists parents_, children_, dependencies_, all_parents_, all_children_;
  std::vector<RevisionIndex> heads_, real_heads_, bases_, real_bases_;
};

/// Throws Error{revision} when `id` cannot be the id of a revision: empty, longer than the version
/// table's 255 bytes, one of the words head, heads, base and current, or with @ - + : or white
/// space in it. Pure.
void check_revision_id(std::string_view id);
/// The same for a branch label, which may hold a hyphen.
void check_branch_label(std::string_view label);

/// The labels that each revision answers to: a label covers every versioned descendant of the
/// revision that carries it, and the ancestors below it as long as the line is a plain one, without
/// branch points and merge points. Each list is in name order.
std::vector<std::vector<std::string>> effective_labels(const RevisionGraph& graph);

/// "'a', 'b' and 3 more", for messages.
std::string listed(const RevisionGraph& graph, std::span<const RevisionIndex> revisions);

}  // namespace whimbrel
