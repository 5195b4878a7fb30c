#include <algorithm>

#include "foreseen.h"
#include "object_diff.h"
#include "same_table.h"
#include "table_diff.h"
#include "uses.h"
#include "whimbrel/diff/canonical.h"

namespace whimbrel {
namespace {

bool differs_in_expressions(const Table& actual, const Table& wanted) {
  if (same_table(actual, wanted)) return false;
  const TableDifference difference = table_difference(actual, wanted, {}, false);
  return std::any_of(difference.changes.begin(), difference.changes.end(),
                     [](const Operation& each) { return has_expression(each); });
}

// Foreign keys hold no expressions, and what they refer to is not built here.
Table without_foreign_keys(Table table) {
  table.foreign_keys.clear();
  return table;
}

const CheckConstraint* named(const Table& table, const Identifier& name) {
  for (const CheckConstraint& each : table.checks)
    if (each.name == name) return &each;
  return nullptr;
}

// One table: as it is, and both sides after another round.
class Settling {
 public:
  Settling(const Table& actual, const Table& actual_again, const Table& wanted_again)
      : actual_(actual), actual_again_(actual_again), wanted_again_(wanted_again) {}

  void settle(Table& wanted) const {
    for (Column& column : wanted.columns) settle(column);
    for (CheckConstraint& check : wanted.checks) settle(check);
    for (Index& index : wanted.indexes) settle(index);
  }

 private:
  void settle(Column& column) const {
    const Column* actual = actual_.column(column.name);
    const Column* one = actual_again_.column(column.name);
    const Column* other = wanted_again_.column(column.name);
    if (actual == nullptr || one == nullptr || other == nullptr) return;
    if (one->default_value == other->default_value) column.default_value = actual->default_value;
    if (one->generated == other->generated) column.generated = actual->generated;
  }

  void settle(CheckConstraint& check) const {
    const CheckConstraint* again = again_of(check);
    if (again == nullptr) return;
    for (const CheckConstraint& have : actual_.checks) {
      if (!check.name.empty() && check.name != have.name) continue;
      const CheckConstraint* have_again = named(actual_again_, have.name);
      if (have_again == nullptr || have_again->condition != again->condition) continue;
      check.condition = have.condition;
      return;
    }
  }

  // What was given without a name comes back without one: it is found where it is the only such.
  const CheckConstraint* again_of(const CheckConstraint& check) const {
    if (!check.name.empty()) return named(wanted_again_, check.name);
    const CheckConstraint* only = nullptr;
    for (const CheckConstraint& each : wanted_again_.checks) {
      if (!each.name.empty()) continue;
      if (each.condition == check.condition) return &each;
      if (only != nullptr) return nullptr;
      only = &each;
    }
    return only;
  }

  void settle(Index& index) const {
    const Index* actual = actual_.index(index.name);
    const Index* one = actual_again_.index(index.name);
    const Index* other = wanted_again_.index(index.name);
    if (actual != nullptr && one != nullptr && other != nullptr && *one == *other) index = *actual;
  }

  const Table& actual_;
  const Table& actual_again_;
  const Table& wanted_again_;
};

// What differs on both sides, with all that it uses.
class Open {
 public:
  Open(const Schema& wanted, const Schema& actual) {
    std::set<Part> open;
    for (const auto& [id, object] : wanted.objects) {
      const SchemaObject* have = actual.object(id);
      if (have != nullptr && !same_object(*have, object)) open.insert(id);
    }
    objects_ = open;
    for (const auto& [name, table] : wanted.tables) {
      const Table* have = actual.table(name);
      if (have == nullptr || !differs_in_expressions(*have, table)) continue;
      tables_.push_back(name);
      open.insert(name);
    }
    if (open.empty()) return;
    add(open, wanted, wanted_);
    add(open, actual, actual_);
  }

  bool empty() const { return tables_.empty() && objects_.empty(); }
  const Schema& wanted() const { return wanted_; }
  const Schema& actual() const { return actual_; }

  void settle(Schema& wanted, const Schema& actual, const Schema& wanted_again,
              const Schema& actual_again) const {
    for (const QualifiedName& name : tables_)
      Settling(actual.tables.at(name), actual_again.tables.at(name), wanted_again.tables.at(name))
          .settle(wanted.tables.at(name));
    for (const Part& part : objects_) {
      const ObjectId& id = std::get<ObjectId>(part);
      const SchemaObject* one = actual_again.object(id);
      const SchemaObject* other = wanted_again.object(id);
      if (one != nullptr && other != nullptr && same_object(*one, *other))
        wanted.objects.at(id).definition = actual.objects.at(id).definition;
    }
  }

 private:
  static void add(const std::set<Part>& open, const Schema& from, Schema& to) {
    std::set<Part> parts = Uses(from).closure(open);
    for (const auto& [id, object] : from.objects)
      if (id.kind == ObjectKind::extension || id.kind == ObjectKind::schema) parts.insert(id);
    for (const Part& part : parts)
      if (const auto* id = std::get_if<ObjectId>(&part))
        to.objects.emplace(*id, from.objects.at(*id));
      else
        to.tables.emplace(std::get<QualifiedName>(part),
                          without_foreign_keys(from.tables.at(std::get<QualifiedName>(part))));
  }

  Schema wanted_;
  Schema actual_;
  std::vector<QualifiedName> tables_;
  std::set<Part> objects_;
};

}  // namespace

void settle_spelling(Schema& wanted, const Schema& actual, CanonicalWork& work) {
  const Open open(wanted, actual);
  if (open.empty()) return;
  const Canonical wanted_again = canonical(open.wanted(), {}, work);
  if (!wanted_again.unverified.empty()) return;
  const Canonical actual_again = canonical(open.actual(), {}, work);
  open.settle(wanted, actual, wanted_again.schema, actual_again.schema);
}

}  // namespace whimbrel
