// Documents to operations on rows.
#include <algorithm>
#include <filesystem>

#include "operation_readers.h"
#include "whimbrel/core/csv.h"
#include "whimbrel/core/duration.h"
#include "whimbrel/core/file.h"
#include "whimbrel/model/table_codec.h"

namespace whimbrel {
namespace {

DefaultValue read_value(const Node& node) {
  if (node.is_null()) return Literal{Literal::Kind::null, ""};
  return read_default(node);
}

// A row is a map; every row of a list names the columns of the first one.
void read_row(const Node& node, const std::string& what, RowSet& rows) {
  MapReader(node, what).mark();
  if (rows.rows.empty())
    for (const NodeEntry& entry : node.entries) rows.columns.emplace_back(entry.key);
  if (node.entries.size() != rows.columns.size())
    throw error_at(node.mark, what + " has other columns than the first row");
  std::vector<DefaultValue>& values = rows.rows.emplace_back();
  for (const Identifier& column : rows.columns) {
    const Node* value = nullptr;
    for (const NodeEntry& entry : node.entries)
      if (entry.key == column.text()) value = &entry.value;
    if (value == nullptr)
      throw error_at(node.mark, what + " does not name the column '" + column.text() + "'");
    values.push_back(read_value(*value));
  }
}

void read_inline(const Node& list, const std::string& what, RowSet& rows) {
  if (!list.is_sequence() || list.items.empty())
    throw error_at(list.mark, "'rows' of " + what + " must be a list of maps");
  for (const Node& node : list.items) read_row(node, "a row of " + what, rows);
}

// A file beside the revision; its first row names the columns.
void read_file_rows(const Node& node, RowSet& rows) {
  rows.file = scalar_text(node, "'file'");
  std::filesystem::path path = rows.file;
  if (path.is_relative() && node.mark.file)
    path = std::filesystem::path(*node.mark.file).parent_path() / path;
  std::vector<CsvRow> lines = parse_csv(read_file(path), path.string());
  if (lines.empty())
    throw error_at(node.mark, "'" + rows.file + "' is empty: its first row names the columns");
  for (const std::optional<std::string>& name : lines.front()) {
    if (!name) throw error_at(node.mark, "a column of '" + rows.file + "' has no name");
    rows.columns.emplace_back(*name);
  }
  for (size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].size() != rows.columns.size())
      throw error_at(node.mark, "row " + std::to_string(i + 1) + " of '" + rows.file + "' has " +
                                    std::to_string(lines[i].size()) + " fields, not " +
                                    std::to_string(rows.columns.size()));
    std::vector<DefaultValue>& values = rows.rows.emplace_back();
    for (std::optional<std::string>& field : lines[i])
      values.emplace_back(field ? Literal{Literal::Kind::string, *std::move(field)}
                                : Literal{Literal::Kind::null, ""});
  }
}

RowSet read_rows(MapReader& reader) {
  RowSet rows;
  const Node* list = reader.find("rows");
  const Node* file = reader.find("file");
  if ((list == nullptr) == (file == nullptr))
    throw error_at(reader.mark(), reader.what() + " needs either 'rows' or 'file'");
  if (list != nullptr)
    read_inline(*list, reader.what(), rows);
  else
    read_file_rows(*file, rows);
  return rows;
}

std::vector<Identifier> read_key(MapReader& reader, const std::vector<Identifier>& columns) {
  const Node* node = reader.find("key");
  if (node == nullptr) return {};
  std::vector<Identifier> key = read_identifiers(*node, "'key' of " + reader.what());
  for (const Identifier& each : key)
    if (!columns.empty() && std::find(columns.begin(), columns.end(), each) == columns.end())
      throw error_at(node->mark, "the rows have no column '" + each.text() + "' of the key");
  return key;
}

std::vector<Assignment> read_assignments(const Node& node, const std::string& what) {
  MapReader(node, what).mark();
  std::vector<Assignment> result;
  for (const NodeEntry& entry : node.entries)
    result.push_back({Identifier(entry.key), read_value(entry.value)});
  if (result.empty()) throw error_at(node.mark, what + " names no column");
  return result;
}

std::optional<Expression> read_where(MapReader& reader) {
  const Node* node = reader.find("where");
  if (node == nullptr) return std::nullopt;
  Expression where;
  static_cast<DialectText&>(where) = read_dialect_text(*node, "'where' of " + reader.what());
  return where;
}

Operations read_insert(MapReader& reader) {
  InsertRows op;
  op.table = read_name(reader, "table");
  op.rows = read_rows(reader);
  op.key = read_key(reader, op.rows.columns);
  return {std::move(op)};
}

Operations read_upsert(MapReader& reader) {
  UpsertRows op;
  op.table = read_name(reader, "table");
  op.rows = read_rows(reader);
  reader.require("key");
  op.key = read_key(reader, op.rows.columns);
  return {std::move(op)};
}

Operations read_update(MapReader& reader) {
  UpdateRows op;
  op.table = read_name(reader, "table");
  op.set = read_assignments(reader.require("set"), "'set' of " + reader.what());
  op.where = read_where(reader);
  if (const Node* node = reader.find("existing"))
    op.existing = read_assignments(*node, "'existing' of " + reader.what());
  return {std::move(op)};
}

Operations read_delete(MapReader& reader) {
  DeleteRows op;
  op.table = read_name(reader, "table");
  op.where = read_where(reader);
  if (reader.find("rows") != nullptr || reader.find("file") != nullptr) {
    op.rows = read_rows(reader);
    reader.require("key");
  }
  op.key = read_key(reader, op.rows.columns);
  if (op.where.has_value() == !op.rows.columns.empty())
    throw error_at(reader.mark(), "delete needs either 'where' or 'rows' with a 'key'")
        .with_hint("to delete all rows, write a condition that holds for all: 'where: 1 = 1'");
  return {std::move(op)};
}

Operations read_backfill(MapReader& reader) {
  Backfill op;
  op.table = read_name(reader, "table");
  op.set = read_assignments(reader.require("set"), "'set' of " + reader.what());
  op.where = read_where(reader);
  reader.require("key");
  op.key = read_key(reader, {});
  op.batch_size = reader.number("batch_size").value_or(op.batch_size);
  if (op.batch_size < 1) throw error_at(reader.mark(), "'batch_size' must be at least 1");
  if (const Node* node = reader.find("pause")) {
    const auto length = parse_duration(scalar_text(*node, "'pause'"));
    if (!length)
      throw error_at(node->mark, "'pause' is no length of time")
          .with_hint("write a whole number and a unit: 100ms, 2s");
    op.pause_ms = length->count();
  }
  return {std::move(op)};
}

}  // namespace

void add_row_readers(OperationReaders& readers) {
  const auto plain = [](Operations (*read)(MapReader&)) -> OperationReader {
    return [read](MapReader& reader, const Node&) { return read(reader); };
  };
  readers.emplace("bulk_insert", plain(read_insert));
  readers.emplace("upsert", plain(read_upsert));
  readers.emplace("update", plain(read_update));
  readers.emplace("delete", plain(read_delete));
  readers.emplace("backfill", plain(read_backfill));
}

}  // namespace whimbrel
