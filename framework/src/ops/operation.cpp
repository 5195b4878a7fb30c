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
    case ConstraintKind::exclusion:
      return "create_exclude_constraint";
  }
  return "create_check_constraint";
}

std::string with_kind(const char* what, ObjectKind kind) {
  return what + std::string(word_for(kind));
}

std::string place_text(const PrivilegePlace& on) {
  return on.object ? on.object->text() : on.table.text();
}

const QualifiedName* table_of(const ObjectId& id) {
  return stands_on_table(id.kind) ? &id.table : nullptr;
}

const QualifiedName* table_of(const PrivilegePlace& on) {
  return on.object ? table_of(*on.object) : &on.table;
}

}  // namespace

bool is_replaced(ObjectKind kind) {
  return is_statement(kind) || kind == ObjectKind::view || kind == ObjectKind::materialized_view;
}

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
          [](const RenameIndex&) -> Word { return "rename_index"; },
          [](const RenameConstraint&) -> Word { return "rename_constraint"; },
          [](const ValidateConstraint& op) -> Word {
            return op.validated ? "validate_constraint" : "invalidate_constraint";
          },
          [](const SetTableOptions&) -> Word { return "set_table_options"; },
          [](const SetPartitioning&) -> Word { return "set_partitioning"; },
          [](const AttachPartition&) -> Word { return "attach_partition"; },
          [](const DetachPartition&) -> Word { return "detach_partition"; },
          [](const CreateObject& op) -> Word { return with_kind("create_", op.object.id.kind); },
          [](const DropObject& op) -> Word { return with_kind("drop_", op.id.kind); },
          [](const AlterObject& op) -> Word {
            return with_kind(is_replaced(op.to.id.kind) ? "replace_" : "alter_", op.to.id.kind);
          },
          [](const RenameObject& op) -> Word { return with_kind("rename_", op.id.kind); },
          [](const AddEnumValue&) -> Word { return "add_enum_value"; },
          [](const RenameEnumValue&) -> Word { return "rename_enum_value"; },
          [](const Grant&) -> Word { return "grant"; },
          [](const Revoke&) -> Word { return "revoke"; },
          [](const InsertRows&) -> Word { return "bulk_insert"; },
          [](const UpsertRows&) -> Word { return "upsert"; },
          [](const UpdateRows&) -> Word { return "update"; },
          [](const DeleteRows&) -> Word { return "delete"; },
          [](const Backfill&) -> Word { return "backfill"; },
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
          [&](const RenameIndex& op) { return on(op.table, op.index) + " to " + op.to.text(); },
          [&](const RenameConstraint& op) { return on(op.table, op.name) + " to " + op.to.text(); },
          [&](const ValidateConstraint& op) { return on(op.table, op.name); },
          [](const AttachPartition& op) { return op.partition.text() + " to " + op.table.text(); },
          [](const DetachPartition& op) {
            return op.partition.text() + " from " + op.table.text();
          },
          [](const CreateObject& op) { return op.object.id.text(); },
          [](const DropObject& op) { return op.id.text(); },
          [](const AlterObject& op) { return op.to.id.text(); },
          [](const RenameObject& op) { return op.id.text() + " to " + op.to.text(); },
          [](const AddEnumValue& op) { return op.name.text() + " '" + op.value + "'"; },
          [](const RenameEnumValue& op) {
            return op.name.text() + " '" + op.value + "' to '" + op.to + "'";
          },
          [](const Grant& op) { return "on " + place_text(op.on); },
          [](const Revoke& op) { return "on " + place_text(op.on); },
          [](const Execute&) { return std::string("SQL"); },
          [](const PluginOperation&) { return std::string(); },
          [](const auto& op) { return op.table.text(); },
      },
      operation);
  return object.empty() ? word_for(operation) : word_for(operation) + " " + object;
}

bool is_destructive(const Operation& operation) {
  if (const auto* drop = std::get_if<DropObject>(&operation))
    return drop->id.kind == ObjectKind::sequence;
  return std::holds_alternative<DropTable>(operation) ||
         std::holds_alternative<DropColumn>(operation) ||
         std::holds_alternative<DeleteRows>(operation);
}

const QualifiedName* table_of(const Operation& operation) {
  using Name = const QualifiedName*;
  return std::visit(overloaded{
                        [](const CreateTable& op) -> Name { return &op.table.name; },
                        [](const Execute&) -> Name { return nullptr; },
                        [](const PluginOperation&) -> Name { return nullptr; },
                        [](const CreateObject& op) { return table_of(op.object.id); },
                        [](const DropObject& op) { return table_of(op.id); },
                        [](const AlterObject& op) { return table_of(op.to.id); },
                        [](const RenameObject& op) { return table_of(op.id); },
                        [](const AddEnumValue&) -> Name { return nullptr; },
                        [](const RenameEnumValue&) -> Name { return nullptr; },
                        [](const Grant& op) { return table_of(op.on); },
                        [](const Revoke& op) { return table_of(op.on); },
                        [](const auto& op) -> Name { return &op.table; },
                    },
                    operation);
}

}  // namespace whimbrel
