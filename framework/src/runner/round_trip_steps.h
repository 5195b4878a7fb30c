// Single migrations up and down, with the version table following.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "whimbrel/revision/heads.h"
#include "whimbrel/runner/round_trip.h"

namespace whimbrel {

/// Borrows the work. [one thread at a time]
class RoundTripSteps {
 public:
  explicit RoundTripSteps(const RoundTripWork& work) : work_(work), rows_(work.graph, {}) {}

  /// Reads a migration and runs it. Throws what read_migrations and run_migrations throw.
  void up(RevisionIndex revision);
  void down(RevisionIndex revision);
  /// Runs the last step once more, which did not come to its end.
  void again();
  /// Several in one run.
  void up(std::span<const RevisionIndex> revisions);

  /// What the migration does; both throw Error{config} and Error{revision}.
  std::vector<Operation> operations(RevisionIndex revision, bool up) const;

 private:
  Step step(RevisionIndex revision, bool up);
  void run(std::vector<Migration> migrations);

  const RoundTripWork& work_;
  VersionRows rows_;
  std::vector<Migration> last_;
};

}  // namespace whimbrel
