// The way back of an operation.
#pragma once

#include <span>
#include <string>
#include <variant>
#include <vector>

#include "whimbrel/ops/operation.h"

namespace whimbrel {

/// Why an operation has no way back; a sentence that says what is missing.
struct Irreversible {
  std::string operation;
  std::string reason;
};

/// The operation that takes back `operation`. Never a guess: a drop without `before` and an
/// alteration without its existing attributes are irreversible. Pure.
std::variant<Operation, Irreversible> inverse(const Operation& operation);

/// The inverses of all, last first; the first one that has none is the answer.
std::variant<std::vector<Operation>, Irreversible> inverse(std::span<const Operation> operations);

}  // namespace whimbrel
