#include "whimbrel/ops/guards.h"

#include <algorithm>

#include "whimbrel/core/text.h"
#include "whimbrel/model/naming.h"

namespace whimbrel {
namespace {

struct Guarded {
  bool operator()(const CreateTable& op) const { return op.if_not_exists; }
  bool operator()(const AddColumn& op) const { return op.if_not_exists; }
  bool operator()(const CreateIndex& op) const { return op.if_not_exists; }
  bool operator()(const DropTable& op) const { return op.if_exists; }
  bool operator()(const DropColumn& op) const { return op.if_exists; }
  bool operator()(const DropConstraint& op) const { return op.if_exists; }
  bool operator()(const DropIndex& op) const { return op.if_exists; }
  template <class Other>
  bool operator()(const Other&) const {
    return false;
  }
};

// Whether that is there which a guarded operation drops or creates. A creation in a table that is
// not there is left to the database to refuse; a drop in such a table has nothing to do.
class There {
 public:
  There(const Schema& now, bool any_case) : now_(now), any_case_(any_case) {}

  bool operator()(const CreateTable& op) const { return now_.table(op.table.name) != nullptr; }
  bool operator()(const DropTable& op) const { return now_.table(op.table) != nullptr; }
  bool operator()(const AddColumn& op) const { return has_column(op.table, op.column.name); }
  bool operator()(const DropColumn& op) const { return has_column(op.table, op.column); }
  bool operator()(const CreateIndex& op) const { return has_index(op.table, op.index.name); }
  bool operator()(const DropIndex& op) const { return has_index(op.table, op.index); }
  bool operator()(const DropConstraint& op) const {
    const Table* table = now_.table(op.table);
    if (table == nullptr) return false;
    const std::vector<Constraint> all = constraints_of(*table);
    return std::any_of(all.begin(), all.end(),
                       [&](const Constraint& each) { return is_it(each, op); });
  }
  template <class Other>
  bool operator()(const Other&) const {
    return true;
  }

 private:
  bool same(const Identifier& a, const Identifier& b) const {
    return a == b || (any_case_ && same_word(a.text(), b.text()));
  }
  template <class Items>
  bool has(const Items& items, const Identifier& name) const {
    return std::any_of(items.begin(), items.end(),
                       [&](const auto& each) { return same(each.name, name); });
  }
  bool has_column(const QualifiedName& name, const Identifier& column) const {
    const Table* table = now_.table(name);
    return table != nullptr && has(table->columns, column);
  }
  bool has_index(const QualifiedName& name, const Identifier& index) const {
    const Table* table = now_.table(name);
    return table != nullptr && has(table->indexes, index);
  }
  bool is_it(const Constraint& each, const DropConstraint& op) const {
    if (kind_of(each) != op.kind) return false;
    if (op.kind == ConstraintKind::primary_key) return true;
    const Identifier& name = name_of(each);
    return same(name.empty() ? default_name(op.table, each) : name, op.name);
  }

  const Schema& now_;
  bool any_case_;
};

bool creates(const Operation& operation) {
  return std::holds_alternative<CreateTable>(operation) ||
         std::holds_alternative<AddColumn>(operation) ||
         std::holds_alternative<CreateIndex>(operation);
}

}  // namespace

bool is_guarded(const Operation& operation) { return std::visit(Guarded{}, operation); }

bool is_needed(const Operation& operation, const Schema& now, bool any_case) {
  return !is_guarded(operation) ||
         std::visit(There(now, any_case), operation) != creates(operation);
}

}  // namespace whimbrel
