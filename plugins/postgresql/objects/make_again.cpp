// Objects that have to be dropped and made again, with what looks at them.
#include "objects/dependents.h"
#include "objects/statements.h"
#include "renderer.h"

namespace whimbrel::postgresql {

using sdk::Answer;

Answer ObjectStatements::make_again(const SchemaObject& to, const SchemaObject& from) {
  made_again_ = true;
  SchemaObject made = to;
  if (!made.privileges) made.privileges = from.privileges;
  std::vector<SchemaObject> views;
  std::vector<SchemaObject> standing;
  const bool has_rows =
      to.id.kind == ObjectKind::view || to.id.kind == ObjectKind::materialized_view;
  const bool seen_by_views = has_rows || has_arguments(to.id.kind);
  if (const Schema* schema = seen_by_views ? work_->tables.schema() : nullptr) {
    for (const SchemaObject* view : views_upon(*schema, {to.id.name})) views.push_back(*view);
    for (const auto& [id, object] : schema->objects)
      for (const SchemaObject& view : views)
        if (id.table == view.id.name) standing.push_back(object);
  }
  if (has_rows)
    for (SchemaObject& object : work_->tables.objects_on(to.id.name))
      standing.push_back(std::move(object));
  for (size_t i = views.size(); i-- > 0;)
    if (Answer problem = drop(views[i].id, &views[i])) return problem;
  if (Answer problem = drop(to.id, &from)) return problem;
  if (Answer problem = create(made)) return problem;
  for (const auto* group : {&views, &standing})
    for (const SchemaObject& object : *group)
      if (Answer problem = create(object)) return problem;
  return std::nullopt;
}

}  // namespace whimbrel::postgresql
