#include "whimbrel/diff/adopt_names.h"

#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <type_traits>

#include "whimbrel/core/text.h"

namespace whimbrel {
namespace {

/// How names are written, by the name in lower case.
class Spellings {
 public:
  void add(const Identifier& name) { known_.emplace(lower(name.text()), name); }

  void adopt(Identifier& name) const {
    if (name.empty()) return;
    const auto found = known_.find(lower(name.text()));
    if (found != known_.end()) name = found->second;
  }

  void adopt(std::vector<Identifier>& names) const {
    for (Identifier& name : names) adopt(name);
  }

 private:
  std::map<std::string, Identifier> known_;
};

struct TableSpellings {
  Spellings columns;
  Spellings parts;  ///< indexes and constraints
};

template <class Value>
void rekey(std::map<QualifiedName, Value>& entries) {
  std::map<QualifiedName, Value> result;
  for (auto& [key, value] : entries) {
    const QualifiedName name = value.name;
    result.emplace(name, std::move(value));
  }
  entries = std::move(result);
}

template <class Parts>
bool has(const Parts& parts, const Identifier& name) {
  return std::any_of(parts.begin(), parts.end(), [&](const auto& part) {
    if constexpr (requires { part.name; })
      return part.name == name;
    else
      return part == name;
  });
}

/// True when every name of a table stands in the database in the same letters already: the usual
/// case, which needs no look at any name in lower case.
class Alike {
 public:
  Alike(const Schema& desired, const Schema& actual) : desired_(desired), actual_(actual) {}

  bool operator()(const Table& table) const {
    const Table* have = actual_.table(table.name);
    if (have == nullptr || !table.renamed_from.empty()) return false;
    for (const Column& column : table.columns)
      if (!column.renamed_from.empty() || !has(have->columns, column.name)) return false;
    if (table.primary_key && !have->primary_key) return false;
    if (table.primary_key && !part(*table.primary_key, std::span(&*have->primary_key, 1), table))
      return false;
    return parts(table.unique_constraints, have->unique_constraints, table) &&
           parts(table.foreign_keys, have->foreign_keys, table) &&
           parts(table.checks, have->checks, table) &&
           parts(table.exclusions, have->exclusions, table) &&
           parts(table.indexes, have->indexes, table);
  }

 private:
  template <class Each>
  bool parts(const std::vector<Each>& wanted, const std::vector<Each>& have,
             const Table& table) const {
    return std::all_of(wanted.begin(), wanted.end(),
                       [&](const Each& each) { return part(each, std::span(have), table); });
  }

  template <class Each, class Have>
  bool part(const Each& wanted, const Have& have, const Table& table) const {
    if (!wanted.name.empty() && !has(have, wanted.name)) return false;
    if constexpr (requires { wanted.renamed_from; })
      if (!wanted.renamed_from.empty()) return false;
    if constexpr (requires { wanted.columns; })
      if (!columns(wanted.columns, table)) return false;
    if constexpr (requires { wanted.include; })
      if (!columns(wanted.include, table)) return false;
    if constexpr (std::is_same_v<Each, Index>)
      for (const IndexKey& key : wanted.keys)
        if (const auto* column = std::get_if<Identifier>(&key.what))
          if (!has(table.columns, *column)) return false;
    if constexpr (std::is_same_v<Each, ForeignKey>) {
      const Table* target = desired_.table(wanted.referred_table);
      return target != nullptr && actual_.table(wanted.referred_table) != nullptr &&
             columns(wanted.referred_columns, *target);
    }
    return true;
  }

  static bool columns(const std::vector<Identifier>& names, const Table& table) {
    return std::all_of(names.begin(), names.end(),
                       [&](const Identifier& name) { return has(table.columns, name); });
  }

  const Schema& desired_;
  const Schema& actual_;
};

class Adopter {
 public:
  explicit Adopter(const Schema& actual) {
    for (const auto& [name, table] : actual.tables) add(table);
    for (const auto& [id, object] : actual.objects) objects_[id.kind].add(id.name.name);
  }

  void adopt(Schema& desired) {
    for (auto& [name, table] : desired.tables) {
      adopt_columns(table);
      Spellings& columns = wanted_columns_[lower_key(name)];
      for (const Column& column : table.columns) columns.add(column.name);
    }
    for (auto& [name, table] : desired.tables) adopt(table);
    rekey(desired.tables);
    std::map<ObjectId, SchemaObject> objects;
    for (auto& [id, object] : desired.objects) {
      adopt(object);
      const ObjectId adopted = object.id;
      objects.emplace(adopted, std::move(object));
    }
    desired.objects = std::move(objects);
  }

 private:
  static std::string lower_key(const QualifiedName& name) { return lower(name.text()); }

  void add(const Table& table) {
    tables_.add(table.name.name);
    TableSpellings& spellings = by_table_[lower_key(table.name)];
    for (const Column& column : table.columns) spellings.columns.add(column.name);
    for (const Index& index : table.indexes) spellings.parts.add(index.name);
    for (const Constraint& constraint : constraints_of(table))
      if (!name_of(constraint).empty()) spellings.parts.add(name_of(constraint));
  }

  // A table that is to be renamed is known by its name before.
  const TableSpellings* of(const Table& table) const {
    auto found = by_table_.find(lower_key(table.name));
    if (found == by_table_.end() && !table.renamed_from.empty())
      found = by_table_.find(lower_key({table.name.schema, table.renamed_from}));
    return found == by_table_.end() ? nullptr : &found->second;
  }

  // Constraints and indexes follow the columns of the desired table.
  template <class Names>
  void adopt_in(const QualifiedName& table, Names& columns) const {
    const auto known = wanted_columns_.find(lower_key(table));
    if (known != wanted_columns_.end()) known->second.adopt(columns);
  }

  void adopt_columns(Table& table) const {
    const TableSpellings* known = of(table);
    if (known == nullptr) return;
    for (Column& column : table.columns) {
      known->columns.adopt(column.name);
      known->columns.adopt(column.renamed_from);
    }
  }

  void adopt(Table& table) const {
    const QualifiedName written = table.name;
    const auto keys = [&](auto& constraint) {
      adopt_in(written, constraint.columns);
      if constexpr (requires { constraint.include; }) adopt_in(written, constraint.include);
    };
    if (table.primary_key) keys(*table.primary_key);
    for (UniqueConstraint& unique : table.unique_constraints) keys(unique);
    for (ForeignKey& key : table.foreign_keys) {
      keys(key);
      adopt_in(key.referred_table, key.referred_columns);
      tables_.adopt(key.referred_table.name);
    }
    for (Index& index : table.indexes) adopt(index, written);
    if (const TableSpellings* known = of(table)) adopt_parts(table, known->parts);
    tables_.adopt(table.name.name);
    tables_.adopt(table.renamed_from);
  }

  void adopt(Index& index, const QualifiedName& table) const {
    for (IndexKey& key : index.keys)
      if (auto* column = std::get_if<Identifier>(&key.what)) adopt_in(table, *column);
    adopt_in(table, index.include);
  }

  static void adopt_parts(Table& table, const Spellings& parts) {
    const auto adopt = [&](auto& part) {
      parts.adopt(part.name);
      if constexpr (requires { part.renamed_from; }) parts.adopt(part.renamed_from);
    };
    if (table.primary_key) adopt(*table.primary_key);
    for (auto& each : table.unique_constraints) adopt(each);
    for (auto& each : table.foreign_keys) adopt(each);
    for (auto& each : table.checks) adopt(each);
    for (auto& each : table.exclusions) adopt(each);
    for (auto& each : table.indexes) adopt(each);
  }

  void adopt(SchemaObject& object) const {
    if (const auto same_kind = objects_.find(object.id.kind); same_kind != objects_.end()) {
      same_kind->second.adopt(object.id.name.name);
      same_kind->second.adopt(object.renamed_from);
    }
    if (!stands_on_table(object.id.kind)) return;
    tables_.adopt(object.id.table.name);
    if (const auto views = objects_.find(ObjectKind::view); views != objects_.end())
      views->second.adopt(object.id.table.name);
  }

  Spellings tables_;
  std::map<std::string, TableSpellings> by_table_;
  std::map<ObjectKind, Spellings> objects_;
  std::map<std::string, Spellings> wanted_columns_;  ///< of the desired tables, adopted
};

}  // namespace

void adopt_names(Schema& desired, const Schema& actual) {
  const Alike alike(desired, actual);
  const bool nothing_to_do = desired.objects.empty() &&
                             std::all_of(desired.tables.begin(), desired.tables.end(),
                                         [&](const auto& entry) { return alike(entry.second); });
  if (!nothing_to_do) Adopter(actual).adopt(desired);
}

}  // namespace whimbrel
