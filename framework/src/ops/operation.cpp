#include "whimbrel/ops/operation.h"

#include "whimbrel/core/overloaded.h"

namespace whimbrel {
namespace {

std::string create_word(ConstraintKind kind) {
  switch (kind) {
    case ConstraintKind::primary_key:
      return "create_primary_key";
    case ConstraintKind::unique:
      return "create_unique_constraint";
    case ConstraintKind::foreign_key:
      return "create_foreign_key";
    case ConstraintKind::check:
      return "create_check_constraint";
  }
  return "create_check_constraint";
}

}  // namespace

std::string word_for(const Operation& operation) {
  using Word = std::string;
  return std::visit(
      overloaded{
          [](const CreateTable&) -> Word { return "create_table"; },
          [](const DropTable&) -> Word { return "drop_table"; },
          [](const RenameTable&) -> Word { return "rename_table"; },
          [](const AddColumn&) -> Word { return "add_column"; },
          [](const DropColumn&) -> Word { return "drop_column"; },
          [](const AlterColumn&) -> Word { return "alter_column"; },
          [](const RenameColumn&) -> Word { return "rename_column"; },
          [](const CreateConstraint& op) -> Word { return create_word(kind_of(op.constraint)); },
          [](const DropConstraint&) -> Word { return "drop_constraint"; },
          [](const CreateIndex&) -> Word { return "create_index"; },
          [](const DropIndex&) -> Word { return "drop_index"; },
          [](const SetTableComment& op) -> Word {
            return op.comment.empty() ? "drop_table_comment" : "create_table_comment";
          },
          [](const Execute&) -> Word { return "execute"; },
          [](const PluginOperation& op) -> Word { return op.name; },
      },
      operation);
}

std::string summary(const Operation& operation) {
  const auto on = [](const QualifiedName& table, const Identifier& part) {
    return part.empty() ? table.text() : table.text() + "." + part.text();
  };
  const std::string object = std::visit(
      overloaded{
          [](const CreateTable& op) { return op.table.name.text(); },
          [](const DropTable& op) { return op.table.text(); },
          [](const RenameTable& op) { return op.table.text() + " to " + op.to.text(); },
          [&](const AddColumn& op) { return on(op.table, op.column.name); },
          [&](const DropColumn& op) { return on(op.table, op.column); },
          [&](const AlterColumn& op) { return on(op.table, op.column); },
          [&](const RenameColumn& op) { return on(op.table, op.column) + " to " + op.to.text(); },
          [&](const CreateConstraint& op) { return on(op.table, name_of(op.constraint)); },
          [&](const DropConstraint& op) { return on(op.table, op.name); },
          [](const CreateIndex& op) { return op.index.name.text() + " on " + op.table.text(); },
          [](const DropIndex& op) { return op.index.text() + " on " + op.table.text(); },
          [](const SetTableComment& op) { return op.table.text(); },
          [](const Execute&) { return std::string("SQL"); },
          [](const PluginOperation&) { return std::string(); },
      },
      operation);
  return object.empty() ? word_for(operation) : word_for(operation) + " " + object;
}

bool is_destructive(const Operation& operation) {
  return std::holds_alternative<DropTable>(operation) ||
         std::holds_alternative<DropColumn>(operation);
}

const QualifiedName* table_of(const Operation& operation) {
  using Name = const QualifiedName*;
  return std::visit(overloaded{
                        [](const CreateTable& op) -> Name { return &op.table.name; },
                        [](const Execute&) -> Name { return nullptr; },
                        [](const PluginOperation&) -> Name { return nullptr; },
                        [](const auto& op) -> Name { return &op.table; },
                    },
                    operation);
}

}  // namespace whimbrel
