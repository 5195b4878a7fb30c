#include "current_tables.h"

#include <algorithm>

#include "table_changes.h"
#include "whimbrel/ops/apply.h"

namespace whimbrel::sqlite {
namespace {

bool renames_something(const Operation& operation) {
  return std::holds_alternative<RenameTable>(operation) ||
         std::holds_alternative<RenameColumn>(operation);
}

bool refers_to(const Table& table, const QualifiedName& name) {
  return std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(),
                     [&](const ForeignKey& key) { return key.referred_table == name; });
}

/// The object that an operation on objects is about; null for all others.
const ObjectId* object_of(const Operation& operation) {
  if (const auto* op = std::get_if<CreateObject>(&operation)) return &op->object.id;
  if (const auto* op = std::get_if<DropObject>(&operation)) return &op->id;
  if (const auto* op = std::get_if<AlterObject>(&operation)) return &op->to.id;
  if (const auto* op = std::get_if<RenameObject>(&operation)) return &op->id;
  return nullptr;
}

// The table that they stand on may have been renamed since they were read.
void change_objects(std::vector<SchemaObject>& objects, const Operation& operation) {
  Schema alone;
  for (SchemaObject& object : objects) {
    object.id.table = object_of(operation)->table;
    alone.objects.emplace(object.id, std::move(object));
  }
  apply(operation, alone);
  objects.clear();
  for (auto& [id, object] : alone.objects) objects.push_back(std::move(object));
}

}  // namespace

CurrentTables::Entry& CurrentTables::entry(const QualifiedName& name) {
  const auto [place, is_new] = entries_.try_emplace(name);
  if (is_new) {
    place->second.original = name;
    // What was renamed before this table was first touched waits for it as well.
    place->second.waiting = renames_;
  }
  return place->second;
}

// Lays the operations on this table and the renames around it over it, each in its turn.
void CurrentTables::look_up(Entry& entry) {
  entry.looked_up = true;
  if (const Table* base = now_->table(entry.original)) entry.table = *base;
  const std::vector<const Operation*> waiting = std::move(entry.waiting);
  entry.waiting.clear();
  if (!entry.table) return;
  for (const Operation* operation : waiting) {
    const QualifiedName* of = table_of(*operation);
    // A rename elsewhere waits here as well, in its place between the others.
    if (of != nullptr && *of == entry.table->name)
      change(*entry.table, *operation);
    else
      follow(*entry.table, *operation);
  }
}

const Table* CurrentTables::find(const QualifiedName& name) {
  Entry& found = entry(name);
  if (!found.looked_up) look_up(found);
  return found.table ? &*found.table : nullptr;
}

std::vector<SchemaObject>& CurrentTables::objects_of(Entry& entry) {
  if (!entry.objects) {
    entry.objects = now_->objects_on(entry.original);
    for (const Operation* change : entry.object_changes) change_objects(*entry.objects, *change);
    entry.object_changes.clear();
  }
  return *entry.objects;
}

std::vector<SchemaObject> CurrentTables::objects_on(const QualifiedName& name) {
  std::vector<SchemaObject> found = objects_of(entry(name));
  for (SchemaObject& object : found) object.id.table = name;
  return found;
}

const SchemaObject* CurrentTables::view(const ObjectId& id) {
  const Schema* whole = views_ ? nullptr : now_->schema();
  if (whole != nullptr) {
    views_.emplace();
    for (const auto& [each, object] : whole->objects)
      if (each.kind == ObjectKind::view) views_->objects.emplace(each, object);
  }
  if (!views_) return nullptr;
  for (const Operation* change : view_changes_) apply(*change, *views_);
  view_changes_.clear();
  return views_->object(id);
}

std::vector<QualifiedName> CurrentTables::referring(const QualifiedName& name) {
  std::set<QualifiedName> candidates = created_referring_[name];
  for (const QualifiedName& original : now_->referring_tables(entry(name).original)) {
    const auto moved = moved_.find(original);
    candidates.insert(moved == moved_.end() ? original : moved->second);
  }
  std::vector<QualifiedName> result;
  for (const QualifiedName& candidate : candidates) {
    const Table* table = candidate == name ? nullptr : find(candidate);
    if (table != nullptr && refers_to(*table, name)) result.push_back(candidate);
  }
  return result;
}

void CurrentTables::create(const Table& table) {
  Entry fresh;
  fresh.original = table.name;
  fresh.looked_up = true;
  fresh.table = table;
  fresh.objects.emplace();
  entries_[table.name] = std::move(fresh);
  for (const ForeignKey& key : table.foreign_keys)
    created_referring_[key.referred_table].insert(table.name);
}

void CurrentTables::rename(const RenameTable& op, const Operation& operation) {
  Entry moving = std::move(entry(op.table));
  Entry gone;
  gone.original = op.table;
  gone.looked_up = true;
  gone.objects.emplace();
  entries_[op.table] = std::move(gone);
  const QualifiedName to(op.table.schema, op.to);
  moved_[moving.original] = to;
  if (moving.table)
    change(*moving.table, operation);
  else if (!moving.looked_up)
    moving.waiting.push_back(&operation);
  entries_[to] = std::move(moving);
}

// Foreign keys of all other tables follow.
void CurrentTables::note_rename(const Operation& operation) {
  renames_.push_back(&operation);
  const QualifiedName& of = *table_of(operation);
  for (auto& [name, each] : entries_) {
    if (name == of) continue;
    if (each.table)
      follow(*each.table, operation);
    else if (!each.looked_up)
      each.waiting.push_back(&operation);
  }
}

void CurrentTables::rename_view(const RenameObject& op) {
  Entry moving = std::move(entry(op.id.name));
  entries_.erase(op.id.name);
  entries_[QualifiedName(op.id.name.schema, op.to)] = std::move(moving);
}

// A view that goes takes its triggers along; a new one has none.
void CurrentTables::note_object(const Operation& operation) {
  const ObjectId& id = *object_of(operation);
  if (id.kind == ObjectKind::view) view_changes_.push_back(&operation);
  if (id.kind == ObjectKind::trigger) {
    Entry& changed = entry(id.table);
    changed.object_changes.push_back(&operation);
    if (changed.objects) {
      change_objects(*changed.objects, operation);
      changed.object_changes.clear();
    }
  } else if (const auto* rename = std::get_if<RenameObject>(&operation)) {
    rename_view(*rename);
  } else if (!std::holds_alternative<AlterObject>(operation)) {
    entry(id.name).objects.emplace();
    entry(id.name).object_changes.clear();
  }
}

void CurrentTables::note(const Operation& operation) {
  if (object_of(operation) != nullptr) return note_object(operation);
  const QualifiedName* of = table_of(operation);
  if (of == nullptr) return;
  entry(*of);
  if (renames_something(operation)) note_rename(operation);
  if (const auto* op = std::get_if<CreateTable>(&operation)) {
    create(op->table);
  } else if (std::holds_alternative<DropTable>(operation)) {
    Entry& dropped = entry(*of);
    dropped.looked_up = true;
    dropped.waiting.clear();
    dropped.table.reset();
    dropped.objects.emplace();
    dropped.object_changes.clear();
  } else if (const auto* rename_op = std::get_if<RenameTable>(&operation)) {
    rename(*rename_op, operation);
  } else {
    Entry& changed = entry(*of);
    if (changed.table)
      change(*changed.table, operation);
    else if (!changed.looked_up)
      changed.waiting.push_back(&operation);
    if (const auto* add = std::get_if<CreateConstraint>(&operation))
      if (const auto* key = std::get_if<ForeignKey>(&add->constraint))
        created_referring_[key->referred_table].insert(*of);
  }
}

}  // namespace whimbrel::sqlite
