#include "whimbrel/diff/model_context.h"

#include <algorithm>

namespace whimbrel {

ServerInfo assumed_server(int version_number) {
  constexpr int kNewest = 999'000'000;
  ServerInfo server;
  server.version_number = version_number > 0 ? version_number : kNewest;
  return server;
}

std::vector<QualifiedName> ModelContext::referring_tables(const QualifiedName& name) {
  std::vector<QualifiedName> names;
  for (const auto& [other, table] : schema_->tables)
    if (other != name &&
        std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(),
                    [&](const ForeignKey& key) { return key.referred_table == name; }))
      names.push_back(other);
  return names;
}

std::vector<SchemaObject> ModelContext::objects_on(const QualifiedName& table) {
  std::vector<SchemaObject> objects;
  for (const auto& [id, object] : schema_->objects)
    if (stands_on_table(id.kind) && id.table == table) objects.push_back(object);
  return objects;
}

}  // namespace whimbrel
