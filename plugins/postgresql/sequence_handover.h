// Sequences that serial columns leave behind or take over.
#pragma once

#include <set>
#include <span>

#include "whimbrel/ops/operation.h"

namespace whimbrel::postgresql {

/// A serial column's sequence has the name that a sequence by itself may have as well. Where a
/// migration takes the one and makes the other, nothing is made and nothing goes: the sequence
/// changes its owner, and counts on. Borrows the operations. [thread-safe]
class SequenceHandover {
 public:
  explicit SequenceHandover(std::span<const Operation> operations);

  /// True for the creation of a sequence that a column leaves behind.
  bool leaves_behind(const Operation& operation) const;
  /// True for the end of a sequence that a column takes over.
  bool takes_over(const Operation& operation) const;
  /// True for the change of a column on which one of these happens.
  bool changes_column(const Operation& operation) const;

 private:
  std::set<QualifiedName> left_;
  std::set<QualifiedName> taken_;
};

}  // namespace whimbrel::postgresql
