// Documents to tables.
#include <algorithm>
#include <set>

#include "whimbrel/model/object_codec.h"
#include "whimbrel/model/table_codec.h"

namespace whimbrel {
namespace {

class TableReader {
 public:
  TableReader(MapReader& reader, const QualifiedName& name) : reader_(reader) {
    table_.name = name;
  }

  Table read() {
    read_partitions();
    read_columns();
    read_primary_key();
    read_list("unique", ConstraintKind::unique);
    read_list("foreign_keys", ConstraintKind::foreign_key);
    read_list("checks", ConstraintKind::check);
    read_list("exclusions", ConstraintKind::exclusion);
    read_indexes();
    table_.comment = reader_.text("comment").value_or("");
    if (const Node* node = reader_.find("options")) table_.options = read_options(*node);
    if (const Node* node = reader_.find("privileges")) table_.privileges = read_privileges(*node);
    table_.renamed_from = Identifier(reader_.text("renamed_from").value_or(""));
    check_column_names();
    return std::move(table_);
  }

 private:
  // A table that has its columns from another one may have none of its own.
  bool has_parents() const { return table_.partition_of || !table_.inherits.empty(); }

  void read_partitions() {
    if (const Node* node = reader_.find("partition_by")) {
      table_.partition_by.emplace();
      static_cast<DialectText&>(*table_.partition_by) =
          read_dialect_text(*node, "'partition_by' of " + reader_.what());
    }
    if (const Node* node = reader_.find("partition_of")) {
      MapReader inside(*node, "'partition_of' of " + reader_.what());
      table_.partition_of.emplace();
      table_.partition_of->parent = parse_qualified_name(inside.required_text("table"));
      static_cast<DialectText&>(table_.partition_of->bound) =
          read_dialect_text(inside.require("bound"), "'bound' of " + inside.what());
      inside.finish();
    }
    for (const std::string& parent : reader_.texts("inherits"))
      table_.inherits.push_back(parse_qualified_name(parent));
  }

  void read_columns() {
    if (has_parents() && reader_.find("columns") == nullptr) return;
    const Node& columns = reader_.require("columns");
    if (columns.is_map()) {
      MapReader(columns, "'columns' of " + reader_.what()).mark();
      for (const NodeEntry& entry : columns.entries) {
        MapReader reader(entry.value, "column '" + entry.key + "'");
        ColumnConstraints constraints;
        Column column = read_column(reader, Identifier(entry.key), constraints);
        reader.finish();
        take(std::move(column), std::move(constraints), entry.value);
      }
    } else if (columns.is_sequence()) {
      for (const Node& node : columns.items) {
        ColumnConstraints constraints;
        Column column = read_named_column(node, constraints);
        take(std::move(column), std::move(constraints), node);
      }
    } else {
      throw error_at(columns.mark, "'columns' of " + reader_.what() + " must be a map or a list");
    }
  }

  void take(Column column, ColumnConstraints constraints, const Node& node) {
    if (table_.column(column.name) != nullptr)
      throw error_at(node.mark, "column '" + column.name.text() + "' stands twice");
    if (node.find("nullable") != nullptr) says_nullable_.insert(column.name);
    if (constraints.primary_key) {
      if (!table_.primary_key) table_.primary_key.emplace();
      table_.primary_key->columns.push_back(column.name);
    }
    for (const Constraint& each : constraints.others) add_constraint(table_, each);
    table_.columns.push_back(std::move(column));
  }

  void read_primary_key() {
    const Node* node = reader_.find("primary_key");
    if (node == nullptr) return;
    if (table_.primary_key)
      throw error_at(node->mark, "the primary key is given with a column and for the table");
    if (node->is_map()) {
      MapReader reader(*node, "the primary key of " + reader_.what());
      table_.primary_key =
          std::get<PrimaryKey>(read_constraint(reader, ConstraintKind::primary_key));
      reader.finish();
    } else {
      table_.primary_key = PrimaryKey{{}, read_identifiers(*node, "primary_key")};
    }
    for (Column& column : table_.columns) {
      const auto& names = table_.primary_key->columns;
      const bool in_key = std::find(names.begin(), names.end(), column.name) != names.end();
      if (in_key && !says_nullable_.contains(column.name)) column.nullable = false;
    }
  }

  void read_list(const char* key, ConstraintKind kind) {
    const Node* list = reader_.find(key);
    if (list == nullptr) return;
    const std::string what = "'" + std::string(key) + "' of " + reader_.what();
    if (list->is_map()) {
      MapReader(*list, what).mark();
      for (const NodeEntry& entry : list->entries) {
        Constraint constraint = read_short(entry, kind, what);
        std::visit([&](auto& each) { each.name = Identifier(entry.key); }, constraint);
        add_constraint(table_, constraint);
      }
    } else if (list->is_sequence()) {
      for (const Node& node : list->items) {
        MapReader reader(node, "an entry in " + what);
        add_constraint(table_, read_constraint(reader, kind));
        reader.finish();
      }
    } else {
      throw error_at(list->mark, what + " must be a map or a list");
    }
  }

  // The form under a name: the columns of a unique constraint, the condition of a check.
  static Constraint read_short(const NodeEntry& entry, ConstraintKind kind,
                               const std::string& what) {
    const std::string of = "'" + entry.key + "' in " + what;
    const bool full = entry.value.is_map() && (entry.value.find("columns") != nullptr ||
                                               entry.value.find("condition") != nullptr);
    if (kind == ConstraintKind::unique && !full)
      return UniqueConstraint{{}, read_identifiers(entry.value, of)};
    if (kind == ConstraintKind::check && !full) {
      CheckConstraint check;
      static_cast<DialectText&>(check.condition) = read_dialect_text(entry.value, of);
      return check;
    }
    MapReader reader(entry.value, of);
    Constraint constraint = read_constraint(reader, kind);
    reader.finish();
    return constraint;
  }

  void read_indexes() {
    const Node* list = reader_.find("indexes");
    if (list == nullptr) return;
    const std::string what = "'indexes' of " + reader_.what();
    if (list->is_map()) {
      MapReader(*list, what).mark();
      for (const NodeEntry& entry : list->entries) {
        MapReader reader(entry.value, "index '" + entry.key + "'");
        table_.indexes.push_back(read_index(reader, Identifier(entry.key)));
        reader.finish();
      }
    } else if (list->is_sequence()) {
      for (const Node& node : list->items) {
        MapReader reader(node, "an entry in " + what);
        const Identifier name(reader.required_text("name"));
        table_.indexes.push_back(read_index(reader, name));
        reader.finish();
      }
    } else {
      throw error_at(list->mark, what + " must be a map or a list");
    }
  }

  void check_columns(const std::vector<Identifier>& names, const std::string& of) const {
    for (const Identifier& name : names)
      if (table_.column(name) == nullptr)
        throw error_at(reader_.mark(), of + " of " + reader_.what() + " names the column '" +
                                           name.text() + "', which the table does not have");
  }

  void check_column_names() const {
    if (has_parents()) return;  // their columns are not known here
    if (table_.primary_key) check_columns(table_.primary_key->columns, "the primary key");
    for (const UniqueConstraint& each : table_.unique_constraints)
      check_columns(each.columns, "a unique constraint");
    for (const ForeignKey& each : table_.foreign_keys) check_columns(each.columns, "a foreign key");
    for (const Index& index : table_.indexes) {
      for (const IndexKey& key : index.keys)
        if (const auto* name = std::get_if<Identifier>(&key.what))
          check_columns({*name}, "index '" + index.name.text() + "'");
      check_columns(index.include, "index '" + index.name.text() + "'");
    }
  }

  MapReader& reader_;
  Table table_;
  std::set<Identifier> says_nullable_;
};

}  // namespace

Table read_table(MapReader& reader, const QualifiedName& name) {
  return TableReader(reader, name).read();
}

}  // namespace whimbrel
