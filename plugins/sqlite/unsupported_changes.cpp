// What SQLite does not have, by name.
#include "object_sql.h"
#include "renderer.h"

namespace whimbrel::sqlite {
namespace {

using sdk::Answer;
using sdk::RenderWork;

Answer cannot(std::string reason) { return Unsupported{std::move(reason), std::nullopt}; }

Answer no_partitions(const QualifiedName& table) {
  return cannot("table '" + table.text() + "' cannot be partitioned: SQLite has no partitions");
}

Answer no_users(const PrivilegePlace& on) {
  return cannot("privileges on '" + (on.object ? on.object->text() : on.table.text()) +
                "' are not possible: SQLite knows no users");
}

}  // namespace

Answer SqliteRenderer::validate_constraint(const ValidateConstraint& op, RenderWork&) const {
  return cannot("constraint '" + op.name.text() + "' of table '" + op.table.text() +
                "' is always valid: SQLite looks at all rows when it is made");
}

Answer SqliteRenderer::set_partitioning(const SetPartitioning& op, RenderWork&) const {
  return no_partitions(op.table);
}

Answer SqliteRenderer::attach_partition(const AttachPartition& op, RenderWork&) const {
  return no_partitions(op.table);
}

Answer SqliteRenderer::detach_partition(const DetachPartition& op, RenderWork&) const {
  return no_partitions(op.table);
}

Answer SqliteRenderer::add_enum_value(const AddEnumValue& op, RenderWork&) const {
  return no_such_kind({ObjectKind::enumeration, op.name});
}

Answer SqliteRenderer::rename_enum_value(const RenameEnumValue& op, RenderWork&) const {
  return no_such_kind({ObjectKind::enumeration, op.name});
}

Answer SqliteRenderer::grant(const Grant& op, RenderWork&) const { return no_users(op.on); }

Answer SqliteRenderer::revoke(const Revoke& op, RenderWork&) const { return no_users(op.on); }

}  // namespace whimbrel::sqlite
