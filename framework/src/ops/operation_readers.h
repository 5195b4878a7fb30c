// Reading the operations of a kind; the words are gathered in operation_reader.cpp.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "whimbrel/core/node_reader.h"
#include "whimbrel/ops/operation.h"

namespace whimbrel {

using Operations = std::vector<Operation>;
/// Reads the body of an operation; the node is the reader's map. Throws Error{config} with file,
/// line and column; the caller calls `finish`.
using OperationReader = std::function<Operations(MapReader&, const Node&)>;
/// By the word of the operation.
using OperationReaders = std::map<std::string, OperationReader, std::less<>>;

QualifiedName read_name(MapReader& reader, std::string_view key);
Identifier read_identifier(MapReader& reader, std::string_view key);

/// create_, drop_, replace_/alter_ and rename_ of every kind of object, values of enums,
/// privileges.
void add_object_readers(OperationReaders& readers);
/// rename_index, rename_constraint, validate_constraint, options and partitions of a table.
void add_table_readers(OperationReaders& readers);

/// bulk_insert, upsert, update, delete, backfill.
void add_row_readers(OperationReaders& readers);

}  // namespace whimbrel
