#include "run_context.h"

#include <algorithm>
#include <utility>

#include "whimbrel/core/overloaded.h"
#include "whimbrel/core/text.h"
#include "whimbrel/diff/model_context.h"
#include "whimbrel/ops/apply.h"
#include "whimbrel/ops/guards.h"

namespace whimbrel {
namespace {

// The database names what has no name, knows what a foreign key refers to when nothing is said, and
// may show a unique index as a constraint.
bool is_certain(const Constraint& constraint) {
  if (std::holds_alternative<PrimaryKey>(constraint)) return true;
  const auto* key = std::get_if<ForeignKey>(&constraint);
  return !name_of(constraint).empty() && (key == nullptr || !key->referred_columns.empty());
}

bool is_certain(const Table& table) {
  const auto constraints = constraints_of(table);
  return std::all_of(constraints.begin(), constraints.end(),
                     [](const Constraint& each) { return is_certain(each); }) &&
         std::none_of(table.indexes.begin(), table.indexes.end(),
                      [](const Index& each) { return each.unique; }) &&
         !table.partition_by && !table.partition_of && table.inherits.empty();
}

}  // namespace

void RunContext::References::add(const QualifiedName& table, const QualifiedName& referred) {
  to[referred].insert(table);
  from[table].insert(referred);
}

void RunContext::References::drop(const QualifiedName& table) {
  const auto found = from.find(table);
  if (found == from.end()) return;
  for (const QualifiedName& referred : found->second) to[referred].erase(table);
  from.erase(found);
}

bool RunContext::References::touch(const QualifiedName& table) const {
  const auto referring = to.find(table);
  return from.contains(table) || (referring != to.end() && !referring->second.empty());
}

const RunContext::Known& RunContext::known(const QualifiedName& name) {
  if (!known_.contains(name)) look_up(name);
  return known_.at(name);
}

const Table* RunContext::table(const QualifiedName& name) {
  const Known& found = known(name);
  answered_from_operations_ = answered_from_operations_ || found.from_operations;
  return found.table ? &*found.table : nullptr;
}

std::vector<SchemaObject> RunContext::objects_on(const QualifiedName& table) {
  return known(table).objects;
}

// What uses a type or refers to a table may be in any schema.
const Schema* RunContext::schema() {
  if (!whole_) whole_ = dialect_->introspector().read(*connection_, whole_database());
  return &*whole_;
}

void RunContext::look_up(const QualifiedName& name) {
  if (const auto besides = expected_besides(name); !besides.empty()) {
    IntrospectionScope scope;
    scope.only.assign(besides.begin(), besides.end());
    scope.only.push_back(name);
    const Schema read = dialect_->introspector().read(*connection_, scope);
    ModelContext objects(read, 0);
    for (const auto& [found, table] : read.tables)
      if (found == name || besides.contains(found))
        remember(found, {table, objects.objects_on(found), false});
    if (known_.contains(name)) return;
  }
  Schema read = dialect_->introspector().read(*connection_, {{}, {name}});
  std::optional<Table> table;
  // A table of the default schema is read without its schema, also when it was named with it.
  if (!read.tables.empty()) table = std::move(read.tables.begin()->second);
  if (table) table->name = name;
  std::vector<SchemaObject> objects;
  for (auto& [id, object] : read.objects) objects.push_back(std::move(object));
  remember(name, {std::move(table), std::move(objects), false});
}

std::set<QualifiedName> RunContext::expected_besides(const QualifiedName& name) {
  constexpr std::size_t kAtMost = 256;
  std::set<QualifiedName> names;
  for (; expected_at_ < expected_.size() && names.size() + 1 < at_once_; ++expected_at_) {
    const QualifiedName& next = expected_[expected_at_];
    if (next.schema.empty() && next != name && !known_.contains(next)) names.insert(next);
  }
  at_once_ = std::min(2 * at_once_, kAtMost);
  return names;
}

std::vector<QualifiedName> RunContext::referring_tables(const QualifiedName& name) {
  if (!references_) {
    references_.emplace();
    for (const auto& [other, table] : schema()->tables)
      for (const ForeignKey& key : table.foreign_keys) references_->add(other, key.referred_table);
  }
  std::vector<QualifiedName> result;
  const auto found = references_->to.find(name);
  if (found == references_->to.end()) return result;
  for (const QualifiedName& other : found->second)
    if (other != name) result.push_back(other);
  return result;
}

void RunContext::follow(std::span<const LocatedOperation> operations) {
  whole_.reset();
  for (const LocatedOperation& each : operations) follow(each.operation);
}

void RunContext::follow(const Operation& operation) {
  if (is_guarded(operation)) return forget();  // whether it was carried out is not known here
  const auto everything = [&](const auto&) { forget(); };
  const auto table_of_it = [&](const auto& op) { forget(op.table); };
  const auto with_references = [&](const auto& op) { forget_references_of(op.table); };
  const auto changed = [&](const auto& op) { change(op.table, operation); };
  const auto nothing = [](const auto&) {};
  std::visit(overloaded{
                 [&](const CreateTable& op) { create(op); },
                 [&](const DropTable& op) {
                   forget(op.table);
                   if (references_) references_->drop(op.table);
                 },
                 [&](const AddColumn& op) { changed(op); },
                 [&](const DropIndex& op) { changed(op); },
                 [&](const SetTableComment& op) { changed(op); },
                 [&](const CreateIndex& op) { op.index.unique ? table_of_it(op) : changed(op); },
                 // A database restates what stands in other columns, or drops what needs them.
                 [&](const AlterColumn& op) { table_of_it(op); },
                 [&](const RenameIndex& op) { table_of_it(op); },
                 [&](const RenameConstraint& op) { table_of_it(op); },
                 [&](const ValidateConstraint& op) { table_of_it(op); },
                 [&](const SetTableOptions& op) { table_of_it(op); },
                 [&](const SetPartitioning& op) { table_of_it(op); },
                 [&](const DropColumn& op) { with_references(op); },
                 [&](const DropConstraint& op) { with_references(op); },
                 [&](const CreateConstraint& op) {
                   forget(op.table);
                   if (std::holds_alternative<ForeignKey>(op.constraint)) references_.reset();
                 },
                 [&](const InsertRows& op) { nothing(op); },
                 [&](const UpsertRows& op) { nothing(op); },
                 [&](const UpdateRows& op) { nothing(op); },
                 [&](const DeleteRows& op) { nothing(op); },
                 [&](const Backfill& op) { nothing(op); },
                 // Names, and texts that hold them, change in other tables as well.
                 [&](const RenameTable& op) { everything(op); },
                 [&](const RenameColumn& op) { everything(op); },
                 [&](const AttachPartition& op) { everything(op); },
                 [&](const DetachPartition& op) { everything(op); },
                 [&](const CreateObject& op) { everything(op); },
                 [&](const DropObject& op) { everything(op); },
                 [&](const AlterObject& op) { everything(op); },
                 [&](const RenameObject& op) { everything(op); },
                 [&](const AddEnumValue& op) { everything(op); },
                 [&](const RenameEnumValue& op) { everything(op); },
                 [&](const Grant& op) { everything(op); },
                 [&](const Revoke& op) { everything(op); },
                 [&](const Execute& op) { everything(op); },
                 [&](const PluginOperation& op) { everything(op); },
             },
             operation);
}

void RunContext::create(const CreateTable& operation) {
  const Table& table = operation.table;
  forget(table.name);
  if (is_certain(table)) remember(table.name, {table, {}, true});
  // How the database spells the names in it is not known.
  if (!table.foreign_keys.empty()) references_.reset();
}

void RunContext::change(const QualifiedName& table, const Operation& operation) {
  forget_other_spellings(table);
  const auto found = known_.find(table);
  if (found == known_.end()) return;
  if (!found->second.table) return forget(table);
  Schema alone;
  alone.tables.emplace(table, std::move(*found->second.table));
  if (apply(operation, alone)) return forget(table);
  found->second.table = std::move(alone.tables.begin()->second);
  found->second.from_operations = true;
}

void RunContext::remember(const QualifiedName& name, Known known) {
  spellings_[lower(name.name.text())].insert(name);
  known_.insert_or_assign(name, std::move(known));
}

void RunContext::forget(const QualifiedName& table) {
  forget_other_spellings(table);
  known_.erase(table);
}

void RunContext::forget_other_spellings(const QualifiedName& table) {
  const auto found = spellings_.find(lower(table.name.text()));
  if (found == spellings_.end()) return;
  for (const QualifiedName& each : found->second)
    if (each != table) known_.erase(each);
  found->second = {table};
}

// A foreign key can go with what is dropped.
void RunContext::forget_references_of(const QualifiedName& table) {
  forget(table);
  if (references_ && references_->touch(table)) references_.reset();
}

void RunContext::forget() {
  known_.clear();
  spellings_.clear();
  references_.reset();
  whole_.reset();
}

bool RunContext::take_answered_from_operations() {
  return std::exchange(answered_from_operations_, false);
}

}  // namespace whimbrel
