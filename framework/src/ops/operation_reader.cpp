// Documents to operations.
#include "operation_readers.h"
#include "whimbrel/core/text.h"
#include "whimbrel/model/naming.h"
#include "whimbrel/model/table_codec.h"
#include "whimbrel/ops/operation_codec.h"

namespace whimbrel {
namespace {

Constraint named(const QualifiedName& table, Constraint constraint) {
  std::visit(
      [&](auto& each) {
        constexpr bool is_key = std::is_same_v<std::decay_t<decltype(each)>, PrimaryKey>;
        if (!is_key && each.name.empty()) each.name = default_name(table, each);
      },
      constraint);
  return constraint;
}

// A part whose map stands under `key` and is read by `read`.
template <class Each, class Read>
std::optional<Each> read_before(MapReader& reader, Read read) {
  const Node* node = reader.find("before");
  if (node == nullptr) return std::nullopt;
  MapReader inside(*node, "'before' of " + reader.what());
  std::optional<Each> before = read(inside);
  inside.finish();
  return before;
}

bool if_exists(MapReader& reader) { return reader.flag("if_exists").value_or(false); }

bool if_not_exists(MapReader& reader) { return reader.flag("if_not_exists").value_or(false); }

Operations read_create_table(MapReader& reader) {
  const QualifiedName name = read_name(reader, "name");
  const bool guard = if_not_exists(reader);
  Table table = read_table(reader, name);
  fill_names(table);
  return {CreateTable{std::move(table), guard}};
}

Operations read_drop_table(MapReader& reader) {
  const QualifiedName name = read_name(reader, "name");
  return {DropTable{name,
                    read_before<Table>(reader,
                                       [&](MapReader& inside) {
                                         Table table = read_table(inside, name);
                                         fill_names(table);
                                         return table;
                                       }),
                    if_exists(reader)}};
}

Operations read_rename_table(MapReader& reader) {
  const QualifiedName name = read_name(reader, "name");
  return {RenameTable{name, read_identifier(reader, "to")}};
}

Operations read_add_column(MapReader& reader) {
  const QualifiedName table = read_name(reader, "table");
  ColumnConstraints constraints;
  Column column = read_named_column(reader.require("column"), constraints);
  const bool guard = if_not_exists(reader);
  if (guard && (constraints.primary_key || !constraints.others.empty()))
    throw error_at(reader.mark(),
                   "with 'if_not_exists' the column's constraints are operations of their own");
  Operations operations;
  if (constraints.primary_key)
    constraints.others.insert(constraints.others.begin(), PrimaryKey{{}, {column.name}});
  operations.emplace_back(AddColumn{table, std::move(column), guard});
  for (Constraint& each : constraints.others)
    operations.emplace_back(CreateConstraint{table, named(table, std::move(each)), {}});
  return operations;
}

Operations read_drop_column(MapReader& reader) {
  const QualifiedName table = read_name(reader, "table");
  const Identifier name = read_identifier(reader, "column");
  return {DropColumn{
      table, name,
      read_before<Column>(reader,
                          [&](MapReader& inside) {
                            ColumnConstraints constraints;
                            Column column = read_column(inside, name, constraints);
                            if (constraints.primary_key || !constraints.others.empty())
                              throw error_at(
                                  inside.mark(),
                                  "drop the constraints of the column in steps of their own");
                            return column;
                          }),
      if_exists(reader)}};
}

// `default: null` and `generated: null` take away, so null is not absence here.
ColumnAttributes read_attributes(MapReader& reader, const Node& map) {
  ColumnAttributes result;
  if (const Node* node = reader.find("type")) {
    result.type.emplace();
    static_cast<DialectText&>(*result.type) = read_dialect_text(*node, "'type'");
  }
  result.nullable = reader.flag("nullable");
  reader.find("default");
  if (const Node* node = map.find("default")) {
    result.default_value.emplace();
    if (!node->is_null()) *result.default_value = read_default(*node);
  }
  result.autoincrement = reader.flag("autoincrement");
  reader.find("generated");
  if (const Node* node = map.find("generated")) {
    result.generated.emplace();
    if (!node->is_null()) *result.generated = read_generated(*node);
  }
  result.collation = reader.text("collation");
  result.comment = reader.text("comment");
  if (const Node* node = reader.find("column_options")) result.options = read_options(*node);
  return result;
}

Operations read_alter_column(MapReader& reader, const Node& map) {
  AlterColumn op;
  op.table = read_name(reader, "table");
  op.column = read_identifier(reader, "column");
  op.to = read_attributes(reader, map);
  if (const Node* node = reader.find("existing")) {
    MapReader existing(*node, "'existing' of " + reader.what());
    op.existing = read_attributes(existing, *node);
    existing.finish();
  }
  if (const Node* node = reader.find("options")) op.options = read_options(*node);
  if (op.to == ColumnAttributes{})
    throw error_at(map.mark, "alter_column changes nothing: name what shall become different");
  return {std::move(op)};
}

Operations read_rename_column(MapReader& reader) {
  const QualifiedName table = read_name(reader, "table");
  const Identifier column = read_identifier(reader, "column");
  return {RenameColumn{table, column, read_identifier(reader, "to")}};
}

Operations read_create_constraint(MapReader& reader, ConstraintKind kind) {
  CreateConstraint op;
  op.table = read_name(reader, "table");
  op.constraint = named(op.table, read_constraint(reader, kind));
  if (const Node* node = reader.find("options")) op.options = read_options(*node);
  return {std::move(op)};
}

Operations read_drop_constraint(MapReader& reader) {
  DropConstraint op;
  op.table = read_name(reader, "table");
  op.kind = read_constraint_kind(reader.require("type"));
  op.name = Identifier(reader.text("name").value_or(""));
  if (op.name.empty() && op.kind != ConstraintKind::primary_key)
    throw error_at(reader.mark(), "drop_constraint needs the key 'name'");
  op.before = read_before<Constraint>(
      reader, [&](MapReader& inside) { return read_constraint(inside, op.kind); });
  if (op.before)
    std::visit(
        [&](auto& each) {
          if (each.name.empty()) each.name = op.name;
        },
        *op.before);
  op.if_exists = if_exists(reader);
  return {std::move(op)};
}

Operations read_create_index(MapReader& reader) {
  const Identifier name = read_identifier(reader, "name");
  const QualifiedName table = read_name(reader, "table");
  const bool guard = if_not_exists(reader);
  return {CreateIndex{table, read_index(reader, name), guard}};
}

Operations read_drop_index(MapReader& reader) {
  const Identifier name = read_identifier(reader, "name");
  const QualifiedName table = read_name(reader, "table");
  return {DropIndex{
      table, name,
      read_before<Index>(reader, [&](MapReader& inside) { return read_index(inside, name); }),
      if_exists(reader)}};
}

Operations read_comment(MapReader& reader, bool create) {
  SetTableComment op;
  op.table = read_name(reader, "table");
  if (create) op.comment = reader.required_text("comment");
  op.existing = reader.text("existing");
  return {std::move(op)};
}

OperationReaders all_readers() {
  const auto plain = [](Operations (*read)(MapReader&)) -> OperationReader {
    return [read](MapReader& reader, const Node&) { return read(reader); };
  };
  const auto constraint = [](ConstraintKind kind) -> OperationReader {
    return [kind](MapReader& reader, const Node&) { return read_create_constraint(reader, kind); };
  };
  const auto comment = [](bool create) -> OperationReader {
    return [create](MapReader& reader, const Node&) { return read_comment(reader, create); };
  };
  OperationReaders all = {
      {"create_table", plain(read_create_table)},
      {"drop_table", plain(read_drop_table)},
      {"rename_table", plain(read_rename_table)},
      {"add_column", plain(read_add_column)},
      {"drop_column", plain(read_drop_column)},
      {"alter_column", read_alter_column},
      {"rename_column", plain(read_rename_column)},
      {"create_primary_key", constraint(ConstraintKind::primary_key)},
      {"create_unique_constraint", constraint(ConstraintKind::unique)},
      {"create_foreign_key", constraint(ConstraintKind::foreign_key)},
      {"create_check_constraint", constraint(ConstraintKind::check)},
      {"create_exclude_constraint", constraint(ConstraintKind::exclusion)},
      {"drop_constraint", plain(read_drop_constraint)},
      {"create_index", plain(read_create_index)},
      {"drop_index", plain(read_drop_index)},
      {"create_table_comment", comment(true)},
      {"drop_table_comment", comment(false)},
  };
  add_table_readers(all);
  add_object_readers(all);
  add_row_readers(all);
  return all;
}

const OperationReaders& readers() {
  static const OperationReaders all = all_readers();
  return all;
}

Operations read_execute(const Node& node) {
  Execute op;
  op.sql = read_dialect_text(node, "execute");
  return {std::move(op)};
}

std::string known_words() {
  std::vector<std::string> words = {"execute"};
  for (const auto& [word, reader] : readers()) words.push_back(word);
  return join(words, ", ");
}

Operations read_body(const NodeEntry& entry) {
  if (entry.key == "execute") return read_execute(entry.value);
  const auto found = readers().find(entry.key);
  if (found == readers().end()) {
    std::vector<std::string> words = {"execute"};
    for (const auto& [word, reader] : readers()) words.push_back(word);
    const std::string near = nearest(entry.key, words);
    throw error_at(entry.key_mark, "unknown operation '" + entry.key + "'")
        .with_hint(near.empty() ? "known operations: " + known_words()
                                : "did you mean '" + near + "'?");
  }
  MapReader reader(entry.value, entry.key);
  Operations operations = found->second(reader, entry.value);
  reader.finish();
  return operations;
}

WrittenOperation read_entry(const Node& node) {
  MapReader(node, "an operation").mark();
  WrittenOperation written;
  written.mark = node.mark;
  const NodeEntry* body = nullptr;
  for (const NodeEntry& entry : node.entries) {
    if (entry.key == "dialects") {
      written.dialects = text_list(entry.value, "'dialects'");
    } else if (body == nullptr) {
      body = &entry;
    } else {
      throw error_at(entry.key_mark, "an entry holds one operation; '" + entry.key +
                                         "' must be an entry of its own");
    }
  }
  if (body == nullptr) throw error_at(node.mark, "this entry names no operation");
  written.operations = read_body(*body);
  return written;
}

}  // namespace

QualifiedName read_name(MapReader& reader, std::string_view key) {
  const Node& node = reader.require(key);
  const std::string text = scalar_text(node, key);
  if (text.empty()) throw error_at(node.mark, "'" + std::string(key) + "' is empty");
  return parse_qualified_name(text);
}

Identifier read_identifier(MapReader& reader, std::string_view key) {
  const Node& node = reader.require(key);
  const std::string text = scalar_text(node, key);
  if (text.empty()) throw error_at(node.mark, "'" + std::string(key) + "' is empty");
  return Identifier(text);
}

std::vector<WrittenOperation> read_operations(const Node& list, std::string_view what) {
  std::vector<WrittenOperation> result;
  if (list.is_null()) return result;
  if (!list.is_sequence())
    throw error_at(list.mark, std::string(what) + " must be a list of operations");
  for (const Node& entry : list.items) result.push_back(read_entry(entry));
  return result;
}

}  // namespace whimbrel
