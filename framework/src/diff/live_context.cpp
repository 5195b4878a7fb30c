#include "whimbrel/diff/live_context.h"

namespace whimbrel {

const Table* LiveContext::table(const QualifiedName& name) {
  auto found = known_.find(name);
  if (found == known_.end()) {
    Schema read = dialect_->introspector().read(*connection_, {{}, {name}});
    std::optional<Table> table;
    // A table of the default schema is read without its schema, also when it was named with it.
    if (!read.tables.empty()) table = std::move(read.tables.begin()->second);
    if (table) table->name = name;
    found = known_.emplace(name, std::move(table)).first;
  }
  return found->second ? &*found->second : nullptr;
}

std::vector<QualifiedName> LiveContext::referring_tables(const QualifiedName& name) {
  if (!whole_) whole_ = dialect_->introspector().read(*connection_, {});
  std::vector<QualifiedName> result;
  for (const auto& [other, table] : whole_->tables)
    for (const ForeignKey& key : table.foreign_keys)
      if (key.referred_table == name && other != name) {
        result.push_back(other);
        break;
      }
  return result;
}

void LiveContext::forget() {
  known_.clear();
  whole_.reset();
}

}  // namespace whimbrel
