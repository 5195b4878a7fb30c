// Operations reduced to one dialect.
#include "whimbrel/core/overloaded.h"
#include "whimbrel/model/schema.h"
#include "whimbrel/ops/operation_codec.h"

namespace whimbrel {
namespace {

void reduce(DialectText& text, std::string_view dialect) { text = for_dialect(text, dialect); }

void reduce(ColumnAttributes& attributes, std::string_view dialect) {
  if (attributes.type) reduce(*attributes.type, dialect);
  if (attributes.default_value && *attributes.default_value)
    if (auto* expression = std::get_if<Expression>(&**attributes.default_value))
      reduce(*expression, dialect);
  if (attributes.generated && *attributes.generated)
    reduce((*attributes.generated)->expression, dialect);
  attributes.options = for_dialect(std::move(attributes.options), dialect);
}

void reduce(DefaultValue& value, std::string_view dialect) {
  if (auto* expression = std::get_if<Expression>(&value)) reduce(*expression, dialect);
}

void reduce(std::vector<Assignment>& assignments, std::string_view dialect) {
  for (Assignment& each : assignments) reduce(each.value, dialect);
}

void reduce(RowSet& rows, std::string_view dialect) {
  for (auto& row : rows.rows)
    for (DefaultValue& value : row) reduce(value, dialect);
}

template <class Each>
void reduce_known(std::optional<Each>& before, std::string_view dialect) {
  if (before) *before = for_dialect(std::move(*before), dialect);
}

}  // namespace

bool WrittenOperation::is_for(std::string_view dialect) const {
  if (dialects.empty()) return true;
  for (const std::string& each : dialects)
    if (each == dialect) return true;
  return false;
}

Operation for_dialect(Operation operation, std::string_view dialect) {
  std::visit(overloaded{
                 [&](CreateTable& op) { op.table = for_dialect(std::move(op.table), dialect); },
                 [&](DropTable& op) { reduce_known(op.before, dialect); },
                 [&](AddColumn& op) { op.column = for_dialect(std::move(op.column), dialect); },
                 [&](DropColumn& op) { reduce_known(op.before, dialect); },
                 [&](AlterColumn& op) {
                   reduce(op.to, dialect);
                   reduce(op.existing, dialect);
                   op.options = for_dialect(std::move(op.options), dialect);
                 },
                 [&](CreateConstraint& op) {
                   op.constraint = for_dialect(std::move(op.constraint), dialect);
                   op.options = for_dialect(std::move(op.options), dialect);
                 },
                 [&](DropConstraint& op) { reduce_known(op.before, dialect); },
                 [&](CreateIndex& op) { op.index = for_dialect(std::move(op.index), dialect); },
                 [&](DropIndex& op) { reduce_known(op.before, dialect); },
                 [&](SetTableOptions& op) {
                   op.to = for_dialect(std::move(op.to), dialect);
                   reduce_known(op.existing, dialect);
                 },
                 [&](SetPartitioning& op) {
                   if (op.to) reduce(*op.to, dialect);
                   if (op.existing && *op.existing) reduce(**op.existing, dialect);
                 },
                 [&](AttachPartition& op) { reduce(op.bound, dialect); },
                 [&](DetachPartition& op) {
                   if (op.bound) reduce(*op.bound, dialect);
                   op.options = for_dialect(std::move(op.options), dialect);
                 },
                 [&](CreateObject& op) { op.object = for_dialect(std::move(op.object), dialect); },
                 [&](DropObject& op) { reduce_known(op.before, dialect); },
                 [&](AlterObject& op) {
                   op.to = for_dialect(std::move(op.to), dialect);
                   reduce_known(op.existing, dialect);
                 },
                 [&](InsertRows& op) { reduce(op.rows, dialect); },
                 [&](UpsertRows& op) { reduce(op.rows, dialect); },
                 [&](UpdateRows& op) {
                   reduce(op.set, dialect);
                   reduce(op.existing, dialect);
                   if (op.where) reduce(*op.where, dialect);
                 },
                 [&](DeleteRows& op) {
                   reduce(op.rows, dialect);
                   if (op.where) reduce(*op.where, dialect);
                 },
                 [&](Backfill& op) {
                   reduce(op.set, dialect);
                   if (op.where) reduce(*op.where, dialect);
                 },
                 [&](Execute& op) { reduce(op.sql, dialect); },
                 [](auto&) {},  // names only
             },
             operation);
  return operation;
}

std::vector<Operation> for_dialect(const std::vector<WrittenOperation>& entries,
                                   std::string_view dialect) {
  std::vector<Operation> result;
  for (const WrittenOperation& entry : entries) {
    if (!entry.is_for(dialect)) continue;
    for (const Operation& operation : entry.operations)
      result.push_back(for_dialect(operation, dialect));
  }
  return result;
}

}  // namespace whimbrel
