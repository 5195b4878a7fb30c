#include "keys.h"

#include <algorithm>

namespace whimbrel::mysql_family {
namespace {

bool begins_with(const std::vector<Identifier>& columns, const std::vector<Identifier>& wanted) {
  return columns.size() >= wanted.size() &&
         std::equal(wanted.begin(), wanted.end(), columns.begin());
}

bool is_tree(const Index& index) {
  return index.method.empty() || index.method == "btree" || index.method == "hash";
}

// The columns that a search by foreign key can use: whole, in either order.
std::vector<Identifier> searchable_columns(const Index& index) {
  std::vector<Identifier> columns;
  if (!is_tree(index)) return columns;
  for (const IndexKey& key : index.keys) {
    const auto* name = std::get_if<Identifier>(&key.what);
    if (name == nullptr || key.prefix_length > 0) break;
    columns.push_back(*name);
  }
  return columns;
}

bool ends_in_number(std::string_view text, std::string_view before) {
  const std::size_t at = text.rfind(before);
  if (at == std::string_view::npos || at + before.size() == text.size()) return false;
  return text.find_first_not_of("0123456789", at + before.size()) == std::string_view::npos;
}

bool has_invented_name(const ForeignKey& key) { return ends_in_number(key.name.text(), "_ibfk_"); }

bool is_named_after(const Index& index, const Identifier& column) {
  const std::string& name = index.name.text();
  if (name == column.text()) return true;
  return name.starts_with(column.text() + "_") &&
         ends_in_number(std::string_view(name).substr(column.text().size()), "_");
}

std::vector<Index> endangered(const Table& table, const ForeignKey* new_key,
                              const std::vector<Identifier>& new_columns) {
  std::vector<ForeignKey> keys = table.foreign_keys;
  if (new_key != nullptr) keys.push_back(*new_key);
  std::vector<Index> result;
  for (const Index& index : table.indexes) {
    const std::vector<Identifier> columns = columns_of(index);
    if (index.unique || !is_plain(index) || !index.options.empty() || columns.empty() ||
        !is_named_after(index, columns.front()) || !begins_with(new_columns, columns))
      continue;
    const bool made_by_server = std::any_of(keys.begin(), keys.end(), [&](const ForeignKey& key) {
      return has_invented_name(key) && key.columns == columns;
    });
    if (made_by_server) result.push_back(index);
  }
  return result;
}

}  // namespace

bool is_plain(const Index& index) {
  return is_tree(index) && std::all_of(index.keys.begin(), index.keys.end(), [](const IndexKey& k) {
           return std::holds_alternative<Identifier>(k.what) && k.prefix_length == 0 &&
                  !k.descending;
         });
}

std::vector<Identifier> columns_of(const Index& index) {
  std::vector<Identifier> columns;
  for (const IndexKey& key : index.keys)
    if (const auto* name = std::get_if<Identifier>(&key.what)) columns.push_back(*name);
  return columns;
}

std::vector<Index> endangered_indexes(const Table& table, const Constraint& made) {
  if (const auto* key = std::get_if<PrimaryKey>(&made))
    return endangered(table, nullptr, key->columns);
  if (const auto* unique = std::get_if<UniqueConstraint>(&made))
    return endangered(table, nullptr, unique->columns);
  if (const auto* key = std::get_if<ForeignKey>(&made)) return endangered(table, key, key->columns);
  return {};
}

std::vector<Index> endangered_indexes(const Table& table, const Index& made) {
  return endangered(table, nullptr, searchable_columns(made));
}

bool has_written_index(const Table& table, const ForeignKey& key) {
  const auto serves = [&](const std::vector<Identifier>& columns) {
    return begins_with(columns, key.columns);
  };
  if (table.primary_key && serves(table.primary_key->columns)) return true;
  return std::any_of(table.unique_constraints.begin(), table.unique_constraints.end(),
                     [&](const UniqueConstraint& each) { return serves(each.columns); }) ||
         std::any_of(table.indexes.begin(), table.indexes.end(),
                     [&](const Index& each) { return serves(searchable_columns(each)); });
}

std::vector<Index> implicit_indexes(const Table& table) {
  std::vector<Index> indexes;
  for (const ForeignKey& key : table.foreign_keys) {
    if (key.name.empty() || has_written_index(table, key)) continue;
    const bool shared = std::any_of(indexes.begin(), indexes.end(), [&](const Index& each) {
      return begins_with(columns_of(each), key.columns);
    });
    if (shared) continue;
    Index index;
    index.name = key.name;
    for (const Identifier& column : key.columns) index.keys.push_back({column, false, 0, {}});
    indexes.push_back(std::move(index));
  }
  return indexes;
}

}  // namespace whimbrel::mysql_family
