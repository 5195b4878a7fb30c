#include "keys.h"

#include <algorithm>

namespace whimbrel::mysql_family {
namespace {

bool begins_with(const std::vector<Identifier>& columns, const std::vector<Identifier>& wanted) {
  return columns.size() >= wanted.size() &&
         std::equal(wanted.begin(), wanted.end(), columns.begin());
}

}  // namespace

std::vector<Identifier> plain_leading_columns(const Index& index) {
  std::vector<Identifier> columns;
  if (!index.method.empty() && index.method != "btree" && index.method != "hash") return columns;
  for (const IndexKey& key : index.keys) {
    const auto* name = std::get_if<Identifier>(&key.what);
    if (name == nullptr || key.prefix_length > 0 || key.descending) break;
    columns.push_back(*name);
  }
  return columns;
}

bool has_written_index(const Table& table, const ForeignKey& key) {
  const auto serves = [&](const std::vector<Identifier>& columns) {
    return begins_with(columns, key.columns);
  };
  if (table.primary_key && serves(table.primary_key->columns)) return true;
  return std::any_of(table.unique_constraints.begin(), table.unique_constraints.end(),
                     [&](const UniqueConstraint& each) { return serves(each.columns); }) ||
         std::any_of(table.indexes.begin(), table.indexes.end(),
                     [&](const Index& each) { return serves(plain_leading_columns(each)); });
}

std::vector<Index> implicit_indexes(const Table& table) {
  std::vector<Index> indexes;
  for (const ForeignKey& key : table.foreign_keys) {
    if (key.name.empty() || has_written_index(table, key)) continue;
    const bool shared = std::any_of(indexes.begin(), indexes.end(), [&](const Index& each) {
      return begins_with(plain_leading_columns(each), key.columns);
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
