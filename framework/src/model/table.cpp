#include "whimbrel/model/table.h"

#include <algorithm>

#include "whimbrel/core/overloaded.h"

namespace whimbrel {
namespace {

template <class Items>
auto find_named(Items& items, const Identifier& wanted) -> decltype(items.data()) {
  const auto found =
      std::find_if(items.begin(), items.end(), [&](const auto& i) { return i.name == wanted; });
  return found == items.end() ? nullptr : &*found;
}

}  // namespace

const Column* Table::column(const Identifier& wanted) const { return find_named(columns, wanted); }
Column* Table::column(const Identifier& wanted) { return find_named(columns, wanted); }
const Index* Table::index(const Identifier& wanted) const { return find_named(indexes, wanted); }

std::vector<Constraint> constraints_of(const Table& table) {
  std::vector<Constraint> all;
  if (table.primary_key) all.emplace_back(*table.primary_key);
  all.insert(all.end(), table.unique_constraints.begin(), table.unique_constraints.end());
  all.insert(all.end(), table.foreign_keys.begin(), table.foreign_keys.end());
  all.insert(all.end(), table.checks.begin(), table.checks.end());
  all.insert(all.end(), table.exclusions.begin(), table.exclusions.end());
  return all;
}

void add_constraint(Table& table, const Constraint& constraint) {
  std::visit(
      overloaded{
          [&](const PrimaryKey& key) { table.primary_key = key; },
          [&](const UniqueConstraint& unique) { table.unique_constraints.push_back(unique); },
          [&](const ForeignKey& key) { table.foreign_keys.push_back(key); },
          [&](const CheckConstraint& check) { table.checks.push_back(check); },
          [&](const ExclusionConstraint& exclusion) { table.exclusions.push_back(exclusion); },
      },
      constraint);
}

}  // namespace whimbrel
