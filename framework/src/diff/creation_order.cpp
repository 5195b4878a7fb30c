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
    for (const Part& part : wanted) count(part, uses, wanted);
  }

  CreationOrder sorted() && {
    while (!waiting_.empty()) {
      // With nothing ready, what is left is cycles and what hangs on them.
      const auto& next = !ready_.empty() ? ready_ : !only_keys_.empty() ? only_keys_ : waiting_;
      place(Ranked(*next.begin()));
    }
    return std::move(order_);
  }

 private:
  using Ranked = std::pair<int, Part>;
  /// How many parts must come before: those that are used, and those that foreign keys refer to.
  struct Open {
    size_t uses = 0;
    size_t keys = 0;
  };
  struct User {
    Part part;
    bool by_key;
  };

  std::set<Part> used_by(const Part& part, const Uses& uses) const {
    if (const auto* id = std::get_if<ObjectId>(&part)) return uses.of(*schema_.object(*id));
    return uses.of(*schema_.table(std::get<QualifiedName>(part)));
  }

  std::set<Part> referred_by(const Part& part) const {
    std::set<Part> targets;
    if (const auto* name = std::get_if<QualifiedName>(&part))
      for (const ForeignKey& key : schema_.table(*name)->foreign_keys)
        if (key.referred_table != *name) targets.insert(key.referred_table);
    return targets;
  }

  void count(const Part& part, const Uses& uses, const std::set<Part>& wanted) {
    Open open;
    const std::set<Part> used = used_by(part, uses);
    for (const Part& each : used)
      if (wanted.contains(each)) {
        users_[each].push_back({part, false});
        ++open.uses;
      }
    for (const Part& each : referred_by(part))
      if (wanted.contains(each) && !used.contains(each)) {
        users_[each].push_back({part, true});
        ++open.keys;
      }
    open_[part] = open;
    sort_in(part, open);
  }

  void sort_in(const Part& part, const Open& open) {
    if (open.uses > 0) return;
    if (open.keys > 0)
      only_keys_.insert({rank(part), part});
    else
      ready_.insert({rank(part), part});
  }

  void place(const Ranked& next) {
    const Part& placed = next.second;
    if (const auto* name = std::get_if<QualifiedName>(&placed)) note_early_keys(*name);
    order_.parts.push_back(placed);
    waiting_.erase(next);
    ready_.erase(next);
    only_keys_.erase(next);
    for (const auto& [user, by_key] : users_[placed]) {
      Open& open = open_[user];
      --(by_key ? open.keys : open.uses);
      if (!waiting_.contains({rank(user), user})) continue;
      only_keys_.erase({rank(user), user});
      sort_in(user, open);
    }
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
  std::set<Ranked> only_keys_;  ///< what waits for the targets of foreign keys alone
  std::map<Part, Open> open_;
  std::map<Part, std::vector<User>> users_;
  CreationOrder order_;
};

}  // namespace

CreationOrder creation_order(const Schema& schema, const std::set<Part>& wanted, const Uses& uses) {
  return Sorter(schema, wanted, uses).sorted();
}

}  // namespace whimbrel
