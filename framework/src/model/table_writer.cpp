// Tables to documents. What concerns a single column stands with that column.
#include <algorithm>
#include <set>

#include "constraint_codec.h"
#include "whimbrel/model/object_codec.h"
#include "whimbrel/model/table_codec.h"

namespace whimbrel {
namespace {

bool stands_with(const std::vector<Identifier>& columns, const Column& column) {
  return columns.size() == 1 && columns.front() == column.name;
}

// True when its columns say all of it.
template <class Key>
bool is_plain(const Key& key) {
  return key == Key{{}, key.columns};
}

template <class Key>
Key nameless(Key key) {
  key.name = Identifier();
  return key;
}

Node reference_node(const ForeignKey& key) {
  Node map = Node::map();
  map.add("table", Node::text(key.referred_table.text()));
  map.add("column", Node::text(key.referred_columns.front().text()));
  if (!key.name.empty()) map.add("name", Node::text(key.name.text()));
  write_actions(key, map);
  return map;
}

class TableWriter {
 public:
  TableWriter(const Table& table, ColumnForm form) : table_(table), form_(form) {}

  void write(Node& map) {
    Node columns = form_ == ColumnForm::map ? Node::map() : Node::sequence();
    columns.style = Node::Style::block;
    for (const Column& column : table_.columns) {
      Node node = column_with_constraints(column);
      if (form_ == ColumnForm::map)
        columns.add(column.name.text(), std::move(node));
      else
        columns.items.push_back(std::move(node));
    }
    const bool has_parents = table_.partition_of || !table_.inherits.empty();
    if (!table_.columns.empty() || !has_parents) map.add("columns", std::move(columns));
    write_primary_key(map);
    write_list("unique", table_.unique_constraints, map);
    write_list("foreign_keys", table_.foreign_keys, map);
    write_list("checks", table_.checks, map);
    write_list("exclusions", table_.exclusions, map);
    write_indexes(map);
    write_partitions(map);
    if (!table_.comment.empty()) map.add("comment", Node::text(table_.comment));
    if (!table_.options.empty()) map.add("options", options_node(table_.options));
    if (table_.privileges) map.add("privileges", privileges_node(*table_.privileges));
    if (!table_.renamed_from.empty())
      map.add("renamed_from", Node::text(table_.renamed_from.text()));
  }

 private:
  Node column_with_constraints(const Column& column) {
    Node map = column_node(column, form_ == ColumnForm::list);
    const auto& key = table_.primary_key;
    const bool in_key = key && std::find(key->columns.begin(), key->columns.end(), column.name) !=
                                   key->columns.end();
    if (in_key) {
      // Not null goes without saying for a key column; that it may be null does not.
      std::erase_if(map.entries, [](const NodeEntry& e) { return e.key == "nullable"; });
      if (is_plain(*key) && stands_with(key->columns, column)) {
        map.add("primary_key", Node::boolean(true));
        key_written_ = true;
      }
      if (column.nullable) map.add("nullable", Node::boolean(true));
    }
    for (const UniqueConstraint& unique : table_.unique_constraints) {
      if (!is_plain(unique) || !stands_with(unique.columns, column)) continue;
      map.add("unique", Node::boolean(true));
      written_.insert(&unique);
      break;
    }
    for (const ForeignKey& foreign : table_.foreign_keys) {
      if (!stands_with(foreign.columns, column)) continue;
      map.add("references", reference_node(foreign));
      written_.insert(&foreign);
      break;
    }
    return map;
  }

  void write_primary_key(Node& map) const {
    if (!table_.primary_key || key_written_) return;
    if (is_plain(*table_.primary_key)) {
      map.add("primary_key", identifiers_node(table_.primary_key->columns));
    } else {
      write_constraint(*table_.primary_key, map.add("primary_key", Node::map()));
    }
  }

  // A map by name where every one has its name, a list otherwise.
  template <class Each>
  void write_list(const char* key, const std::vector<Each>& constraints, Node& map) const {
    Node by_name = Node::map();
    Node list = Node::sequence();
    bool all_named = true;
    for (const Each& each : constraints) {
      if (written_.contains(&each)) continue;
      Node node = Node::map();
      write_constraint(each, node);
      list.items.push_back(node);
      all_named = all_named && !each.name.empty() && by_name.find(each.name.text()) == nullptr;
      by_name.add(each.name.text(), short_form(each, std::move(node)));
    }
    if (list.items.empty()) return;
    Node& out = map.add(key, all_named ? std::move(by_name) : std::move(list));
    out.style = Node::Style::block;
  }

  // Under its name a constraint that has nothing else is its columns, or its condition.
  static Node short_form(const UniqueConstraint& unique, Node node) {
    return is_plain(nameless(unique)) ? identifiers_node(unique.columns)
                                      : without_name(std::move(node));
  }
  static Node short_form(const CheckConstraint& check, Node node) {
    return check == CheckConstraint{check.name, check.condition}
               ? dialect_text_node(check.condition)
               : without_name(std::move(node));
  }
  template <class Each>
  static Node short_form(const Each&, Node node) {
    return without_name(std::move(node));
  }
  static Node without_name(Node node) {
    std::erase_if(node.entries, [](const NodeEntry& entry) { return entry.key == "name"; });
    return node;
  }

  void write_partitions(Node& map) const {
    if (table_.partition_by) map.add("partition_by", dialect_text_node(*table_.partition_by));
    if (table_.partition_of) {
      Node& node = map.add("partition_of", Node::map());
      node.add("table", Node::text(table_.partition_of->parent.text()));
      node.add("bound", dialect_text_node(table_.partition_of->bound));
    }
    if (table_.inherits.empty()) return;
    Node& parents = map.add("inherits", Node::sequence());
    for (const QualifiedName& parent : table_.inherits)
      parents.items.push_back(Node::text(parent.text()));
  }

  void write_indexes(Node& map) const {
    if (table_.indexes.empty()) return;
    Node& indexes = map.add("indexes", Node::map());
    indexes.style = Node::Style::block;
    for (const Index& index : table_.indexes)
      write_index(index, indexes.add(index.name.text(), Node::map()));
  }

  const Table& table_;
  ColumnForm form_;
  bool key_written_ = false;
  std::set<const void*> written_;
};

}  // namespace

void write_table(const Table& table, ColumnForm form, Node& map) {
  TableWriter(table, form).write(map);
}

}  // namespace whimbrel
