#include "plugin_operations.h"

namespace whimbrel::postgresql {
namespace {

constexpr const char* kValidate = "validate_constraint";

}  // namespace

PluginOperation validate_constraint(const QualifiedName& table, const Identifier& constraint) {
  return {kValidate, {{"table", table.text()}, {"constraint", constraint.text()}}, nullptr};
}

std::optional<ValidateConstraint> validation_in(const PluginOperation& operation) {
  const auto table = operation.values.find("table");
  const auto constraint = operation.values.find("constraint");
  if (operation.name != kValidate || table == operation.values.end() ||
      constraint == operation.values.end())
    return std::nullopt;
  return ValidateConstraint{parse_qualified_name(table->second), Identifier(constraint->second)};
}

}  // namespace whimbrel::postgresql
