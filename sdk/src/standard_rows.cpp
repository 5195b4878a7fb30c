// Operations on rows.
#include "whimbrel/sdk/standard_renderer.h"

namespace whimbrel::sdk {
namespace {

Answer cannot(const std::string& what, const QualifiedName& table) {
  return Unsupported{what + " table '" + table.text() + "' is not possible here", std::nullopt};
}

}  // namespace

Answer StandardRenderer::insert_rows(const InsertRows& op, RenderWork&) const {
  return cannot("inserting rows into", op.table);
}

Answer StandardRenderer::upsert_rows(const UpsertRows& op, RenderWork&) const {
  return cannot("inserting or updating rows of", op.table);
}

Answer StandardRenderer::update_rows(const UpdateRows& op, RenderWork&) const {
  return cannot("updating rows of", op.table);
}

Answer StandardRenderer::delete_rows(const DeleteRows& op, RenderWork&) const {
  return cannot("deleting rows of", op.table);
}

Answer StandardRenderer::backfill(const Backfill& op, RenderWork&) const {
  return cannot("backfilling", op.table);
}

}  // namespace whimbrel::sdk
