// What to run, in which order, to get a database from where it is to where it should be.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "whimbrel/revision/graph.h"
#include "whimbrel/revision/heads.h"
#include "whimbrel/revision/symbols.h"

namespace whimbrel {

enum class StepKind { upgrade, downgrade, stamp };

/// One migration, or one stamp (which changes the version table only).
struct Step {
  StepKind kind = StepKind::upgrade;
  bool up = true;                      ///< false: downgrades, and stamps that go down
  std::string revision;                ///< whose migration is run; empty for a stamp
  std::vector<std::string> from;       ///< what the step begins at, as people read it
  std::vector<std::string> to;         ///< what it leads to; empty: base
  std::vector<VersionChange> changes;  ///< what it does to the version table
  bool operator==(const Step&) const = default;
};

/// The migrations that `targets` need and the database at `current` lacks, dependencies included,
/// each after all that it stands on. Empty when there is nothing to do. Throws Error{revision} when
/// one target stands on another. Pure.
std::vector<Step> upgrade_steps(const RevisionGraph& graph, std::span<const RevisionIndex> current,
                                std::span<const RevisionIndex> targets);

/// The migrations to undo so that the target is the newest on its line: all applied ones that stand
/// on it or depend on such, newest first. Throws Error{revision} when the target is not applied.
/// Pure.
std::vector<Step> downgrade_steps(const RevisionGraph& graph,
                                  std::span<const RevisionIndex> current,
                                  const DowngradeTarget& target);

/// The changes that make the version table say that the database is at `targets` (symbols; none
/// means base). Each target replaces the rows above and below it; rows of other branches stay.
/// `purge` deletes every row first, those that no file has as well; without it they are an error.
/// Pure.
std::vector<Step> stamp_steps(const RevisionGraph& graph, std::span<const std::string> rows,
                              std::span<const std::string> targets, bool purge = false);

/// The revisions of a history listing, newest first. Throws Error{revision} when the ends are not
/// on one line. Pure.
std::vector<RevisionIndex> history(const RevisionGraph& graph, const RangeEnds& ends);

}  // namespace whimbrel
