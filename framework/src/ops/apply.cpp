#include "whimbrel/ops/apply.h"

#include <algorithm>

#include "apply_column.h"
#include "apply_object.h"
#include "apply_table.h"
#include "whimbrel/core/overloaded.h"
#include "whimbrel/model/naming.h"
#include "whimbrel/ops/guards.h"

namespace whimbrel {
namespace {

using Problem = std::optional<std::string>;

std::string about(const QualifiedName& table) { return "table '" + table.text() + "'"; }

// Looks the table up and hands it on; says so when there is none.
template <class F>
Problem with_table(Schema& schema, const QualifiedName& name, F&& change) {
  if (Table* table = schema.table(name)) return change(*table);
  return about(name) + " does not exist";
}

template <class Items>
bool erase_named(Items& items, const Identifier& name) {
  return std::erase_if(items, [&](const auto& item) { return item.name == name; }) > 0;
}

Problem rename_table(const RenameTable& op, Schema& schema) {
  const QualifiedName to{op.table.schema, op.to};
  if (schema.table(to) != nullptr) return about(to) + " exists already";
  auto node = schema.tables.extract(op.table);
  if (node.empty()) return about(op.table) + " does not exist";
  node.key() = to;
  node.mapped().name = to;
  schema.tables.insert(std::move(node));
  for (auto& [name, table] : schema.tables) {
    for (ForeignKey& key : table.foreign_keys)
      if (key.referred_table == op.table) key.referred_table = to;
    if (table.partition_of && table.partition_of->parent == op.table)
      table.partition_of->parent = to;
    std::replace(table.inherits.begin(), table.inherits.end(), op.table, to);
  }
  move_objects(op.table, to, schema);
  return std::nullopt;
}

Problem create_constraint(const CreateConstraint& op, Table& table) {
  const Identifier& name = name_of(op.constraint);
  if (std::holds_alternative<PrimaryKey>(op.constraint) && table.primary_key)
    return about(op.table) + " has a primary key already";
  for (const Constraint& each : constraints_of(table))
    if (!name.empty() && name_of(each) == name)
      return about(op.table) + " has a constraint '" + name.text() + "' already";
  add_constraint(table, op.constraint);
  return std::nullopt;
}

// A constraint without a name is known by its content, or by the name that the rule gives it.
template <class Each>
bool erase_constraint(std::vector<Each>& constraints, const DropConstraint& op) {
  const Each* before = op.before ? std::get_if<Each>(&*op.before) : nullptr;
  const auto is_it = [&](const Each& each) {
    if (op.name.empty() && before != nullptr) return each == *before;
    return each.name == op.name || (each.name.empty() && default_name(op.table, each) == op.name);
  };
  const auto found = std::find_if(constraints.begin(), constraints.end(), is_it);
  if (found == constraints.end()) return false;
  constraints.erase(found);
  return true;
}

bool erase_constraint(const DropConstraint& op, Table& table) {
  switch (op.kind) {
    case ConstraintKind::primary_key: {
      const bool had = table.primary_key.has_value();
      table.primary_key.reset();
      return had;
    }
    case ConstraintKind::unique:
      return erase_constraint(table.unique_constraints, op);
    case ConstraintKind::foreign_key:
      return erase_constraint(table.foreign_keys, op);
    case ConstraintKind::check:
      return erase_constraint(table.checks, op);
    case ConstraintKind::exclusion:
      return erase_constraint(table.exclusions, op);
  }
  return false;
}

Problem drop_constraint(const DropConstraint& op, Table& table) {
  if (erase_constraint(op, table)) return std::nullopt;
  return about(op.table) + " has no such constraint '" + op.name.text() + "'";
}

}  // namespace

Problem apply(const Operation& operation, Schema& schema) {
  if (!is_needed(operation, schema)) return std::nullopt;
  return std::visit(
      overloaded{
          [&](const CreateTable& op) -> Problem {
            if (schema.tables.emplace(op.table.name, op.table).second) return std::nullopt;
            return about(op.table.name) + " exists already";
          },
          [&](const DropTable& op) -> Problem {
            if (schema.tables.erase(op.table) == 0) return about(op.table) + " does not exist";
            std::erase_if(schema.objects,
                          [&](const auto& entry) { return entry.first.table == op.table; });
            return std::nullopt;
          },
          [&](const RenameTable& op) { return rename_table(op, schema); },
          [&](const AddColumn& op) {
            return with_table(schema, op.table, [&](Table& t) { return add_column(op, t); });
          },
          [&](const DropColumn& op) {
            return with_table(schema, op.table, [&](Table& t) { return drop_column(op, t); });
          },
          [&](const AlterColumn& op) {
            return with_table(schema, op.table, [&](Table& t) { return alter_column(op, t); });
          },
          [&](const RenameColumn& op) {
            return with_table(schema, op.table,
                              [&](Table& t) { return rename_column(op, t, schema); });
          },
          [&](const CreateConstraint& op) {
            return with_table(schema, op.table, [&](Table& t) { return create_constraint(op, t); });
          },
          [&](const DropConstraint& op) {
            return with_table(schema, op.table, [&](Table& t) { return drop_constraint(op, t); });
          },
          [&](const CreateIndex& op) {
            return with_table(schema, op.table, [&](Table& t) -> Problem {
              if (t.index(op.index.name) != nullptr)
                return about(op.table) + " has an index '" + op.index.name.text() + "' already";
              t.indexes.push_back(op.index);
              return std::nullopt;
            });
          },
          [&](const DropIndex& op) {
            return with_table(schema, op.table, [&](Table& t) -> Problem {
              if (erase_named(t.indexes, op.index)) return std::nullopt;
              return about(op.table) + " has no index '" + op.index.text() + "'";
            });
          },
          [&](const RenameIndex& op) {
            return with_table(schema, op.table, [&](Table& t) { return rename_index(op, t); });
          },
          [&](const RenameConstraint& op) {
            return with_table(schema, op.table, [&](Table& t) { return rename_constraint(op, t); });
          },
          [&](const ValidateConstraint& op) {
            return with_table(schema, op.table, [&](Table& t) { return validate(op, t); });
          },
          [&](const SetTableOptions& op) {
            return with_table(schema, op.table, [&](Table& t) -> Problem {
              change_options(op.to, t.options);
              return std::nullopt;
            });
          },
          [&](const SetPartitioning& op) {
            return with_table(schema, op.table, [&](Table& t) -> Problem {
              t.partition_by = op.to;
              return std::nullopt;
            });
          },
          [&](const AttachPartition& op) {
            return with_table(schema, op.partition,
                              [&](Table& t) { return attach(op, t, schema); });
          },
          [&](const DetachPartition& op) {
            return with_table(schema, op.partition,
                              [&](Table& t) { return detach(op, t, schema); });
          },
          [&](const CreateObject& op) { return create_object(op, schema); },
          [&](const DropObject& op) { return drop_object(op, schema); },
          [&](const AlterObject& op) { return alter_object(op, schema); },
          [&](const RenameObject& op) { return rename_object(op, schema); },
          [&](const AddEnumValue& op) { return add_enum_value(op, schema); },
          [&](const RenameEnumValue& op) { return rename_enum_value(op, schema); },
          [&](const Grant& op) { return grant(op, schema); },
          [&](const Revoke& op) { return revoke(op, schema); },
          [&](const SetTableComment& op) {
            return with_table(schema, op.table, [&](Table& t) -> Problem {
              t.comment = op.comment;
              return std::nullopt;
            });
          },
          [](const auto&) -> Problem { return std::nullopt; },  // rows, SQL, plugin operations
      },
      operation);
}

Problem apply(std::span<const Operation> operations, Schema& schema) {
  for (const Operation& operation : operations)
    if (Problem problem = apply(operation, schema)) return summary(operation) + ": " + *problem;
  return std::nullopt;
}

}  // namespace whimbrel
