#include "table_diff.h"

#include <algorithm>
#include <map>
#include <optional>

#include "column_diff.h"
#include "part_columns.h"
#include "rename_hints.h"
#include "whimbrel/model/naming.h"
#include "whimbrel/model/renames.h"
#include "whimbrel/ops/apply.h"

namespace whimbrel {
namespace {

template <class Each>
struct Changes {
  std::vector<const Each*> dropped;
  std::vector<const Each*> created;
};

// Equal but for the name and what it was before.
template <class Each>
bool same_content(Each a, const Each& b) {
  a.name = b.name;
  if constexpr (requires { a.renamed_from; }) a.renamed_from = b.renamed_from;
  return a == b;
}

// Pairs by name first, then what `to` leaves unnamed by content. What is the same on both sides and
// `renewed` goes and comes back.
template <class Each, class Renewed>
Changes<Each> compare(const std::vector<Each>& from, const std::vector<Each>& to,
                      const Renewed& renewed) {
  Changes<Each> changes;
  const auto renew = [&](const Each& have, const Each& wanted) {
    if (!renewed(have)) return;
    changes.dropped.push_back(&have);
    changes.created.push_back(&wanted);
  };
  std::set<const Each*> matched;
  std::vector<const Each*> open;
  std::map<Identifier, const Each*> by_name;
  for (const Each& each : from)
    if (!each.name.empty()) by_name.emplace(each.name, &each);
  for (const Each& wanted : to) {
    const auto found = wanted.name.empty() ? by_name.end() : by_name.find(wanted.name);
    if (found == by_name.end() || !same_content(*found->second, wanted)) {
      open.push_back(&wanted);
      continue;
    }
    matched.insert(found->second);
    renew(*found->second, wanted);
  }
  for (const Each* wanted : open) {
    const auto fits = [&](const Each& have) {
      return !matched.contains(&have) && (wanted->name.empty() || have.name.empty()) &&
             same_content(have, *wanted);
    };
    const auto found = std::find_if(from.begin(), from.end(), fits);
    if (found == from.end()) {
      changes.created.push_back(wanted);
      continue;
    }
    matched.insert(&*found);
    renew(*found, *wanted);
  }
  for (const Each& each : from)
    if (!matched.contains(&each)) changes.dropped.push_back(&each);
  return changes;
}

class TableComparer {
 public:
  TableComparer(const Table& from, const Table& to, const std::set<size_t>& renewed,
                const NamingConvention& names)
      : from_(from), to_(to), renewed_(renewed), names_(names) {}

  TableDifference compared() && {
    compare_partitions();
    rename_parts();
    find_replaced_columns();
    compare_foreign_keys();
    rename_columns();
    compare_constraints_and_indexes();
    compare_columns();
    result_.changes.insert(result_.changes.end(), added_.begin(), added_.end());
    if (from_.comment != to_.comment)
      result_.changes.emplace_back(SetTableComment{to_.name, to_.comment, from_.comment});
    compare_options();
    return std::move(result_);
  }

 private:
  // A revision names what it drops; what has no name is known by the one that the rule gives it.
  template <class Each>
  DropConstraint drop_of(const Each& constraint) const {
    return {to_.name, name_of(named(constraint, {})), kind_of(Constraint(constraint)), constraint};
  }

  template <class Each>
  Constraint named(const Each& constraint, const NamingConvention& names) const {
    Constraint result = constraint;
    forget_renames(result);
    constexpr bool is_key = std::is_same_v<Each, PrimaryKey>;
    const bool has_rule = !is_key || names.templates.contains(ConstraintKind::primary_key);
    if (has_rule && constraint.name.empty())
      std::visit([&](auto& each) { each.name = default_name(to_.name, each, names); }, result);
    return result;
  }

  // A column that is dropped and added again takes with it what is made of it; one that ceases to
  // be generated may be replaced on the way back.
  void find_replaced_columns() {
    for (const Column& column : to_.columns) {
      const Column* before = from_.column(column.name);
      if (before != nullptr && before->generated != column.generated) replaced_.insert(column.name);
    }
  }

  template <class Each>
  Changes<Each> compared_parts(const std::vector<Each>& from, const std::vector<Each>& to) const {
    return compare(from, to, [&](const Each& each) {
      return !replaced_.empty() && is_made_of(each, replaced_);
    });
  }

  void compare_foreign_keys() {
    const auto drop = [&](const ForeignKey& key) {
      result_.dropped_foreign_keys.emplace_back(drop_of(key));
    };
    const auto create = [&](const ForeignKey& key) {
      result_.created_foreign_keys.emplace_back(CreateConstraint{to_.name, named(key, names_), {}});
    };
    const Changes<ForeignKey> changes = compared_parts(from_.foreign_keys, to_.foreign_keys);
    for (const ForeignKey* key : changes.dropped) drop(*key);
    for (size_t i = 0; i < from_.foreign_keys.size(); ++i) {
      const ForeignKey& key = from_.foreign_keys[i];
      const bool goes =
          std::find(changes.dropped.begin(), changes.dropped.end(), &key) != changes.dropped.end();
      if (goes || !renewed_.contains(i)) continue;
      drop(key);
      create(key);
    }
    for (const ForeignKey* key : changes.created) create(*key);
  }

  void compare_partitions() {
    if (from_.partition_by != to_.partition_by)
      result_.changes.emplace_back(
          SetPartitioning{to_.name, to_.partition_by, {from_.partition_by}});
    if (from_.inherits != to_.inherits)
      result_.unsupported.push_back("table '" + to_.name.text() + "' inherits from other tables");
    if (from_.partition_of == to_.partition_of) return;
    if (const auto& old = from_.partition_of)
      result_.changes.emplace_back(DetachPartition{old->parent, to_.name, old->bound, {}});
    if (const auto& now = to_.partition_of)
      result_.changes.emplace_back(AttachPartition{now->parent, to_.name, now->bound});
  }

  void compare_options() {
    const auto [to, existing] = changed_options(from_.options, to_.options);
    if (!to.empty()) result_.changes.emplace_back(SetTableOptions{to_.name, to, existing});
  }

  // Indexes and constraints whose former name the desired schema tells.
  void rename_parts() {
    for (const Index& index : to_.indexes)
      if (is_renamed(index, from_.indexes))
        rename(RenameIndex{to_.name, index.renamed_from, index.name});
    rename_in(to_.unique_constraints, from_.unique_constraints);
    rename_in(to_.foreign_keys, unchanged_keys());
    rename_in(to_.checks, from_.checks);
    rename_in(to_.exclusions, from_.exclusions);
  }

  // Foreign keys go before anything else, so one that changes besides is not renamed.
  std::vector<ForeignKey> unchanged_keys() const {
    std::vector<ForeignKey> keys;
    for (const ForeignKey& key : from_.foreign_keys) {
      const auto same = [&](const ForeignKey& wanted) {
        return wanted.name == key.name || same_content(wanted, key);
      };
      if (std::any_of(to_.foreign_keys.begin(), to_.foreign_keys.end(), same)) keys.push_back(key);
    }
    return keys;
  }

  template <class Each>
  static bool is_renamed(const Each& wanted, const std::vector<Each>& from) {
    const auto has = [&](const Identifier& name) {
      return std::any_of(from.begin(), from.end(),
                         [&](const Each& each) { return each.name == name; });
    };
    return !wanted.renamed_from.empty() && has(wanted.renamed_from) && !has(wanted.name);
  }

  template <class Each>
  void rename_in(const std::vector<Each>& to, const std::vector<Each>& from) {
    for (const Each& each : to)
      if (is_renamed(each, from))
        rename(RenameConstraint{to_.name, each.renamed_from, each.name, kind_of(Constraint(each))});
  }

  void rename(const Operation& operation) {
    Schema alone;
    alone.tables.emplace(from_.name, std::move(from_));
    apply(operation, alone);
    from_ = std::move(alone.tables.begin()->second);
    result_.changes.push_back(operation);
  }

  void rename_columns() {
    for (const Column& column : to_.columns) {
      if (column.renamed_from.empty() || from_.column(column.name) != nullptr) continue;
      if (from_.column(column.renamed_from) == nullptr) continue;
      renamed_[column.name] = column.renamed_from;
      result_.changes.emplace_back(RenameColumn{to_.name, column.renamed_from, column.name});
    }
  }

  template <class Each>
  void compare_constraints(const std::vector<Each>& from, const std::vector<Each>& to) {
    const Changes<Each> changes = compared_parts(from, to);
    for (const Each* each : changes.dropped) result_.changes.emplace_back(drop_of(*each));
    for (const Each* each : changes.created)
      added_.emplace_back(CreateConstraint{to_.name, named(*each, names_), {}});
  }

  // Drops go first, so that nothing stands in the way of the columns; additions come last.
  void compare_constraints_and_indexes() {
    const Changes<Index> indexes = compared_parts(from_.indexes, to_.indexes);
    for (const Index* index : indexes.dropped)
      result_.changes.emplace_back(DropIndex{to_.name, index->name, *index});
    compare_constraints(from_.checks, to_.checks);
    compare_constraints(from_.exclusions, to_.exclusions);
    compare_constraints(from_.unique_constraints, to_.unique_constraints);
    const auto as_list = [](const std::optional<PrimaryKey>& key) {
      return key ? std::vector<PrimaryKey>{*key} : std::vector<PrimaryKey>{};
    };
    const std::vector<PrimaryKey> from_key = as_list(from_.primary_key);
    const std::vector<PrimaryKey> to_key = as_list(to_.primary_key);
    compare_constraints(from_key, to_key);
    for (const Index* index : indexes.created) {
      CreateIndex create{to_.name, *index};
      forget_renames(create.index);
      added_.emplace_back(std::move(create));
    }
  }

  const Column* column_before(const Column& column) const {
    const auto found = renamed_.find(column.name);
    return from_.column(found == renamed_.end() ? column.name : found->second);
  }

  void compare_columns() {
    std::vector<Operation> alterations;
    std::set<Identifier> kept;
    std::vector<const Column*> added_columns;
    std::vector<const Column*> dropped_columns;
    for (const Column& column : to_.columns) {
      const Column* before = column_before(column);
      if (before == nullptr) {
        result_.changes.emplace_back(AddColumn{to_.name, without_history(column)});
        added_columns.push_back(&column);
        continue;
      }
      kept.insert(before->name);
      alter(*before, column, alterations);
    }
    result_.changes.insert(result_.changes.end(), alterations.begin(), alterations.end());
    for (const Column& column : from_.columns) {
      if (kept.contains(column.name)) continue;
      result_.changes.emplace_back(DropColumn{to_.name, column.name, column});
      result_.held_columns.insert(column.name);
      dropped_columns.push_back(&column);
    }
    result_.hints = column_rename_hints(to_.name, dropped_columns, added_columns);
  }

  void alter(const Column& before, const Column& column, std::vector<Operation>& alterations) {
    ColumnDifference difference = column_difference(before, column);
    if (difference.replace) {
      alterations.emplace_back(DropColumn{to_.name, column.name, before});
      alterations.emplace_back(AddColumn{to_.name, without_history(column)});
      result_.held_columns.insert(before.name);
      return;
    }
    if (difference.to.type || difference.to.collation) result_.held_columns.insert(before.name);
    if (difference.alters())
      alterations.emplace_back(AlterColumn{
          to_.name, column.name, std::move(difference.to), std::move(difference.existing), {}});
  }

  static Column without_history(Column column) {
    column.renamed_from = Identifier();
    return column;
  }

  Table from_;  // with the renames of its parts done
  const Table& to_;
  const std::set<size_t>& renewed_;
  const NamingConvention& names_;
  std::map<Identifier, Identifier> renamed_;
  std::set<Identifier> replaced_;
  std::vector<Operation> added_;
  TableDifference result_;
};

}  // namespace

bool TableDifference::changes_columns() const {
  return std::any_of(changes.begin(), changes.end(), [](const Operation& operation) {
    if (const auto* alter = std::get_if<AlterColumn>(&operation))
      return alter->to.type || alter->to.generated || alter->to.collation;
    return std::holds_alternative<AddColumn>(operation) ||
           std::holds_alternative<DropColumn>(operation) ||
           std::holds_alternative<RenameColumn>(operation) ||
           std::holds_alternative<AttachPartition>(operation) ||
           std::holds_alternative<DetachPartition>(operation);
  });
}

std::set<Identifier> retyped_columns(const Table& from, const Table& to) {
  std::set<Identifier> names;
  for (const Column& column : to.columns) {
    const Column* before = from.column(column.name);
    if (before == nullptr && !column.renamed_from.empty())
      before = from.column(column.renamed_from);
    if (before != nullptr && before->type != column.type) names.insert(before->name);
  }
  return names;
}

TableDifference table_difference(const Table& from, const Table& to,
                                 const std::set<size_t>& renewed, const NamingConvention& names) {
  return TableComparer(from, to, renewed, names).compared();
}

}  // namespace whimbrel
