#include "table_order.h"

namespace whimbrel {
namespace {

class Sorter {
 public:
  explicit Sorter(const std::vector<const Table*>& tables) {
    for (const Table* table : tables) waiting_.emplace(table->name, table);
    for (const Table* table : tables) count_references(*table);
    for (const auto& [name, table] : waiting_)
      if (open_[name] == 0) ready_.insert(name);
  }

  TableOrder sorted() && {
    while (!waiting_.empty()) {
      // With nothing ready, what is left is cycles and what hangs on them.
      const QualifiedName next = ready_.empty() ? waiting_.begin()->first : *ready_.begin();
      place(next);
    }
    return std::move(order_);
  }

 private:
  void count_references(const Table& table) {
    std::set<QualifiedName> targets;
    for (const ForeignKey& key : table.foreign_keys)
      if (key.referred_table != table.name && waiting_.contains(key.referred_table))
        targets.insert(key.referred_table);
    open_[table.name] = targets.size();
    for (const QualifiedName& target : targets) referring_[target].push_back(table.name);
  }

  void place(const QualifiedName& name) {
    const Table* table = waiting_.at(name);
    for (size_t i = 0; i < table->foreign_keys.size(); ++i) {
      const QualifiedName& target = table->foreign_keys[i].referred_table;
      if (target != name && waiting_.contains(target)) order_.too_early[name].insert(i);
    }
    order_.tables.push_back(table);
    waiting_.erase(name);
    ready_.erase(name);
    for (const QualifiedName& other : referring_[name])
      if (--open_[other] == 0 && waiting_.contains(other)) ready_.insert(other);
  }

  std::map<QualifiedName, const Table*> waiting_;
  std::map<QualifiedName, size_t> open_;
  std::map<QualifiedName, std::vector<QualifiedName>> referring_;
  std::set<QualifiedName> ready_;
  TableOrder order_;
};

}  // namespace

TableOrder creation_order(const std::vector<const Table*>& tables) {
  return Sorter(tables).sorted();
}

}  // namespace whimbrel
