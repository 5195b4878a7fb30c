#include "whimbrel/diff/live_context.h"

namespace whimbrel {

const Table* LiveContext::table(const QualifiedName& name) {
  look_up(name);
  const std::optional<Table>& found = known_.at(name);
  return found ? &*found : nullptr;
}

std::vector<SchemaObject> LiveContext::objects_on(const QualifiedName& table) {
  look_up(table);
  return objects_.at(table);
}

// What uses a type or refers to a table may be in any schema.
const Schema* LiveContext::schema() {
  if (!whole_) whole_ = dialect_->introspector().read(*connection_, whole_database());
  return &*whole_;
}

void LiveContext::look_up(const QualifiedName& name) {
  if (known_.contains(name)) return;
  Schema read = dialect_->introspector().read(*connection_, {{}, {name}});
  std::optional<Table> table;
  // A table of the default schema is read without its schema, also when it was named with it.
  if (!read.tables.empty()) table = std::move(read.tables.begin()->second);
  if (table) table->name = name;
  known_.emplace(name, std::move(table));
  std::vector<SchemaObject>& objects = objects_[name];
  for (auto& [id, object] : read.objects) objects.push_back(std::move(object));
}

std::vector<QualifiedName> LiveContext::referring_tables(const QualifiedName& name) {
  std::vector<QualifiedName> result;
  for (const auto& [other, table] : schema()->tables)
    for (const ForeignKey& key : table.foreign_keys)
      if (key.referred_table == name && other != name) {
        result.push_back(other);
        break;
      }
  return result;
}

void LiveContext::forget() {
  known_.clear();
  objects_.clear();
  whole_.reset();
}

}  // namespace whimbrel
