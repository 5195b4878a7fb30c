// DROP TABLE, DROP INDEX, DROP SCHEMA and DROP DATABASE.
#include <algorithm>
#include <array>
#include <utility>

#include "options.h"
#include "review/costs.h"
#include "review/readers.h"
#include "review/referring_keys.h"
#include "syntax.h"

namespace whimbrel::postgresql {
namespace {

// The parts of the name of the object: a list of names, or one name.
std::vector<std::string> parts_of(const Node& object) {
  const Tagged node = tagged(object);
  if (node.tag == "List") return strings(child(*node.body, "items"));
  if (node.tag == "String") return {scalar(*node.body, "sval")};
  if (node.tag == "TypeName") return strings(child(*node.body, "names"));
  return {};
}

// Where each of the listed objects is written. They stand at the end of the statement.
std::vector<std::size_t> offsets_of(const StatementText& text, std::size_t count) {
  const std::vector<TokenRange> items = text.items(text.all());
  std::vector<std::size_t> offsets(count, 0);
  for (std::size_t i = 1; i < count && i < items.size(); ++i)
    offsets[i] = text.offset_of(items[i].begin);
  return offsets;
}

void drop_table(Reading& reading, const std::vector<std::string>& parts, bool cascade,
                std::size_t offset) {
  const QualifiedName table = reading.table(parts);
  if (parts.size() == 1) reading.unqualified(table, offset);
  if (cascade) drop_referring_keys(reading, table, nullptr, offset);
  DropTable drop{table, std::nullopt};
  if (const Table* known = reading.known(table)) drop.before = *known;
  reading.operation(std::move(drop), offset);
}

void drop_index(Reading& reading, const std::vector<std::string>& parts, bool concurrently,
                std::size_t offset) {
  if (parts.empty()) return;
  const Identifier name = reading.name(parts.back());
  const Identifier schema = parts.size() > 1 ? reading.name(parts[parts.size() - 2]) : Identifier();
  if (const Table* owner = owner_of_index(reading, schema, name)) {
    Index before = *owner->index(name);
    if (concurrently)
      before.options[std::string(kDialectName)]["concurrently"] = "true";
    else if (has_option(before.options, "concurrently"))
      before.options[std::string(kDialectName)].erase("concurrently");
    return reading.operation(DropIndex{owner->name, name, std::move(before)}, offset);
  }
  if (!concurrently) {
    Hazard hazard = dropped_index(name, nullptr);
    hazard.offset = offset;
    reading.result().hazards.push_back(std::move(hazard));
  }
}

void drop_schema(Reading& reading, const std::vector<std::string>& parts, bool cascade,
                 std::size_t offset) {
  if (parts.empty()) return;
  const Identifier schema = reading.name(parts.back());
  reading.hazard("drop-schema",
                 "schema '" + schema.text() + "' is dropped" +
                     (cascade ? " with everything in it, and with what leans on that" : ""),
                 cascade ? "drop its objects one by one, so that each can be reviewed and none is "
                           "dropped by accident"
                         : "make sure that nothing names this schema any more",
                 offset);
  if (!cascade) return;
  for (const auto& [name, table] : reading.place().before.tables)
    if (name.schema == schema) reading.operation(DropTable{name, table}, offset);
}

// Kinds of objects that columns and keys of tables lean on.
bool tables_lean_on(const std::string& kind) {
  constexpr std::array<std::string_view, 6> kKinds = {"OBJECT_TYPE",      "OBJECT_DOMAIN",
                                                      "OBJECT_EXTENSION", "OBJECT_FUNCTION",
                                                      "OBJECT_SEQUENCE",  "OBJECT_COLLATION"};
  return std::find(kKinds.begin(), kKinds.end(), kind) != kKinds.end();
}

// Kinds of objects that belong to a table, or are read like one.
bool is_locked_like_a_table(const std::string& kind) {
  constexpr std::array<std::string_view, 7> kKinds = {
      "OBJECT_INDEX",   "OBJECT_SCHEMA", "OBJECT_VIEW", "OBJECT_MATVIEW",
      "OBJECT_TRIGGER", "OBJECT_POLICY", "OBJECT_RULE"};
  return std::find(kKinds.begin(), kKinds.end(), kind) != kKinds.end();
}

}  // namespace

void read_drop(Reading& reading, const Node& body) {
  const std::string& kind = scalar(body, "removeType");
  const bool cascade = scalar(body, "behavior") == "DROP_CASCADE";
  const Node& objects = child(body, "objects");
  reading.result().waits_for_lock = is_locked_like_a_table(kind);
  const std::vector<std::size_t> offsets = offsets_of(reading.text(), objects.items.size());
  for (std::size_t i = 0; i < objects.items.size(); ++i) {
    const std::vector<std::string> parts = parts_of(objects.items[i]);
    if (kind == "OBJECT_TABLE") drop_table(reading, parts, cascade, offsets[i]);
    if (kind == "OBJECT_INDEX") drop_index(reading, parts, flag(body, "concurrent"), offsets[i]);
    if (kind == "OBJECT_SCHEMA") drop_schema(reading, parts, cascade, offsets[i]);
    if (cascade && tables_lean_on(kind) && !parts.empty())
      reading.unread("what CASCADE drops along with '" + parts.back() + "'");
  }
}

void read_drop_database(Reading& reading, const Node& body) {
  reading.hazard("drop-database",
                 "database '" + scalar(body, "dbname") + "' is dropped with everything in it",
                 "a database is not dropped by a migration: do it by hand, with a backup");
}

}  // namespace whimbrel::postgresql
