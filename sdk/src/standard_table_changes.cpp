// Changes to a table that the SQL standard has no words for: a dialect says how it does them.
#include "whimbrel/sdk/standard_renderer.h"

namespace whimbrel::sdk {
namespace {

Answer cannot(const std::string& what, const QualifiedName& table) {
  return Unsupported{what + " of table '" + table.text() + "' is not possible here", std::nullopt};
}

}  // namespace

Answer StandardRenderer::rename_index(const RenameIndex& op, RenderWork&) const {
  return cannot("renaming index '" + op.index.text() + "'", op.table);
}

Answer StandardRenderer::rename_constraint(const RenameConstraint& op, RenderWork&) const {
  return cannot("renaming constraint '" + op.name.text() + "'", op.table);
}

Answer StandardRenderer::validate_constraint(const ValidateConstraint& op, RenderWork&) const {
  return cannot("validating constraint '" + op.name.text() + "'", op.table);
}

Answer StandardRenderer::set_table_options(const SetTableOptions& op, RenderWork&) const {
  return cannot("changing the options", op.table);
}

Answer StandardRenderer::set_partitioning(const SetPartitioning& op, RenderWork&) const {
  return cannot("changing the partitioning", op.table);
}

Answer StandardRenderer::attach_partition(const AttachPartition& op, RenderWork&) const {
  return cannot("attaching partition '" + op.partition.text() + "'", op.table);
}

Answer StandardRenderer::detach_partition(const DetachPartition& op, RenderWork&) const {
  return cannot("detaching partition '" + op.partition.text() + "'", op.table);
}

}  // namespace whimbrel::sdk
