#include "whimbrel/diff/canonical.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "archive.h"
#include "object_diff.h"
#include "open_names.h"
#include "same_table.h"
#include "scratch_build.h"
#include "table_diff.h"
#include "uses.h"
#include "whimbrel/core/checksum.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/overloaded.h"
#include "whimbrel/model/renames.h"

namespace whimbrel {
namespace {

/// The types as the introspector would spell them. There are few types and many columns, so each
/// spelling is looked for once.
class Speller {
 public:
  explicit Speller(const CanonicalWork& work) : work_(work) {}

  Table spelled(Table table) {
    for (Column& column : table.columns) {
      SqlType& known = known_[column.type.text];
      if (known.text.empty()) known = spelled(column, table.name);
      column.type = known;
    }
    return table;
  }

 private:
  SqlType spelled(const Column& column, const QualifiedName& table) const {
    auto native = work_.dialect.types().native(column.type, work_.server);
    if (const auto* reason = std::get_if<Unsupported>(&native)) {
      Error error(ErrorCode::unsupported, reason->reason);
      error.at("column '" + column.name.text() + "' of table '" + table.name.text() + "'");
      throw error;
    }
    return SqlType(work_.dialect.types().spelling(std::get<std::string>(native)));
  }

  const CanonicalWork& work_;
  std::unordered_map<std::string, SqlType> known_;
};

bool equals(const Table& actual, const Table& wanted) {
  const TableDifference difference = table_difference(actual, wanted, {}, false);
  return difference.dropped_foreign_keys.empty() && difference.changes.empty() &&
         difference.created_foreign_keys.empty() && difference.unsupported.empty();
}

Schema alone(const Table& table) {
  Schema schema;
  schema.tables.emplace(table.name, table);
  return schema;
}

template <class Part>
std::string written(const Part& part) {
  ArchiveWriter writer;
  writer.put(part);
  return std::move(writer).take();
}

std::string engine_key(const CanonicalWork& work, std::string_view text) {
  return checksum(std::string(work.dialect.name()) + "\n" + work.server.product + "\n" +
                  work.server.version + "\n" + std::string(text));
}

Table as_desired(const Table& desired, Table built) {
  built = with_open_names(desired, std::move(built));
  built.privileges = desired.privileges;
  copy_renames(desired, built);
  return built;
}

// As the database has it, with what only the desired schema knows.
SchemaObject with_history(const SchemaObject& desired, SchemaObject built) {
  copy_renames(desired, built);
  built.privileges = desired.privileges;
  return built;
}

/// How many tables are built in one scratch place.
constexpr size_t kTogether = 250;

class Canonicaliser {
 public:
  Canonicaliser(const Schema& desired, const Schema& actual, CanonicalWork& work)
      : desired_(desired), actual_(actual), work_(work), speller_(work) {}

  Canonical result() && {
    for (const auto& [name, table] : desired_.tables) look_up(table);
    for (const auto& [id, object] : desired_.objects) look_up(object);
    if (!open_.empty() || !open_objects_.empty()) build_in_groups();
    return std::move(result_);
  }

 private:
  void look_up(const Table& table) {
    Table wanted = speller_.spelled(table);
    const Table* actual = actual_.table(table.name);
    if (actual != nullptr && same_table(*actual, wanted)) {
      result_.schema.tables.emplace(table.name, std::move(wanted));
      return;
    }
    if (actual != nullptr && equals(*actual, wanted)) {
      result_.schema.tables.emplace(table.name, as_desired(wanted, *actual));
      return;
    }
    const std::string key = engine_key(work_, written(table));
    if (auto known = work_.memory.find(key)) {
      result_.schema.tables.emplace(table.name,
                                    as_desired(table, std::move(known->tables.begin()->second)));
      return;
    }
    open_.emplace(table.name, key);
    spelled_.emplace(table.name, std::move(wanted));
  }

  void look_up(const SchemaObject& object) {
    const SchemaObject* actual = actual_.object(object.id);
    if (is_always_there(object.id.kind)) {
      result_.schema.objects.emplace(object.id, with_open_attributes(object, actual));
      return;
    }
    if (actual != nullptr && same_object(*actual, object)) {
      result_.schema.objects.emplace(object.id, with_history(object, *actual));
      return;
    }
    const std::string key = engine_key(work_, text_with_all_used(object));
    if (auto known = work_.memory.find(key)) {
      result_.schema.objects.emplace(
          object.id, with_history(object, std::move(known->objects.begin()->second)));
      return;
    }
    open_objects_.emplace(object.id, key);
  }

  // What a database makes of a definition depends on what it uses (`*` becomes columns).
  std::string text_with_all_used(const SchemaObject& object) {
    Schema parts;
    add_parts(uses().closure({object.id}), parts);
    return object.id.text() + "\n" + written(parts);
  }

  const Uses& uses() {
    if (!uses_) uses_.emplace(desired_);
    return *uses_;
  }

  void add_parts(const std::set<Part>& parts, Schema& schema) const {
    for (const Part& part : parts)
      std::visit(
          overloaded{
              [&](const QualifiedName& name) {
                const auto [place, added] = schema.tables.emplace(name, desired_.tables.at(name));
                if (added) place->second.foreign_keys.clear();
              },
              [&](const ObjectId& id) { schema.objects.emplace(id, desired_.objects.at(id)); },
          },
          part);
  }

  // There is nothing in these that a database would spell another way; what is not said of them is
  // as the target has it.
  static SchemaObject with_open_attributes(SchemaObject object, const SchemaObject* actual) {
    if (actual != nullptr)
      object.attributes.insert(actual->attributes.begin(), actual->attributes.end());
    return object;
  }

  // What stands on a table is not used by it, and an extension brings names that only it knows.
  static bool is_always_there(ObjectKind kind) {
    return kind == ObjectKind::extension || kind == ObjectKind::schema;
  }

  // Of a table that is only referred to, what a foreign key needs. Some databases let it refer to
  // columns that begin an index which is not unique.
  static void add_target(const Table& target, const std::vector<Identifier>& referred,
                         Schema& schema) {
    const auto [place, added] = schema.tables.emplace(target.name, target);
    Table& table = place->second;
    if (added) {
      table.foreign_keys.clear();
      std::erase_if(table.indexes, [](const Index& index) { return !index.unique; });
    }
    for (const Index& index : target.indexes) {
      const auto* first = std::get_if<Identifier>(&index.keys.front().what);
      const bool begins =
          first != nullptr && std::find(referred.begin(), referred.end(), *first) != referred.end();
      if (begins && table.index(index.name) == nullptr) table.indexes.push_back(index);
    }
  }

  // The open tables and those they refer to; the open objects; and all that any of these use.
  Schema to_build() {
    Schema schema;
    std::set<Part> wanted;
    for (const auto& [name, key] : open_) {
      schema.tables.emplace(name, desired_.tables.at(name));
      wanted.insert(name);
    }
    for (const auto& [id, key] : open_objects_) wanted.insert(id);
    for (const auto& [id, object] : desired_.objects)
      if (is_always_there(id.kind)) wanted.insert(id);
    for (const auto& [name, key] : open_)
      for (const ForeignKey& foreign : desired_.tables.at(name).foreign_keys) {
        const Table* target = desired_.table(foreign.referred_table);
        if (target == nullptr) throw missing_target(name, foreign);
        if (!open_.contains(target->name)) add_target(*target, foreign.referred_columns, schema);
        wanted.insert(target->name);
      }
    if (!desired_.objects.empty() || has_heirs()) add_parts(uses().closure(wanted), schema);
    // The place has the schemas and extensions of the target already.
    std::erase_if(schema.objects, [&](const auto& entry) {
      return is_always_there(entry.first.kind) && actual_.object(entry.first) != nullptr;
    });
    forget_history(schema);
    return schema;
  }

  bool has_heirs() const {
    return std::any_of(desired_.tables.begin(), desired_.tables.end(), [](const auto& entry) {
      return entry.second.partition_of || !entry.second.inherits.empty();
    });
  }

  // Who may do what is no question of spelling, and the roles need not be there.
  static void forget_history(Schema& schema) {
    for (auto& [id, object] : schema.objects) {
      forget_renames(object);
      object.privileges.reset();
    }
    for (auto& [name, table] : schema.tables) {
      table.privileges.reset();
      forget_renames(table);
    }
  }

  static Error missing_target(const QualifiedName& table, const ForeignKey& key) {
    Error error(ErrorCode::config, "a foreign key refers to table '" + key.referred_table.text() +
                                       "', which the desired schema does not have");
    error.at("table '" + table.text() + "'");
    return error;
  }

  // Some databases look through the whole catalog at each CREATE, and a place may hold only so
  // many tables in one transaction. What tables refer to is built again beside them; the objects go
  // with the first group.
  void build_in_groups() {
    std::map<QualifiedName, std::string> waiting = std::move(open_);
    do {
      open_.clear();
      while (!waiting.empty() && open_.size() < kTogether)
        open_.insert(waiting.extract(waiting.begin()));
      build();
      open_objects_.clear();
    } while (!waiting.empty() && result_.unverified.empty());
  }

  void build() {
    const Schema schema = to_build();
    auto place = work_.scratch();
    if (const auto* reason = std::get_if<Unsupported>(&place)) {
      result_.unverified = reason->reason;
      for (auto& [name, table] : spelled_) result_.schema.tables.emplace(name, std::move(table));
      for (const auto& [id, key] : open_objects_)
        result_.schema.objects.emplace(id, desired_.objects.at(id));
      return;
    }
    ScratchPlace& scratch = *std::get<std::unique_ptr<ScratchPlace>>(place);
    build_in(scratch, schema, work_.dialect);
    IntrospectionScope scope;
    scope.schemas = other_schemas(schema);
    Schema built = scratch.read(scope);
    for (const auto& [name, key] : open_) {
      const Table* table = built.table(name);
      if (table == nullptr)
        throw Error(ErrorCode::internal,
                    "table '" + name.text() + "' was built in the scratch place and is not there");
      work_.memory.put(key, alone(*table));
      result_.schema.tables.emplace(name, as_desired(desired_.tables.at(name), *table));
    }
    for (const auto& [id, key] : open_objects_) take_built(id, key, built);
  }

  void take_built(const ObjectId& id, const std::string& key, const Schema& built) {
    const SchemaObject* object = built.object(id);
    if (object == nullptr) object = same_but_for_arguments(id, built);
    if (object == nullptr)
      throw Error(ErrorCode::internal, std::string(word_for(id.kind)) + " '" + id.text() +
                                           "' was built in the scratch place and is not there");
    Schema alone;
    alone.objects.emplace(object->id, *object);
    work_.memory.put(key, alone);
    result_.schema.objects.emplace(object->id, with_history(desired_.objects.at(id), *object));
  }

  // The database spells the types of arguments its own way.
  static const SchemaObject* same_but_for_arguments(const ObjectId& id, const Schema& built) {
    const SchemaObject* only = nullptr;
    for (const auto& [other, object] : built.objects) {
      if (other.kind != id.kind || other.name != id.name || other.table != id.table) continue;
      if (only != nullptr) return nullptr;
      only = &object;
    }
    return only;
  }

  const Schema& desired_;
  const Schema& actual_;
  CanonicalWork& work_;
  Speller speller_;
  std::map<QualifiedName, std::string> open_;
  std::map<QualifiedName, Table> spelled_;
  std::map<ObjectId, std::string> open_objects_;
  std::optional<Uses> uses_;
  Canonical result_;
};

// A script that speaks of privileges manages them, and one that makes schemas is about these too.
Schema read_back(ScratchPlace& place, const SchemaScript& script) {
  IntrospectionScope scope;
  scope.privileges = script.grants;
  scope.schemas = place.made_schemas();
  return place.read(scope);
}

std::optional<Schema> built_in_bare_place(const SchemaScript& script, const std::string& file,
                                          CanonicalWork& work) {
  if (!work.bare) return std::nullopt;
  auto place = work.bare();
  auto* scratch = std::get_if<std::unique_ptr<ScratchPlace>>(&place);
  if (scratch == nullptr) return std::nullopt;
  try {
    build_in(**scratch, script, file);
  } catch (const Error& problem) {
    if (problem.code() != ErrorCode::database) throw;
    return std::nullopt;
  }
  return read_back(**scratch, script);
}

}  // namespace

Canonical canonical(const Schema& desired, const Schema& actual, CanonicalWork& work) {
  return Canonicaliser(desired, actual, work).result();
}

Schema canonical(const SchemaScript& script, const std::string& file, CanonicalWork& work) {
  std::string text;
  for (const ScriptStatement& statement : script.statements) text += statement.text + ";\n";
  const std::string key = engine_key(work, text);
  if (auto known = work.memory.find(key)) return *std::move(known);
  if (auto built = built_in_bare_place(script, file, work)) {
    work.memory.put(key, *built);
    return *std::move(built);
  }
  auto place = work.scratch();
  if (const auto* reason = std::get_if<Unsupported>(&place)) {
    Error error(ErrorCode::unsupported,
                "an SQL file can only be read by the database itself: " + reason->reason);
    error.at(file).with_hint("set scratch_url for this target, or describe the schema in YAML");
    throw error;
  }
  ScratchPlace& scratch = *std::get<std::unique_ptr<ScratchPlace>>(place);
  build_in(scratch, script, file);
  Schema built = read_back(scratch, script);
  work.memory.put(key, built);
  return built;
}

}  // namespace whimbrel
