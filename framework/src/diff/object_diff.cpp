#include "object_diff.h"

#include <algorithm>

#include "whimbrel/core/text.h"
#include "whimbrel/model/renames.h"
#include "whimbrel/ops/apply.h"

namespace whimbrel {
namespace {

SchemaObject compared_part(SchemaObject object) {
  object.privileges.reset();
  object.dialects.clear();
  forget_renames(object);
  return object;
}

// Views and what stands on tables hold no rows: they can go and come back.
bool can_stand_aside(ObjectKind kind) {
  return kind == ObjectKind::view || kind == ObjectKind::materialized_view ||
         stands_on_table(kind) || kind == ObjectKind::event;
}

bool is_view(ObjectKind kind) {
  return kind == ObjectKind::view || kind == ObjectKind::materialized_view;
}

bool has_routine_body(ObjectKind kind) {
  return kind == ObjectKind::function || kind == ObjectKind::procedure;
}

bool loses_values(const SchemaObject& from, const SchemaObject& to) {
  return std::any_of(from.values.begin(), from.values.end(), [&](const EnumValue& value) {
    return std::none_of(to.values.begin(), to.values.end(),
                        [&](const EnumValue& other) { return other.text == value.text; });
  });
}

void rename_values(const SchemaObject& wanted, Schema& from, std::vector<Operation>& renames) {
  for (const EnumValue& value : wanted.values) {
    if (!value.renamed_from) continue;
    const RenameEnumValue rename{wanted.id.name, *value.renamed_from, value.text};
    const SchemaObject* before = from.object(wanted.id);
    const bool is_new = std::none_of(before->values.begin(), before->values.end(),
                                     [&](const EnumValue& e) { return e.text == value.text; });
    if (is_new && !apply(rename, from)) renames.emplace_back(rename);
  }
}

class ObjectComparer {
 public:
  ObjectComparer(const Schema& original, const Schema& from, const Schema& to,
                 const TableChanges& changes, const Capabilities& can)
      : original_(original), from_(from), to_(to), changes_(changes), can_(can) {}

  ObjectDifference compared() && {
    find_swapped();
    for (const auto& [id, object] : from_.objects)
      if (!to_.objects.contains(id)) drop(object);
    for (const auto& [id, object] : to_.objects)
      if (const SchemaObject* before = from_.object(id))
        keep(*before, object);
      else
        result_.creates.insert(id);
    spread_to_dependents();
    drop_users_first();
    change_privileges();
    return std::move(result_);
  }

 private:
  bool touches_changed_table(const SchemaObject& object) const {
    return !changes_.touched.empty() && Uses::mentions(object, changes_.touched);
  }

  // Names that a view has on one side and a table on the other: what looks at one of them does not
  // change by its text, and yet cannot stay.
  void find_swapped() {
    const auto note = [&](const Schema& views, const Schema& tables) {
      for (const auto& [id, object] : views.objects)
        if (is_view(id.kind) && tables.tables.contains(id.name))
          swapped_.insert(lower(id.name.name.text()));
    };
    note(from_, to_);
    note(to_, from_);
  }

  // A routine is checked when it is made, on the way back too: one that names a view which goes
  // first goes before that view, and so do the routines that name this one. What a table is made of
  // cannot go before that table.
  void drop_users_first() {
    std::vector<std::string> gone;
    for (const ObjectId& id : result_.first_drops)
      if (is_view(id.kind)) gone.push_back(lower(id.name.name.text()));
    std::map<std::string, std::vector<ObjectId>> users;
    if (!gone.empty())
      for (const ObjectId& id : result_.last_drops)
        if (has_routine_body(id.kind))
          for (const std::string& name : names_in(*from_.object(id))) users[name].push_back(id);
    if (users.empty()) return;
    std::set<std::string> in_tables;
    for (const auto& [name, table] : from_.tables) in_tables.merge(names_in(table));
    for (size_t i = 0; i < gone.size(); ++i) {
      for (const ObjectId& id : users[gone[i]]) {
        const std::string name = lower(id.name.name.text());
        if (in_tables.contains(name) || result_.last_drops.erase(id) == 0) continue;
        result_.first_drops.insert(original_id(id));
        gone.push_back(name);
      }
    }
  }

  // The identity before the renames; triggers and policies go with their table.
  ObjectId original_id(const ObjectId& id) const {
    if (original_.objects.contains(id)) return id;
    for (const auto& [other, object] : original_.objects) {
      if (other.kind != id.kind) continue;
      const bool same_place = other.name.name == id.name.name && stands_on_table(id.kind);
      const auto* wanted = to_.object(id);
      const bool renamed = wanted != nullptr && wanted->renamed_from == other.name.name;
      if ((same_place && !original_.tables.contains(id.table)) || renamed) return other;
    }
    return id;
  }

  void drop(const SchemaObject& object) {
    const ObjectKind kind = object.id.kind;
    const bool first =
        can_stand_aside(kind) || (has_routine_body(kind) && touches_changed_table(object));
    if (first)
      result_.first_drops.insert(original_id(object.id));
    else
      result_.last_drops.insert(object.id);
  }

  void keep(const SchemaObject& before, const SchemaObject& wanted) {
    if (same_object(before, wanted)) {
      if (holds_changed_column(before) || looks_at_swapped(before)) renew(before.id);
      return;
    }
    const ObjectKind kind = wanted.id.kind;
    if (can_stand_aside(kind) && (touches_changed_table(before) || touches_changed_table(wanted)))
      return renew(before.id);
    altered_.insert(wanted.id);
  }

  bool holds_changed_column(const SchemaObject& object) const {
    if (!can_.views_hold_columns || !can_stand_aside(object.id.kind)) return false;
    const std::set<std::string> names = names_in(object);
    for (const auto& [table, columns] : changes_.held_columns)
      if (names.contains(table) &&
          std::any_of(columns.begin(), columns.end(),
                      [&](const std::string& column) { return names.contains(column); }))
        return true;
    return false;
  }

  bool looks_at_swapped(const SchemaObject& object) const {
    return !swapped_.empty() && can_stand_aside(object.id.kind) && Uses::mentions(object, swapped_);
  }

  void renew(const ObjectId& id) {
    result_.first_drops.insert(original_id(id));
    result_.creates.insert(id);
    renewed_.push_back(id);
  }

  // What stands on a view that goes, goes with it, and so do the views that use it: some databases
  // refuse to drop a view under another one, some to change any table while a view names what is
  // not there. Where views hold on to columns, a view that others use is renewed and not altered.
  void spread_to_dependents() {
    std::map<std::string, std::vector<const SchemaObject*>> users;
    if (!renewed_.empty() || !altered_.empty())
      for (const auto& [id, object] : from_.objects)
        if (can_stand_aside(id.kind))
          for (const std::string& name : names_in(object)) users[name].push_back(&object);
    const auto dependents = [&](const ObjectId& id) {
      std::vector<const SchemaObject*> found;
      for (const SchemaObject* user : users[lower(id.name.name.text())])
        if (user->id != id) found.push_back(user);
      return found;
    };
    for (const ObjectId& id : altered_)
      if (can_.views_hold_columns && is_view(id.kind) && !dependents(id).empty()) renew(id);
    for (size_t i = 0; i < renewed_.size(); ++i) {
      const ObjectId id = renewed_[i];
      altered_.erase(id);
      if (!is_view(id.kind)) continue;
      for (const SchemaObject* user : dependents(id))
        if (to_.objects.contains(user->id) && !result_.creates.contains(user->id)) renew(user->id);
    }
    for (const ObjectId& id : altered_) alter(id);
  }

  void alter(const ObjectId& id) {
    const SchemaObject& before = *from_.object(id);
    const SchemaObject& wanted = *to_.object(id);
    SchemaObject to = compared_part(wanted);
    to.privileges = wanted.privileges ? wanted.privileges : before.privileges;
    const bool late = can_stand_aside(id.kind) || loses_values(before, wanted) ||
                      (has_routine_body(id.kind) && touches_changed_table(wanted));
    (late ? result_.late_alters : result_.early_alters)
        .emplace_back(AlterObject{std::move(to), before});
  }

  void change_privileges() {
    for (const auto& [id, object] : to_.objects) {
      const SchemaObject* before = from_.object(id);
      if (before == nullptr || !object.privileges || result_.creates.contains(id)) continue;
      if (altered_.contains(id)) continue;  // with its other changes
      add_privilege_changes({id, {}}, before->privileges, *object.privileges, result_.late_alters);
    }
    for (const auto& [name, table] : to_.tables) {
      const Table* before = from_.table(name);
      if (before != nullptr && table.privileges)
        add_privilege_changes({std::nullopt, name}, before->privileges, *table.privileges,
                              result_.late_alters);
    }
  }

  static void add_privilege_changes(const PrivilegePlace& place,
                                    const std::optional<std::vector<Privilege>>& from,
                                    const std::vector<Privilege>& to,
                                    std::vector<Operation>& operations) {
    Revoke revoke{place, {}};
    Grant grant{place, {}};
    const std::vector<Privilege> before = from.value_or(std::vector<Privilege>{});
    const auto has = [](const std::vector<Privilege>& all, const Privilege& one) {
      return std::find(all.begin(), all.end(), one) != all.end();
    };
    for (const Privilege& each : before)
      if (!has(to, each)) revoke.privileges.push_back(each);
    for (const Privilege& each : to)
      if (!has(before, each)) grant.privileges.push_back(each);
    if (!revoke.privileges.empty()) operations.emplace_back(std::move(revoke));
    if (!grant.privileges.empty()) operations.emplace_back(std::move(grant));
  }

  const Schema& original_;
  const Schema& from_;
  const Schema& to_;
  const TableChanges& changes_;
  const Capabilities& can_;
  std::set<std::string> swapped_;
  std::set<ObjectId> altered_;
  std::vector<ObjectId> renewed_;
  ObjectDifference result_;
};

}  // namespace

bool same_object(const SchemaObject& from, const SchemaObject& to) {
  SchemaObject one = compared_part(from);
  SchemaObject other = compared_part(to);
  if (one.id.kind == ObjectKind::extension)
    std::erase_if(one.attributes,
                  [&](const auto& entry) { return !other.attributes.contains(entry.first); });
  return one == other;
}

std::vector<Operation> object_renames(Schema& from, const Schema& to) {
  std::vector<Operation> renames;
  for (const auto& [id, object] : to.objects) {
    if (!object.renamed_from.empty() && !stands_on_table(id.kind) && !from.objects.contains(id)) {
      ObjectId old = id;
      old.name.name = object.renamed_from;
      const RenameObject rename{old, id.name.name};
      if (!to.objects.contains(old) && !apply(rename, from)) renames.emplace_back(rename);
    }
    if (from.objects.contains(id)) rename_values(object, from, renames);
  }
  return renames;
}

ObjectDifference object_difference(const Schema& original, const Schema& from, const Schema& to,
                                   const TableChanges& changes, const Capabilities& can) {
  if (original.objects.empty() && to.objects.empty() &&
      std::none_of(to.tables.begin(), to.tables.end(),
                   [](const auto& entry) { return entry.second.privileges.has_value(); }))
    return {};
  return ObjectComparer(original, from, to, changes, can).compared();
}

}  // namespace whimbrel
