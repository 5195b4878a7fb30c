#include "seed_order.h"

#include <map>
#include <set>

namespace whimbrel {
namespace {

struct Waiting {
  std::size_t parents = 0;
  std::vector<QualifiedName> children;
};

using WaitingTables = std::map<QualifiedName, Waiting>;

WaitingTables waiting_tables(const Schema& schema, std::span<const QualifiedName> tables) {
  WaitingTables waiting;
  for (const QualifiedName& name : tables) waiting.try_emplace(name);
  for (auto& [name, entry] : waiting) {
    const Table* table = schema.table(name);
    std::set<QualifiedName> parents;
    if (table != nullptr)
      for (const ForeignKey& key : table->foreign_keys) parents.insert(key.referred_table);
    parents.erase(name);
    for (const QualifiedName& parent : parents) {
      const auto found = waiting.find(parent);
      if (found == waiting.end()) continue;
      found->second.children.push_back(name);
      ++entry.parents;
    }
  }
  return waiting;
}

}  // namespace

std::vector<QualifiedName> seed_order(const Schema& schema, std::span<const QualifiedName> tables) {
  WaitingTables waiting = waiting_tables(schema, tables);
  std::vector<QualifiedName> order;
  for (const auto& [name, entry] : waiting)
    if (entry.parents == 0) order.push_back(name);
  for (std::size_t i = 0; i < order.size(); ++i)
    for (const QualifiedName& child : waiting.at(order[i]).children)
      if (--waiting.at(child).parents == 0) order.push_back(child);
  for (const auto& [name, entry] : waiting)
    if (entry.parents > 0) order.push_back(name);
  return order;
}

}  // namespace whimbrel
