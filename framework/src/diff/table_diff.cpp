#include "table_diff.h"

#include <algorithm>
#include <map>
#include <optional>

#include "column_diff.h"
#include "rename_hints.h"
#include "replaced_columns.h"
#include "whimbrel/core/text.h"
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

// Pairs by name first, then what `to` leaves unnamed by content. What stands on a column that is
// replaced goes with it and comes back.
template <class Each>
Changes<Each> compare(const std::vector<Each>& from, const std::vector<Each>& to,
                      const std::set<std::string>& replaced) {
  Changes<Each> changes;
  std::set<const Each*> matched;
  std::vector<const Each*> open;
  std::map<Identifier, const Each*> by_name;
  const auto stays = [&](const Each& each) {
    return replaced.empty() || !stands_on(each, replaced);
  };
  for (const Each& each : from)
    if (!each.name.empty()) by_name.emplace(each.name, &each);
  for (const Each& wanted : to) {
    const auto found = wanted.name.empty() ? by_name.end() : by_name.find(wanted.name);
    if (found != by_name.end() && same_content(*found->second, wanted) && stays(wanted))
      matched.insert(found->second);
    else
      open.push_back(&wanted);
  }
  // A name that `to` gives to something else is not left to what has none.
  std::set<Identifier> taken;
  for (const Each* wanted : open)
    if (!wanted->name.empty()) taken.insert(wanted->name);
  for (const Each* wanted : open) {
    const auto fits = [&](const Each& have) {
      if (wanted->name.empty() && taken.contains(have.name)) return false;
      return !matched.contains(&have) && (wanted->name.empty() || have.name.empty()) &&
             same_content(have, *wanted) && stays(have);
    };
    const auto found = std::find_if(from.begin(), from.end(), fits);
    if (found == from.end())
      changes.created.push_back(wanted);
    else
      matched.insert(&*found);
  }
  for (const Each& each : from)
    if (!matched.contains(&each)) changes.dropped.push_back(&each);
  return changes;
}

class TableComparer {
 public:
  TableComparer(const Table& from, const Table& to, const std::set<size_t>& renewed, bool held,
                const NamingConvention& names)
      : from_(from), to_(to), renewed_(renewed), held_(held), names_(names) {}

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

  // A column that ceases to be generated may be replaced on the way back.
  void find_replaced_columns() {
    replaced_ = replaced_columns(from_, to_, held_);
    renewed_columns_ = replaced_;
    for (const Column& column : to_.columns) {
      const Column* before = from_.column(column.name);
      if (before != nullptr && before->generated != column.generated)
        renewed_columns_.insert(lower(column.name.text()));
    }
  }

  void compare_foreign_keys() {
    const auto drop = [&](const ForeignKey& key) {
      result_.dropped_foreign_keys.emplace_back(drop_of(key));
    };
    const auto create = [&](const ForeignKey& key) {
      result_.created_foreign_keys.emplace_back(CreateConstraint{to_.name, named(key, names_), {}});
    };
    const Changes<ForeignKey> changes =
        compare(from_.foreign_keys, to_.foreign_keys, renewed_columns_);
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
      const Column* before = from_.column(column.renamed_from);
      // One that is computed in another way has nothing to keep: it goes, and the other one comes.
      if (before == nullptr || column_difference(*before, column).replace) continue;
      renamed_[column.name] = column.renamed_from;
      result_.changes.emplace_back(RenameColumn{to_.name, column.renamed_from, column.name});
    }
  }

  template <class Each>
  void compare_constraints(const std::vector<Each>& from, const std::vector<Each>& to) {
    const Changes<Each> changes = compare(from, to, renewed_columns_);
    for (const Each* each : changes.dropped) result_.changes.emplace_back(drop_of(*each));
    for (const Each* each : changes.created)
      added_.emplace_back(CreateConstraint{to_.name, named(*each, names_), {}});
  }

  // Drops go first, so that nothing stands in the way of the columns; additions come last.
  void compare_constraints_and_indexes() {
    const Changes<Index> indexes = compare(from_.indexes, to_.indexes, renewed_columns_);
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

  // Generated columns go before what they use and come behind it, in both directions.
  void compare_columns() {
    std::set<Identifier> kept;
    std::vector<Operation> alterations;
    std::vector<const Column*> added_columns;
    std::vector<Operation> added_generated;
    for (const Column& column : to_.columns) {
      const Column* before = column_before(column);
      if (before != nullptr) kept.insert(before->name);
      if (before == nullptr) added_columns.push_back(&column);
      if (before != nullptr && !is_replaced(column)) {
        alter(*before, column, alterations);
        continue;
      }
      AddColumn add{to_.name, without_history(column)};
      (column.generated ? added_generated : added_columns_).emplace_back(std::move(add));
    }
    drop_columns(kept, added_columns, std::move(alterations));
    append(std::move(added_generated));
  }

  void drop_columns(const std::set<Identifier>& kept, const std::vector<const Column*>& added,
                    std::vector<Operation> alterations) {
    std::vector<Operation> drops;
    std::vector<Operation> generated_drops;
    std::vector<const Column*> dropped;
    for (const Column& column : from_.columns) {
      const bool stays = kept.contains(column.name);
      if (stays && !is_replaced(column)) continue;
      if (!stays) dropped.push_back(&column);
      result_.held_columns.insert(column.name);
      DropColumn drop{to_.name, column.name, column};
      (column.generated ? generated_drops : drops).emplace_back(std::move(drop));
    }
    std::reverse(generated_drops.begin(), generated_drops.end());
    append(std::move(generated_drops));
    append(std::move(added_columns_));
    append(std::move(alterations));
    append(std::move(drops));
    result_.hints = column_rename_hints(to_.name, dropped, added);
  }

  void append(std::vector<Operation> more) {
    result_.changes.insert(result_.changes.end(), std::make_move_iterator(more.begin()),
                           std::make_move_iterator(more.end()));
  }

  bool is_replaced(const Column& column) const {
    return !replaced_.empty() && replaced_.contains(lower(column.name.text()));
  }

  void alter(const Column& before, const Column& column, std::vector<Operation>& alterations) {
    ColumnDifference difference = column_difference(before, column);
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
  const bool held_;
  const NamingConvention& names_;
  std::set<std::string> replaced_;
  std::set<std::string> renewed_columns_;  ///< those, and what is replaced on the way back
  std::map<Identifier, Identifier> renamed_;
  std::vector<Operation> added_columns_;
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
    if (before == nullptr) continue;
    if (before->type != column.type || before->autoincrement != column.autoincrement)
      names.insert(before->name);
  }
  return names;
}

TableDifference table_difference(const Table& from, const Table& to,
                                 const std::set<size_t>& renewed, bool held,
                                 const NamingConvention& names) {
  return TableComparer(from, to, renewed, held, names).compared();
}

}  // namespace whimbrel
