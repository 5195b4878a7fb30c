#include "apply_table.h"

#include <algorithm>

namespace whimbrel {
namespace {

using Problem = std::optional<std::string>;

// Calls `change` for the constraint of that name; false when there is none.
template <class Change>
bool with_constraint(Table& table, const Identifier& name, Change change) {
  const auto in = [&](auto& constraints) {
    for (auto& each : constraints)
      if (each.name == name) {
        change(each);
        return true;
      }
    return false;
  };
  if (table.primary_key && table.primary_key->name == name) {
    change(*table.primary_key);
    return true;
  }
  return in(table.unique_constraints) || in(table.foreign_keys) || in(table.checks) ||
         in(table.exclusions);
}

Problem no_constraint(const QualifiedName& table, const Identifier& name) {
  return "table '" + table.text() + "' has no constraint '" + name.text() + "'";
}

}  // namespace

Problem rename_index(const RenameIndex& op, Table& table) {
  const auto is_it = [&](const Index& index) { return index.name == op.index; };
  const auto found = std::find_if(table.indexes.begin(), table.indexes.end(), is_it);
  if (found == table.indexes.end())
    return "table '" + op.table.text() + "' has no index '" + op.index.text() + "'";
  if (table.index(op.to) != nullptr)
    return "table '" + op.table.text() + "' has an index '" + op.to.text() + "' already";
  found->name = op.to;
  return std::nullopt;
}

Problem rename_constraint(const RenameConstraint& op, Table& table) {
  // A primary key that goes by the server's own name stands here without one.
  if (op.kind == ConstraintKind::primary_key && table.primary_key &&
      table.primary_key->name.empty()) {
    table.primary_key->name = op.to;
    return std::nullopt;
  }
  if (with_constraint(table, op.name, [&](auto& each) { each.name = op.to; })) return std::nullopt;
  return no_constraint(op.table, op.name);
}

Problem validate(const ValidateConstraint& op, Table& table) {
  const bool found = with_constraint(table, op.name, [&](auto& each) {
    if constexpr (requires { each.validated; }) each.validated = op.validated;
  });
  if (found) return std::nullopt;
  return no_constraint(op.table, op.name);
}

// The table that says what columns a partition of `name` has: partitions have partitions, too.
const Table* root_of(const QualifiedName& name, const Schema& schema) {
  const Table* table = schema.table(name);
  for (size_t i = 0; table != nullptr && table->partition_of && i < schema.tables.size(); ++i)
    table = schema.table(table->partition_of->parent);
  return table;
}

// What a partition had from its parent is its own from now on. Keys get names by the server's rule.
void take_over(const Table& parent, Table& partition) {
  partition.columns = parent.columns;
  if (parent.primary_key) {
    partition.primary_key = parent.primary_key;
    partition.primary_key->name = Identifier();
  }
  for (UniqueConstraint unique : parent.unique_constraints) {
    unique.name = Identifier();
    partition.unique_constraints.push_back(std::move(unique));
  }
  const auto append = [](const auto& from, auto& to) {
    to.insert(to.end(), from.begin(), from.end());
  };
  append(parent.foreign_keys, partition.foreign_keys);
  append(parent.checks, partition.checks);
}

// What is the parent's, too, is the parent's alone, whatever a key is called.
void give_over(const Table& parent, Table& partition) {
  const auto give = [](const auto& from, auto& to) {
    std::erase_if(to, [&](auto each) {
      return std::any_of(from.begin(), from.end(), [&](const auto& other) {
        each.name = other.name;
        return each == other;
      });
    });
  };
  if (parent.primary_key) partition.primary_key.reset();
  give(parent.unique_constraints, partition.unique_constraints);
  give(parent.foreign_keys, partition.foreign_keys);
  std::erase_if(partition.checks, [&](const CheckConstraint& check) {
    return std::find(parent.checks.begin(), parent.checks.end(), check) != parent.checks.end();
  });
}

Problem attach(const AttachPartition& op, Table& partition, const Schema& schema) {
  if (partition.partition_of) return "table '" + op.partition.text() + "' is a partition already";
  partition.partition_of = PartitionOf{op.table, op.bound};
  partition.columns.clear();
  if (const Table* parent = root_of(op.table, schema)) give_over(*parent, partition);
  return std::nullopt;
}

Problem detach(const DetachPartition& op, Table& partition, const Schema& schema) {
  if (!partition.partition_of || partition.partition_of->parent != op.table)
    return "table '" + op.partition.text() + "' is no partition of '" + op.table.text() + "'";
  partition.partition_of.reset();
  if (const Table* parent = root_of(op.table, schema)) take_over(*parent, partition);
  return std::nullopt;
}

void change_options(const Options& changes, Options& options) {
  for (const auto& [dialect, values] : changes) {
    auto& of_dialect = options[dialect];
    for (const auto& [key, value] : values)
      if (value.empty())
        of_dialect.erase(key);
      else
        of_dialect[key] = value;
    if (of_dialect.empty()) options.erase(dialect);
  }
}

}  // namespace whimbrel
