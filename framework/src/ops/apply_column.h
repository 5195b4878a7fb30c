// What operations on columns do to a table.
#pragma once

#include <optional>
#include <string>

#include "whimbrel/model/schema.h"
#include "whimbrel/ops/operation.h"

namespace whimbrel {

std::optional<std::string> add_column(const AddColumn& op, Table& table);
/// Indexes and constraints that use the column must be dropped before; the primary key, unique
/// constraints and indexes that consist of nothing else go with it, as they do in the databases.
std::optional<std::string> drop_column(const DropColumn& op, Table& table);
std::optional<std::string> alter_column(const AlterColumn& op, Table& table);
/// Keys and indexes follow, also the foreign keys of other tables of `schema`.
std::optional<std::string> rename_column(const RenameColumn& op, Table& table, Schema& schema);

}  // namespace whimbrel
