#include "whimbrel/diff/canonical.h"

#include <set>

#include "open_names.h"
#include "scratch_build.h"
#include "table_diff.h"
#include "whimbrel/core/checksum.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/json.h"
#include "whimbrel/model/schema_codec.h"

namespace whimbrel {
namespace {

// The types as the introspector would spell them.
Table spelled(Table table, const CanonicalWork& work) {
  for (Column& column : table.columns) {
    auto native = work.dialect.types().native(column.type, work.server);
    if (const auto* reason = std::get_if<Unsupported>(&native)) {
      Error error(ErrorCode::unsupported, reason->reason);
      error.at("column '" + column.name.text() + "' of table '" + table.name.text() + "'");
      throw error;
    }
    column.type = SqlType(work.dialect.types().spelling(std::get<std::string>(native)));
  }
  return table;
}

bool equals(const Table& actual, const Table& wanted) {
  const TableDifference difference = table_difference(actual, wanted, {});
  return difference.dropped_foreign_keys.empty() && difference.changes.empty() &&
         difference.created_foreign_keys.empty() && difference.unsupported.empty();
}

Schema alone(const Table& table) {
  Schema schema;
  schema.tables.emplace(table.name, table);
  return schema;
}

std::string engine_key(const CanonicalWork& work, std::string_view text) {
  return checksum(std::string(work.dialect.name()) + "\n" + work.server.product + "\n" +
                  work.server.version + "\n" + std::string(text));
}

Table as_desired(const Table& desired, Table built) {
  built = with_open_names(desired, std::move(built));
  built.renamed_from = desired.renamed_from;
  for (const Column& column : desired.columns)
    if (Column* same = built.column(column.name)) same->renamed_from = column.renamed_from;
  return built;
}

class Canonicaliser {
 public:
  Canonicaliser(const Schema& desired, const Schema& actual, CanonicalWork& work)
      : desired_(desired), actual_(actual), work_(work) {}

  Canonical result() && {
    for (const auto& [name, table] : desired_.tables) look_up(table);
    if (!open_.empty()) build();
    return std::move(result_);
  }

 private:
  void look_up(const Table& table) {
    Table wanted = spelled(table, work_);
    const Table* actual = actual_.table(table.name);
    if (actual != nullptr && equals(*actual, wanted)) {
      result_.schema.tables.emplace(table.name, as_desired(wanted, *actual));
      return;
    }
    const std::string key = engine_key(work_, to_json(schema_node(alone(table)), -1));
    if (const Schema* known = work_.memory.find(key)) {
      result_.schema.tables.emplace(table.name, as_desired(table, known->tables.begin()->second));
      return;
    }
    open_.emplace(table.name, key);
    spelled_.emplace(table.name, std::move(wanted));
  }

  // The open tables and, without their own foreign keys, those they refer to.
  Schema to_build() const {
    Schema schema;
    for (const auto& [name, key] : open_) schema.tables.emplace(name, desired_.tables.at(name));
    for (const auto& [name, key] : open_)
      for (const ForeignKey& foreign : desired_.tables.at(name).foreign_keys) {
        const Table* target = desired_.table(foreign.referred_table);
        if (target == nullptr) throw missing_target(name, foreign);
        const auto [place, added] = schema.tables.emplace(target->name, *target);
        if (added) place->second.foreign_keys.clear();
      }
    for (auto& [name, table] : schema.tables) {
      table.renamed_from = Identifier();
      for (Column& column : table.columns) column.renamed_from = Identifier();
    }
    return schema;
  }

  static Error missing_target(const QualifiedName& table, const ForeignKey& key) {
    Error error(ErrorCode::config, "a foreign key refers to table '" + key.referred_table.text() +
                                       "', which the desired schema does not have");
    error.at("table '" + table.text() + "'");
    return error;
  }

  void build() {
    const Schema schema = to_build();
    auto place = work_.scratch();
    if (const auto* reason = std::get_if<Unsupported>(&place)) {
      result_.unverified = reason->reason;
      for (auto& [name, table] : spelled_) result_.schema.tables.emplace(name, std::move(table));
      return;
    }
    ScratchPlace& scratch = *std::get<std::unique_ptr<ScratchPlace>>(place);
    build_in(scratch, schema, work_.dialect);
    Schema built = scratch.read({});
    for (const auto& [name, key] : open_) {
      const Table* table = built.table(name);
      if (table == nullptr)
        throw Error(ErrorCode::internal,
                    "table '" + name.text() + "' was built in the scratch place and is not there");
      work_.memory.put(key, alone(*table));
      result_.schema.tables.emplace(name, as_desired(desired_.tables.at(name), *table));
    }
  }

  const Schema& desired_;
  const Schema& actual_;
  CanonicalWork& work_;
  std::map<QualifiedName, std::string> open_;
  std::map<QualifiedName, Table> spelled_;
  Canonical result_;
};

}  // namespace

Canonical canonical(const Schema& desired, const Schema& actual, CanonicalWork& work) {
  return Canonicaliser(desired, actual, work).result();
}

Schema canonical(const SchemaScript& script, const std::string& file, CanonicalWork& work) {
  std::string text;
  for (const ScriptStatement& statement : script.statements) text += statement.text + ";\n";
  const std::string key = engine_key(work, text);
  if (const Schema* known = work.memory.find(key)) return *known;
  auto place = work.scratch();
  if (const auto* reason = std::get_if<Unsupported>(&place)) {
    Error error(ErrorCode::unsupported,
                "an SQL file can only be read by the database itself: " + reason->reason);
    error.at(file).with_hint("set scratch_url for this target, or describe the schema in YAML");
    throw error;
  }
  ScratchPlace& scratch = *std::get<std::unique_ptr<ScratchPlace>>(place);
  build_in(scratch, script, file);
  Schema built = scratch.read({});
  work.memory.put(key, built);
  return built;
}

}  // namespace whimbrel
