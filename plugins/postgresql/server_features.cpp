#include "server_features.h"

#include "options.h"
#include "whimbrel/core/overloaded.h"

namespace whimbrel::postgresql {
namespace {

using Missing = std::optional<std::string>;

constexpr int kMajor = 1'000'000;

Missing needs(int version, int major, const std::string& what) {
  if (version >= major * kMajor) return std::nullopt;
  return what + ", which needs PostgreSQL " + std::to_string(major);
}

Missing of_index(const Index& index, int version) {
  if (!index.nulls_not_distinct) return std::nullopt;
  return needs(version, 15, "index '" + index.name.text() + "' is NULLS NOT DISTINCT");
}

Missing of_constraint(const Constraint& constraint, int version) {
  if (const auto* unique = std::get_if<UniqueConstraint>(&constraint))
    if (unique->nulls_not_distinct)
      return needs(version, 15,
                   "unique constraint '" + unique->name.text() + "' is NULLS NOT DISTINCT");
  if (const auto* key = std::get_if<ForeignKey>(&constraint))
    if (!option(key->options, "set_columns").empty())
      return needs(version, 15, "foreign key '" + key->name.text() + "' sets single columns");
  return std::nullopt;
}

Missing of_column(const Identifier& name, const Options& options, int version) {
  if (option(options, "compression").empty()) return std::nullopt;
  return needs(version, 14, "column '" + name.text() + "' has a compression of its own");
}

Missing of_table(const Table& table, int version) {
  for (const Column& column : table.columns)
    if (Missing missing = of_column(column.name, column.options, version)) return missing;
  for (const Constraint& constraint : constraints_of(table))
    if (Missing missing = of_constraint(constraint, version)) return missing;
  for (const Index& index : table.indexes)
    if (Missing missing = of_index(index, version)) return missing;
  return std::nullopt;
}

Missing of_object(const SchemaObject& object, int version) {
  const std::string what = std::string(word_for(object.id.kind)) + " '" + object.id.text() + "'";
  for (const Index& index : object.indexes)
    if (Missing missing = of_index(index, version)) return missing;
  if (object.id.kind == ObjectKind::sequence && has_option(object.options, "unlogged"))
    return needs(version, 15, what + " is unlogged");
  if (object.attributes.contains("multirange_type_name"))
    return needs(version, 14, what + " names its multirange type");
  return std::nullopt;
}

}  // namespace

Missing missing_feature(const Operation& operation, int version) {
  return std::visit(
      overloaded{
          [&](const CreateTable& op) { return of_table(op.table, version); },
          [&](const AddColumn& op) {
            return of_column(op.column.name, op.column.options, version);
          },
          [&](const AlterColumn& op) { return of_column(op.column, op.to.options, version); },
          [&](const CreateConstraint& op) { return of_constraint(op.constraint, version); },
          [&](const CreateIndex& op) { return of_index(op.index, version); },
          [&](const CreateObject& op) { return of_object(op.object, version); },
          [&](const AlterObject& op) { return of_object(op.to, version); },
          [&](const SetTableOptions& op) -> Missing {
            const auto ours = op.to.find("postgresql");
            if (ours == op.to.end() || !ours->second.contains("access_method")) return std::nullopt;
            return needs(version, 15, "table '" + op.table.text() + "' changes its access method");
          },
          [](const auto&) -> Missing { return std::nullopt; },
      },
      operation);
}

}  // namespace whimbrel::postgresql
