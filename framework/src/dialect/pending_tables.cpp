#include "whimbrel/dialect/pending_tables.h"

#include "whimbrel/ops/apply.h"

namespace whimbrel {
namespace {

constexpr size_t kNotCreated = static_cast<size_t>(-1);

QualifiedName renamed(const RenameTable& rename) { return {rename.table.schema, rename.to}; }

}  // namespace

// Walks back through renames to the name before the first operation, and stops where the table was
// created (`created_at`) on the way.
QualifiedName PendingTables::original_name(QualifiedName name, size_t& created_at) const {
  created_at = kNotCreated;
  for (size_t i = done_.size(); i-- > 0;) {
    if (const auto* rename = std::get_if<RenameTable>(done_[i]); rename && renamed(*rename) == name)
      name = rename->table;
    if (const auto* create = std::get_if<CreateTable>(done_[i]);
        create && create->table.name == name) {
      created_at = i;
      break;
    }
  }
  return name;
}

// The table, if there is one, and what stands on it, with the operations so far laid over them.
Schema PendingTables::state_of(const QualifiedName& name, bool with_objects) {
  size_t created_at = kNotCreated;
  QualifiedName at = original_name(name, created_at);
  Schema alone;
  size_t next = 0;
  if (created_at != kNotCreated) {
    next = created_at;
  } else {
    const Table* base = now_->table(at);
    if (base != nullptr) alone.tables.emplace(at, *base);
    if (with_objects)
      for (SchemaObject& object : now_->objects_on(at)) alone.objects.emplace(object.id, object);
  }
  for (; next < done_.size(); ++next) {
    const QualifiedName* of = table_of(*done_[next]);
    if (of == nullptr || *of != at) continue;
    apply(*done_[next], alone);
    if (const auto* rename = std::get_if<RenameTable>(done_[next])) at = renamed(*rename);
  }
  return alone;
}

const Table* PendingTables::table(const QualifiedName& name) {
  Schema state = state_of(name, false);
  const auto found = state.tables.find(name);
  if (found == state.tables.end()) return nullptr;
  current_ = std::move(found->second);
  return &*current_;
}

std::vector<SchemaObject> PendingTables::objects_on(const QualifiedName& table) {
  std::vector<SchemaObject> objects;
  for (auto& [id, object] : state_of(table, true).objects)
    if (id.table == table) objects.push_back(std::move(object));
  return objects;
}

const Schema* PendingTables::schema() {
  if (!whole_) {
    const Schema* base = now_->schema();
    if (base == nullptr) return nullptr;
    whole_ = *base;
  }
  for (; whole_has_ < done_.size(); ++whole_has_) apply(*done_[whole_has_], *whole_);
  return &*whole_;
}

}  // namespace whimbrel
