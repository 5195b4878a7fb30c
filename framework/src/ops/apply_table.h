// What operations do to parts of one table: names, validity, options, partitions.
#pragma once

#include <optional>
#include <string>

#include "whimbrel/model/schema.h"
#include "whimbrel/ops/operation.h"

namespace whimbrel {

std::optional<std::string> rename_index(const RenameIndex& op, Table& table);
std::optional<std::string> rename_constraint(const RenameConstraint& op, Table& table);
std::optional<std::string> validate(const ValidateConstraint& op, Table& table);

/// `partition` as it is after; a detached one has the columns that it had from its parent.
std::optional<std::string> attach(const AttachPartition& op, Table& partition,
                                  const Schema& schema);
std::optional<std::string> detach(const DetachPartition& op, Table& partition,
                                  const Schema& schema);

/// Lays `changes` over `options`; an empty value takes one away.
void change_options(const Options& changes, Options& options);

}  // namespace whimbrel
