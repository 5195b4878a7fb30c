#include "creation_order.h"

#include <utility>

#include "whimbrel/core/overloaded.h"

namespace whimbrel {
namespace {

// Tables stand between what they are made of and what is made of them.
int rank(const Part& part) {
  const auto* id = std::get_if<ObjectId>(&part);
  if (id == nullptr) return 2 * static_cast<int>(ObjectKind::procedure) + 1;
  return 2 * static_cast<int>(id->kind);
}

class Sorter {
 public:
  Sorter(const Schema& schema, const std::set<Part>& wanted, const Uses& uses) : schema_(schema) {
    for (const Part& part : wanted) waiting_.insert({rank(part), part});
    for (const Part& part : wanted) count(part, used_by(part, uses), wanted);
  }

  CreationOrder sorted() && {
    while (!waiting_.empty()) {
      // With nothing ready, what is left is cycles and what hangs on them.
      const Ranked next = ready_.empty() ? *waiting_.begin() : *ready_.begin();
      place(next);
    }
    return std::move(order_);
  }

 private:
  using Ranked = std::pair<int, Part>;

  std::set<Part> used_by(const Part& part, const Uses& uses) const {
    if (const auto* id = std::get_if<ObjectId>(&part)) return uses.of(*schema_.object(*id));
    const Table& table = *schema_.table(std::get<QualifiedName>(part));
    std::set<Part> used = uses.of(table);
    for (const ForeignKey& key : table.foreign_keys)
      if (key.referred_table != table.name) used.insert(key.referred_table);
    return used;
  }

  void count(const Part& part, const std::set<Part>& used, const std::set<Part>& wanted) {
    size_t open = 0;
    for (const Part& each : used) {
      if (!wanted.contains(each)) continue;
      users_[each].push_back(part);
      ++open;
    }
    open_[part] = open;
    if (open == 0) ready_.insert({rank(part), part});
  }

  void place(const Ranked& next) {
    const Part& part = next.second;
    if (const auto* name = std::get_if<QualifiedName>(&part)) note_early_keys(*name);
    order_.parts.push_back(part);
    const Part placed = part;
    waiting_.erase(next);
    ready_.erase({rank(placed), placed});
    for (const Part& user : users_[placed])
      if (--open_[user] == 0 && waiting_.contains({rank(user), user}))
        ready_.insert({rank(user), user});
  }

  void note_early_keys(const QualifiedName& name) {
    const Table& table = *schema_.table(name);
    for (size_t i = 0; i < table.foreign_keys.size(); ++i) {
      const Part target = table.foreign_keys[i].referred_table;
      if (target != Part(name) && waiting_.contains({rank(target), target}))
        order_.too_early[name].insert(i);
    }
  }

  const Schema& schema_;
  std::set<Ranked> waiting_;
  std::set<Ranked> ready_;
  std::map<Part, size_t> open_;
  std::map<Part, std::vector<Part>> users_;
  CreationOrder order_;
};

}  // namespace

CreationOrder creation_order(const Schema& schema, const std::set<Part>& wanted, const Uses& uses) {
  return Sorter(schema, wanted, uses).sorted();
}

}  // namespace whimbrel
