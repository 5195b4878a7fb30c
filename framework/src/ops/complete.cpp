#include "whimbrel/ops/complete.h"

#include "whimbrel/core/overloaded.h"

namespace whimbrel {
namespace {

void complete_attributes(AlterColumn& op, const Column& column) {
  const ColumnAttributes& to = op.to;
  ColumnAttributes& was = op.existing;
  if (to.type && !was.type) was.type = column.type;
  if (to.nullable && !was.nullable) was.nullable = column.nullable;
  if (to.default_value && !was.default_value) was.default_value.emplace(column.default_value);
  if (to.autoincrement && !was.autoincrement) was.autoincrement = column.autoincrement;
  if (to.generated && !was.generated) was.generated.emplace(column.generated);
  if (to.collation && !was.collation) was.collation = column.collation;
  if (to.comment && !was.comment) was.comment = column.comment;
}

// The values of the keys that `to` names; an empty one where there is none.
void complete_options(const Options& to, const Options& now, Options& was) {
  for (const auto& [dialect, values] : to)
    for (const auto& [key, value] : values) {
      const auto of_dialect = now.find(dialect);
      const bool known = of_dialect != now.end() && of_dialect->second.contains(key);
      was[dialect].emplace(key, known ? of_dialect->second.at(key) : std::string());
    }
}

bool is_it(const Constraint& constraint, const DropConstraint& op) {
  if (kind_of(constraint) != op.kind) return false;
  return op.kind == ConstraintKind::primary_key || name_of(constraint) == op.name;
}

class Completion {
 public:
  explicit Completion(const Schema& now) : now_(now) {}

  void operator()(DropTable& op) const {
    const Table* table = now_.table(op.table);
    if (!op.before && table != nullptr) op.before = *table;
  }
  void operator()(DropColumn& op) const {
    const Column* column = column_of(op.table, op.column);
    if (!op.before && column != nullptr) op.before = *column;
  }
  void operator()(AlterColumn& op) const {
    const Column* column = column_of(op.table, op.column);
    if (column == nullptr) return;
    complete_attributes(op, *column);
    complete_options(op.to.options, column->options, op.existing.options);
  }
  void operator()(DropConstraint& op) const {
    const Table* table = now_.table(op.table);
    if (op.before || table == nullptr) return;
    for (const Constraint& each : constraints_of(*table))
      if (is_it(each, op)) op.before = each;
  }
  void operator()(DropIndex& op) const {
    const Table* table = now_.table(op.table);
    if (op.before || table == nullptr) return;
    if (const Index* index = table->index(op.index)) op.before = *index;
  }
  void operator()(SetTableComment& op) const {
    const Table* table = now_.table(op.table);
    if (!op.existing && table != nullptr) op.existing = table->comment;
  }
  void operator()(SetTableOptions& op) const {
    const Table* table = now_.table(op.table);
    if (op.existing || table == nullptr) return;
    complete_options(op.to, table->options, op.existing.emplace());
  }
  void operator()(SetPartitioning& op) const {
    const Table* table = now_.table(op.table);
    if (!op.existing && table != nullptr) op.existing.emplace(table->partition_by);
  }
  void operator()(DetachPartition& op) const {
    const Table* table = now_.table(op.partition);
    if (!op.bound && table != nullptr && table->partition_of) op.bound = table->partition_of->bound;
  }
  void operator()(DropObject& op) const {
    const SchemaObject* object = now_.object(op.id);
    if (!op.before && object != nullptr) op.before = *object;
  }
  void operator()(AlterObject& op) const {
    const SchemaObject* object = now_.object(op.to.id);
    if (!op.existing && object != nullptr) op.existing = *object;
  }
  template <class Other>
  void operator()(Other&) const {}  // knows its way back, or no schema does

 private:
  const Column* column_of(const QualifiedName& name, const Identifier& column) const {
    const Table* table = now_.table(name);
    return table == nullptr ? nullptr : table->column(column);
  }

  const Schema& now_;
};

}  // namespace

void complete(Operation& operation, const Schema& now) { std::visit(Completion(now), operation); }

}  // namespace whimbrel
