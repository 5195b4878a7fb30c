// Operations in documents: the entries of `upgrade:` and `downgrade:`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "whimbrel/core/node.h"
#include "whimbrel/ops/operation.h"

namespace whimbrel {

/// One entry of a list of operations.
struct WrittenOperation {
  /// Usually one; a column that is added with constraints of its own gives several.
  std::vector<Operation> operations;
  /// For these dialects only; empty: for all.
  std::vector<std::string> dialects;
  Mark mark;

  bool is_for(std::string_view dialect) const;
};

/// Reads the entries of a list. Constraints without a name get the one of model/naming.h, so that
/// the way back knows it. Throws Error{config} with file, line and column.
std::vector<WrittenOperation> read_operations(const Node& list, std::string_view what);

/// One operation as an entry; reads back to the same operation.
Node operation_node(const Operation& operation);

/// The operations of a list that are meant for `dialect`, reduced to it.
std::vector<Operation> for_dialect(const std::vector<WrittenOperation>& entries,
                                   std::string_view dialect);

/// One operation reduced to a dialect, as for_dialect(Table) does it. Pure.
Operation for_dialect(Operation operation, std::string_view dialect);

}  // namespace whimbrel
