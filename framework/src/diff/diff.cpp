#include "whimbrel/diff/diff.h"

#include <algorithm>
#include <set>

#include "creation_order.h"
#include "object_diff.h"
#include "rename_hints.h"
#include "same_table.h"
#include "table_diff.h"
#include "whimbrel/core/overloaded.h"
#include "whimbrel/core/text.h"
#include "whimbrel/model/naming.h"
#include "whimbrel/model/renames.h"
#include "whimbrel/ops/apply.h"

namespace whimbrel {
namespace {

void append(std::vector<Operation>& all, std::vector<Operation> more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

class SchemaComparer {
 public:
  SchemaComparer(const Schema& from, const Schema& to, const Capabilities& can,
                 const NamingConvention& names)
      : original_(from), to_(to), can_(can), names_(names) {}

  Difference compared() && {
    rename_tables();
    sort_tables();
    move_partitions();
    compare_kept();
    drop_tables();
    rename_objects();
    objects_ = object_difference(original_, from(), to_, table_changes_, can_);
    create_parts();
    arrange();
    return std::move(result_);
  }

 private:
  const Schema& from() const { return renamed_ ? *renamed_ : original_; }

  // Read backwards this is the order of the way back.
  void arrange() {
    std::vector<Operation>& all = result_.operations;
    append(all, drops_of(original_, objects_.first_drops));
    append(all, std::move(renames_));
    append(all, std::move(detaches_));
    append(all, std::move(early_creates_));
    append(all, std::move(objects_.early_alters));
    append(all, std::move(dropped_keys_));
    append(all, std::move(drops_));
    append(all, std::move(changes_));
    append(all, std::move(creates_));
    append(all, std::move(attaches_));
    append(all, std::move(created_keys_));
    append(all, std::move(owners_));
    append(all, std::move(objects_.late_alters));
    append(all, drops_of(from(), objects_.last_drops));
  }

  void rename_tables() {
    for (const auto& [name, table] : to_.tables) {
      if (table.renamed_from.empty() || from().tables.contains(name)) continue;
      const QualifiedName old{name.schema, table.renamed_from};
      if (!from().tables.contains(old) || to_.tables.contains(old)) continue;
      const RenameTable rename{old, name.name};
      if (!renamed_) renamed_ = original_;
      apply(rename, *renamed_);
      renames_.emplace_back(rename);
      touch(old);
      touch(name);
    }
  }

  // Few schemas rename objects, and a copy of a large one is dear.
  void rename_objects() {
    const auto renamed = [](const auto& entry) {
      const SchemaObject& object = entry.second;
      return !object.renamed_from.empty() ||
             std::any_of(object.values.begin(), object.values.end(),
                         [](const EnumValue& value) { return value.renamed_from.has_value(); });
    };
    if (std::none_of(to_.objects.begin(), to_.objects.end(), renamed)) return;
    if (!renamed_) renamed_ = original_;
    append(renames_, object_renames(*renamed_, to_));
  }

  void touch(const QualifiedName& table) {
    table_changes_.touched.insert(lower(table.name.text()));
  }

  void sort_tables() {
    for (const auto& [name, table] : from().tables)
      if (to_.tables.contains(name))
        kept_.push_back(name);
      else
        dropped_.insert(name);
    for (const auto& [name, table] : to_.tables)
      if (!from().tables.contains(name)) created_.insert(name);
    for (const auto* names : {&dropped_, &created_})
      for (const Part& part : *names) touch(std::get<QualifiedName>(part));
    for (std::string& hint : table_rename_hints(from(), to_, dropped_, created_))
      result_.hints.push_back(std::move(hint));
  }

  // A table that ceases to be a partition has the columns that it had from its parent, and one that
  // becomes a partition has those that it will have: both are compared as tables of their own.
  void move_partitions() {
    for (const QualifiedName& name : kept_) {
      const std::optional<PartitionOf> old = from().tables.at(name).partition_of;
      const std::optional<PartitionOf>& now = to_.tables.at(name).partition_of;
      if (old == now) continue;
      touch(name);
      if (old) {
        detaches_.emplace_back(DetachPartition{old->parent, name, old->bound, {}});
        if (!renamed_) renamed_ = original_;
        whimbrel::apply(detaches_.back(), *renamed_);
      }
      if (now) {
        attaches_.emplace_back(AttachPartition{now->parent, name, now->bound});
        if (!apart_) apart_ = to_;
        apply(DetachPartition{now->parent, name, now->bound, {}}, *apart_);
      }
    }
  }

  // The tables to reach, before any becomes a partition.
  const Table& wanted(const QualifiedName& name) const {
    return (apart_ ? *apart_ : to_).tables.at(name);
  }

  // An heir gets a column that its parents lose after they lost it, and loses one that they get
  // before.
  void sort_heirs() {
    const auto has = [](const Schema& schema, const QualifiedName& name, const Identifier& column) {
      const Table* table = schema.table(name);
      return table != nullptr && table->column(column) != nullptr;
    };
    // Whether `heir` has a column in `there` that only its parents have in `here`.
    const auto moves = [&](const Table& heir, const Schema& there, const Schema& here) {
      return std::any_of(heir.columns.begin(), heir.columns.end(), [&](const Column& column) {
        return !has(here, heir.name, column.name) && there.table(heir.name) != nullptr &&
               std::any_of(heir.inherits.begin(), heir.inherits.end(),
                           [&](const auto& parent) { return has(here, parent, column.name); });
      });
    };
    const auto turn = [&](const QualifiedName& name) {
      const Table& after = to_.tables.at(name);
      if (after.inherits.empty()) return 1;
      if (moves(from().tables.at(name), from(), to_)) return 0;
      return moves(after, to_, from()) ? 2 : 1;
    };
    std::map<QualifiedName, int> turns;
    for (const QualifiedName& name : kept_) turns[name] = turn(name);
    std::stable_sort(kept_.begin(), kept_.end(),
                     [&](const auto& a, const auto& b) { return turns[a] < turns[b]; });
  }

  // Foreign keys of a kept table that must go while a column on either side changes its type.
  std::set<size_t> renewed_keys(const Table& table) const {
    std::set<size_t> renewed;
    if (can_.retypes_foreign_keys) return renewed;
    const auto touches = [&](const QualifiedName& of, const std::vector<Identifier>& columns) {
      const auto found = retyped_.find(of);
      return found != retyped_.end() &&
             std::any_of(columns.begin(), columns.end(),
                         [&](const Identifier& c) { return found->second.contains(c); });
    };
    for (size_t i = 0; i < table.foreign_keys.size(); ++i) {
      const ForeignKey& key = table.foreign_keys[i];
      if (touches(table.name, key.columns) || touches(key.referred_table, key.referred_columns))
        renewed.insert(i);
    }
    return renewed;
  }

  void compare_kept() {
    if (std::any_of(kept_.begin(), kept_.end(),
                    [&](const auto& name) { return !to_.tables.at(name).inherits.empty(); }))
      sort_heirs();
    std::set<const Table*> same;
    for (const QualifiedName& name : kept_) {
      const Table& before = from().tables.at(name);
      const Table& after = wanted(name);
      if (same_table(before, after)) {
        same.insert(&before);
        continue;
      }
      auto names = retyped_columns(before, after);
      if (!names.empty()) retyped_[name] = std::move(names);
    }
    for (const QualifiedName& name : kept_) {
      const Table& before = from().tables.at(name);
      const std::set<size_t> renewed = renewed_keys(before);
      if (renewed.empty() && same.contains(&before)) continue;
      TableDifference one =
          table_difference(before, wanted(name), renewed, can_.views_hold_columns, names_);
      if (one.changes_columns()) note_columns(name, one);
      append(dropped_keys_, std::move(one.dropped_foreign_keys));
      append(changes_, std::move(one.changes));
      append(created_keys_, std::move(one.created_foreign_keys));
      for (std::string& each : one.unsupported) result_.unsupported.push_back(std::move(each));
      for (std::string& each : one.hints) result_.hints.push_back(std::move(each));
    }
  }

  void note_columns(const QualifiedName& name, const TableDifference& difference) {
    touch(name);
    const Identifier& before = to_.tables.at(name).renamed_from;
    const Identifier& written =
        original_.tables.contains(name) || before.empty() ? name.name : before;
    for (const Identifier& column : difference.held_columns)
      table_changes_.held_columns[lower(written.text())].insert(lower(column.text()));
  }

  // In the opposite order of creation; foreign keys in a cycle are dropped before.
  void drop_tables() {
    if (dropped_.empty()) return;
    const CreationOrder order = creation_order(from(), dropped_, Uses(from()));
    for (auto each = order.parts.rbegin(); each != order.parts.rend(); ++each) {
      Table before = from().tables.at(std::get<QualifiedName>(*each));
      const auto early = order.too_early.find(before.name);
      if (can_.adds_foreign_keys && early != order.too_early.end())
        for (ForeignKey& key : take_keys(before, early->second))
          dropped_keys_.emplace_back(
              DropConstraint{before.name, key.name, ConstraintKind::foreign_key, std::move(key)});
      const QualifiedName name = before.name;
      drops_.emplace_back(DropTable{name, std::move(before)});
    }
  }

  std::vector<Operation> drops_of(const Schema& schema, const std::set<ObjectId>& ids) const {
    std::vector<Operation> drops;
    if (ids.empty()) return drops;
    const CreationOrder order =
        creation_order(schema, std::set<Part>(ids.begin(), ids.end()), Uses(schema));
    for (auto each = order.parts.rbegin(); each != order.parts.rend(); ++each) {
      const ObjectId& id = std::get<ObjectId>(*each);
      drops.emplace_back(DropObject{id, *schema.object(id)});
    }
    return drops;
  }

  void create_parts() {
    std::set<Part> wanted = created_;
    wanted.insert(objects_.creates.begin(), objects_.creates.end());
    if (wanted.empty()) return;
    const Uses uses(to_);
    const CreationOrder order = creation_order(to_, wanted, uses);
    for (const Part& part : order.parts)
      std::visit(overloaded{
                     [&](const QualifiedName& name) { create_table(name, order); },
                     [&](const ObjectId& id) { create_object(id, uses); },
                 },
                 part);
  }

  void create_table(const QualifiedName& name, const CreationOrder& order) {
    Table wanted = to_.tables.at(name);
    forget_renames(wanted);
    fill_names(wanted, names_);
    const auto early = order.too_early.find(wanted.name);
    if (can_.adds_foreign_keys && early != order.too_early.end())
      for (ForeignKey& key : take_keys(wanted, early->second))
        created_keys_.emplace_back(CreateConstraint{wanted.name, std::move(key), {}});
    late_.insert(name);
    creates_.emplace_back(CreateTable{std::move(wanted)});
  }

  void create_object(const ObjectId& id, const Uses& uses) {
    SchemaObject wanted = to_.objects.at(id);
    forget_renames(wanted);
    const SchemaObject* before = from().object(id);
    if (before != nullptr && !wanted.privileges) wanted.privileges = before->privileges;
    // A table that takes its numbers from a sequence and that the sequence belongs to: one of them
    // is there first.
    if (wanted.attributes.contains("owned_by")) {
      SchemaObject without = wanted;
      without.attributes.erase("owned_by");
      owners_.emplace_back(AlterObject{wanted, without});
      wanted = std::move(without);
    }
    const bool late = is_late(wanted, uses);
    if (late) late_.insert(id);
    (late ? creates_ : early_creates_).emplace_back(CreateObject{std::move(wanted)});
  }

  // What tables are made of comes before they change; what is made of tables behind it.
  bool is_late(const SchemaObject& object, const Uses& uses) const {
    if (object.id.kind >= ObjectKind::view) return true;
    if (!table_changes_.touched.empty() && Uses::mentions(object, table_changes_.touched))
      return true;
    const std::set<Part> used = uses.of(object);
    return std::any_of(used.begin(), used.end(),
                       [&](const Part& part) { return late_.contains(part); });
  }

  static std::vector<ForeignKey> take_keys(Table& table, const std::set<size_t>& which) {
    std::vector<ForeignKey> taken;
    std::vector<ForeignKey> left;
    for (size_t i = 0; i < table.foreign_keys.size(); ++i)
      (which.contains(i) ? taken : left).push_back(std::move(table.foreign_keys[i]));
    table.foreign_keys = std::move(left);
    return taken;
  }

  const Schema& original_;
  std::optional<Schema> renamed_;  ///< the first schema after renames, where there are any
  const Schema& to_;
  const Capabilities& can_;
  const NamingConvention& names_;
  std::vector<QualifiedName> kept_;
  std::set<Part> dropped_;
  std::set<Part> created_;
  std::set<Part> late_;
  std::map<QualifiedName, std::set<Identifier>> retyped_;
  TableChanges table_changes_;
  ObjectDifference objects_;
  std::vector<Operation> renames_;
  std::optional<Schema> apart_;  ///< the second schema before tables become partitions
  std::vector<Operation> detaches_;
  std::vector<Operation> attaches_;
  std::vector<Operation> early_creates_;
  std::vector<Operation> dropped_keys_;
  std::vector<Operation> drops_;
  std::vector<Operation> changes_;
  std::vector<Operation> creates_;
  std::vector<Operation> created_keys_;
  std::vector<Operation> owners_;
  Difference result_;
};

}  // namespace

Difference diff(const Schema& from, const Schema& to, const Capabilities& can,
                const NamingConvention& names) {
  return SchemaComparer(from, to, can, names).compared();
}

}  // namespace whimbrel
