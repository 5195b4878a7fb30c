#include "whimbrel/dialect/name_length.h"

#include <algorithm>

#include "whimbrel/core/overloaded.h"

namespace whimbrel {
namespace {

std::vector<NewName> names_in(const Table& table) {
  std::vector<NewName> names{{"table", table.name.name}};
  for (const Column& column : table.columns) names.push_back({"column", column.name});
  for (const Constraint& each : constraints_of(table))
    names.push_back({"constraint", name_of(each)});
  for (const Index& index : table.indexes) names.push_back({"index", index.name});
  return names;
}

std::size_t characters(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](const char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;  // no byte that goes on in UTF-8
  }));
}

}  // namespace

std::vector<NewName> new_names(const Operation& operation) {
  using Names = std::vector<NewName>;
  return std::visit(
      overloaded{
          [](const CreateTable& op) { return names_in(op.table); },
          [](const RenameTable& op) {
            return Names{{"table", op.to}};
          },
          [](const AddColumn& op) {
            return Names{{"column", op.column.name}};
          },
          [](const RenameColumn& op) {
            return Names{{"column", op.to}};
          },
          [](const CreateConstraint& op) {
            return Names{{"constraint", name_of(op.constraint)}};
          },
          [](const CreateIndex& op) {
            return Names{{"index", op.index.name}};
          },
          [](const RenameIndex& op) {
            return Names{{"index", op.to}};
          },
          [](const RenameConstraint& op) {
            return Names{{"constraint", op.to}};
          },
          [](const CreateObject& op) {
            return Names{{std::string(word_for(op.object.id.kind)), op.object.id.name.name}};
          },
          [](const RenameObject& op) {
            return Names{{std::string(word_for(op.id.kind)), op.to}};
          },
          [](const auto&) { return Names{}; },
      },
      operation);
}

std::optional<std::string> too_long(const NewName& name, const Capabilities& can) {
  const std::string& text = name.name.text();
  const bool by_characters = can.identifiers_in_characters;
  const std::size_t length = by_characters ? characters(text) : text.size();
  if (can.longest_identifier == 0 || length <= can.longest_identifier) return std::nullopt;
  return name.kind + " '" + text + "' has " + std::to_string(length) +
         (by_characters ? " characters" : " bytes") + ", and the database keeps " +
         std::to_string(can.longest_identifier);
}

std::optional<std::string> too_long(const Operation& operation, const Capabilities& can) {
  if (can.longest_identifier == 0) return std::nullopt;
  for (const NewName& each : new_names(operation))
    if (auto problem = too_long(each, can)) return problem;
  return std::nullopt;
}

}  // namespace whimbrel
