// What operations do to objects beside tables, and to privileges.
#pragma once

#include <optional>
#include <string>

#include "whimbrel/model/schema.h"
#include "whimbrel/ops/operation.h"

namespace whimbrel {

std::optional<std::string> create_object(const CreateObject& op, Schema& schema);
std::optional<std::string> drop_object(const DropObject& op, Schema& schema);
std::optional<std::string> alter_object(const AlterObject& op, Schema& schema);
std::optional<std::string> rename_object(const RenameObject& op, Schema& schema);
std::optional<std::string> add_enum_value(const AddEnumValue& op, Schema& schema);
std::optional<std::string> rename_enum_value(const RenameEnumValue& op, Schema& schema);
std::optional<std::string> grant(const Grant& op, Schema& schema);
std::optional<std::string> revoke(const Revoke& op, Schema& schema);

/// Triggers and policies go with their table to its new name.
void move_objects(const QualifiedName& table, const QualifiedName& to, Schema& schema);

}  // namespace whimbrel
