// The operations that only this dialect has.
#pragma once

#include <optional>

#include "whimbrel/ops/operation.h"

namespace whimbrel::postgresql {

/// ALTER TABLE ... VALIDATE CONSTRAINT: the rows that are there are looked at, and nobody who reads
/// or writes has to wait.
PluginOperation validate_constraint(const QualifiedName& table, const Identifier& constraint);

struct ValidateConstraint {
  QualifiedName table;
  Identifier constraint;
};
/// What `operation` validates, when it is such an operation.
std::optional<ValidateConstraint> validation_in(const PluginOperation& operation);

}  // namespace whimbrel::postgresql
