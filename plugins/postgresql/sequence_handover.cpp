#include "sequence_handover.h"

#include "alter_column.h"
#include "options.h"

namespace whimbrel::postgresql {
namespace {

bool ends_serial(const AlterColumn& op) {
  return op.to.autoincrement == false && has_option(op.existing.options, "serial") &&
         op.to.default_value && *op.to.default_value;
}

bool begins_serial(const AlterColumn& op) {
  return op.to.autoincrement == true && has_option(op.to.options, "serial");
}

QualifiedName sequence_of(const AlterColumn& op) {
  return {op.table.schema, serial_sequence_name(op.table.name, op.column)};
}

const QualifiedName* created_sequence(const Operation& operation) {
  const auto* create = std::get_if<CreateObject>(&operation);
  const bool it_is = create != nullptr && create->object.id.kind == ObjectKind::sequence;
  return it_is ? &create->object.id.name : nullptr;
}

const QualifiedName* dropped_sequence(const Operation& operation) {
  const auto* drop = std::get_if<DropObject>(&operation);
  const bool it_is = drop != nullptr && drop->id.kind == ObjectKind::sequence;
  return it_is ? &drop->id.name : nullptr;
}

}  // namespace

SequenceHandover::SequenceHandover(std::span<const Operation> operations) {
  std::set<QualifiedName> created;
  std::set<QualifiedName> dropped;
  for (const Operation& operation : operations) {
    if (const auto* name = created_sequence(operation)) created.insert(*name);
    if (const auto* name = dropped_sequence(operation)) dropped.insert(*name);
  }
  if (created.empty() && dropped.empty()) return;
  for (const Operation& operation : operations) {
    const auto* alter = std::get_if<AlterColumn>(&operation);
    if (alter == nullptr) continue;
    const QualifiedName name = sequence_of(*alter);
    if (ends_serial(*alter) && created.contains(name)) left_.insert(name);
    if (begins_serial(*alter) && dropped.contains(name)) taken_.insert(name);
  }
}

bool SequenceHandover::leaves_behind(const Operation& operation) const {
  const QualifiedName* name = created_sequence(operation);
  return name != nullptr && left_.contains(*name);
}

bool SequenceHandover::takes_over(const Operation& operation) const {
  const QualifiedName* name = dropped_sequence(operation);
  return name != nullptr && taken_.contains(*name);
}

bool SequenceHandover::changes_column(const Operation& operation) const {
  const auto* alter = std::get_if<AlterColumn>(&operation);
  if (alter == nullptr) return false;
  const QualifiedName name = sequence_of(*alter);
  return (ends_serial(*alter) && left_.contains(name)) ||
         (begins_serial(*alter) && taken_.contains(name));
}

}  // namespace whimbrel::postgresql
