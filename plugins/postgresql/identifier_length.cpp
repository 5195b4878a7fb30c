#include "identifier_length.h"

#include <algorithm>
#include <vector>

#include "syntax.h"
#include "whimbrel/core/overloaded.h"

namespace whimbrel::postgresql {
namespace {

using Names = std::vector<const Identifier*>;

void add_names(const Table& table, Names& names) {
  names.push_back(&table.name.name);
  for (const Column& column : table.columns) names.push_back(&column.name);
  if (table.primary_key) names.push_back(&table.primary_key->name);
  for (const auto& each : table.unique_constraints) names.push_back(&each.name);
  for (const auto& each : table.foreign_keys) names.push_back(&each.name);
  for (const auto& each : table.checks) names.push_back(&each.name);
  for (const auto& each : table.exclusions) names.push_back(&each.name);
  for (const auto& each : table.indexes) names.push_back(&each.name);
}

Names given_names(const Operation& operation) {
  Names names;
  std::visit(overloaded{
                 [&](const CreateTable& op) { add_names(op.table, names); },
                 [&](const RenameTable& op) { names.push_back(&op.to); },
                 [&](const AddColumn& op) { names.push_back(&op.column.name); },
                 [&](const RenameColumn& op) { names.push_back(&op.to); },
                 [&](const CreateConstraint& op) { names.push_back(&name_of(op.constraint)); },
                 [&](const CreateIndex& op) { names.push_back(&op.index.name); },
                 [&](const RenameIndex& op) { names.push_back(&op.to); },
                 [&](const RenameConstraint& op) { names.push_back(&op.to); },
                 [&](const CreateObject& op) { names.push_back(&op.object.id.name.name); },
                 [&](const RenameObject& op) { names.push_back(&op.to); },
                 [](const auto&) {},  // gives no name
             },
             operation);
  return names;
}

}  // namespace

std::optional<std::string> too_long_name(const Operation& operation) {
  const Names names = given_names(operation);
  const auto found = std::find_if(names.begin(), names.end(), [](const Identifier* name) {
    return name->text().size() > kLongestIdentifier;
  });
  if (found == names.end()) return std::nullopt;
  return (*found)->text();
}

}  // namespace whimbrel::postgresql
