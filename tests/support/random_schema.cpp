#include "support/random_schema.h"

#include <algorithm>
#include <utility>

#include "whimbrel/core/yaml.h"
#include "whimbrel/model/schema_codec.h"

namespace whimbrel::test {
namespace {

Literal text(const char* value) { return {Literal::Kind::string, value}; }
Literal number(const char* value) { return {Literal::Kind::number, value}; }
Literal truth(const char* value) { return {Literal::Kind::boolean, value}; }

Column column_of(const char* name, const std::string& type) {
  Column result;
  result.name = Identifier(name);
  result.type = SqlType(type);
  return result;
}

bool has(const Table& table, const char* name) { return table.column(Identifier(name)) != nullptr; }

constexpr const char* kTables[] = {"alpha", "beta", "gamma", "delta", "order"};

}  // namespace

RandomSchema::RandomSchema(unsigned seed, std::string dialect)
    : random_(seed), dialect_(std::move(dialect)) {}

// The distributions of the standard library differ from one to the next; the generator does not.
int RandomSchema::below(int limit) {
  return static_cast<int>(random_() % static_cast<unsigned>(limit));
}

std::string RandomSchema::pick(const std::vector<std::string>& values) {
  return values[static_cast<std::size_t>(below(static_cast<int>(values.size())))];
}

Schema RandomSchema::schema() {
  Schema result;
  std::map<QualifiedName, Key> keys;
  for (const char* name : kTables)
    if (chance(4, 5)) keys.emplace(QualifiedName(name), key_of(name));
  for (const auto& [name, key] : keys) result.tables.emplace(name, table(name.text(), key));
  for (auto& [name, each] : result.tables) add_foreign_keys(each, keys);
  add_objects(result);
  return result;
}

RandomSchema::Key RandomSchema::key_of(const std::string& table) {
  Column id = column_of("id", "bigint");
  id.nullable = false;
  if (table == "alpha") id.autoincrement = chance(1, 2);
  if (table == "beta") id.type = SqlType(pick({"integer", "bigint"}));
  if (table == "delta" && chance(1, 3)) return {};
  if (table != "gamma" || chance(1, 2)) return {id};
  Column part = column_of("part", pick({"varchar(20)", "varchar(30)"}));
  part.nullable = false;
  return {id, part};
}

Table RandomSchema::table(const std::string& name, const Key& key) {
  Table result;
  result.name = QualifiedName(name);
  result.columns = key;
  Column id = column_of("id", "bigint");
  id.nullable = false;
  if (key.empty()) result.columns.push_back(id);
  if (name == "gamma" && key.size() == 1) {
    result.columns.push_back(column_of("part", pick({"varchar(20)", "varchar(30)"})));
    result.columns.back().nullable = false;
  }
  if (!key.empty()) {
    result.primary_key = PrimaryKey{};
    for (const Column& each : key) result.primary_key->columns.push_back(each.name);
    if (chance(1, 4) && is("postgresql")) result.primary_key->name = Identifier("pk_of_" + name);
  }
  if (chance(1, 4)) result.comment = pick({"what it is", "a 'quoted' \"word\""});
  add_columns(result);
  add_generated(result);
  add_keys(result);
  add_checks(result);
  add_indexes(result);
  return result;
}

void RandomSchema::add_columns(Table& table) {
  Column code = column_of("code", pick({"varchar(30)", "varchar(50)"}));
  code.nullable = chance(1, 2);
  if (chance(1, 3)) code.comment = pick({"a code", "it's a \\ code"});
  table.columns.push_back(code);
  const Expression now("CURRENT_TIMESTAMP");
  add_typed(table, "pieces", {"smallint", "integer", "bigint"}, {number("0"), number("3")});
  add_typed(table, "amount", {"numeric(10,2)", "numeric(12,2)"}, {number("0.5"), number("10")});
  add_typed(table, "label", {"varchar(40)", "varchar(60)", "text"},
            {text("x"), text("it's \\ so")});
  add_typed(table, "flag", {"boolean"}, {truth("true"), truth("false")});
  add_typed(table, "ratio", {"double precision"}, {number("1.5")});
  add_typed(table, "day", {"date"}, {text("2020-02-29")});
  add_typed(table, "at", {"timestamp"}, {now, text("2020-02-29 12:00:00")});
  add_typed(table, "stamp", {"timestamp with time zone"}, {now});
  add_typed(table, "doc", {"json"}, {text("{}")});
  add_typed(table, "data", {"blob"}, {});
  add_typed(table, "token", {"uuid"}, {});
  if (table.name.text() == "order") add_typed(table, "group", {"integer", "bigint"}, {number("7")});
  add_object_columns(table);
}

void RandomSchema::add_typed(Table& table, const char* name, const std::vector<std::string>& types,
                             const std::vector<DefaultValue>& defaults) {
  if (!chance(1, 2)) return;
  Column column = column_of(name, pick(types));
  if (!defaults.empty() && chance(2, 3)) {
    column.default_value =
        defaults[static_cast<std::size_t>(below(static_cast<int>(defaults.size())))];
    column.nullable = chance(1, 2);
  }
  if (chance(1, 5)) column.comment = pick({"what it is", "a 'quoted' word"});
  if (name == std::string("label") && chance(1, 4))
    column.collation = is("sqlite") ? "NOCASE" : is("postgresql") ? "C" : "utf8mb4_bin";
  table.columns.push_back(std::move(column));
}

// Columns that hold a type or a sequence of their own, where the dialect has those.
void RandomSchema::add_object_columns(Table& table) {
  if (is("sqlite")) return;
  if (family()) {
    add_typed(table, "mood",
              {"enum('ok','glad')", "enum('ok','glad','sad')", "enum('sad','ok','glad')"},
              {text("ok")});
    return;
  }
  add_typed(table, "mood", {"mood"}, {text("ok")});
  add_typed(table, "ticket", {"bigint"}, {Expression("nextval('tickets'::regclass)")});
  add_typed(table, "tags", {"text[]"}, {text("{}")});
}

void RandomSchema::add_generated(Table& table) {
  const auto add = [&](const char* name, const std::string& type, const std::string& expression) {
    Column column = column_of(name, type);
    column.generated = Generated{Expression(expression), is("postgresql") || chance(1, 2)};
    table.columns.push_back(std::move(column));
  };
  if (has(table, "pieces") && chance(1, 3))
    add("rest", "bigint", pick({"pieces % 7", "pieces % 5"}));
  if (chance(1, 4)) add("loud", "varchar(80)", "upper(code)");
}

void RandomSchema::add_keys(Table& table) {
  const std::string name = table.name.text();
  const auto add = [&](const std::string& what, std::vector<Identifier> columns) {
    UniqueConstraint key;
    key.name = Identifier("uq_" + name + "_" + what);
    key.columns = std::move(columns);
    table.unique_constraints.push_back(std::move(key));
  };
  if (chance(1, 3)) add("code", {Identifier("code")});
  if (chance(1, 3)) add("more", {Identifier("code"), Identifier("id")});
}

void RandomSchema::add_checks(Table& table) {
  std::vector<std::string> conditions = {"code <> 'none'", "length(code) < 30",
                                         "(code = 'x' OR code > '') IS NOT NULL OR code IS NULL"};
  if (has(table, "pieces"))
    conditions.insert(conditions.end(),
                      {"pieces >= 0", "pieces IN (0, 1, 2, 3)", "pieces BETWEEN 0 AND 30000"});
  if (has(table, "amount") && has(table, "flag"))
    conditions.push_back("(amount >= 0) = flag OR code IS NULL OR code IS NOT NULL");
  if (has(table, "label")) conditions.push_back("label IS NULL OR label <> 'n''o'");
  for (const char* suffix : {"_one", "_two"}) {
    if (!chance(1, 3)) continue;
    CheckConstraint check;
    if (suffix == std::string("_one") || chance(1, 2))
      check.name = Identifier("ck_" + table.name.text() + suffix);
    check.condition = Expression(pick(conditions));
    table.checks.push_back(std::move(check));
  }
}

IndexKey RandomSchema::index_key(const Table& table) {
  std::vector<std::string> candidates = {"code", "id"};
  for (const char* each : {"pieces", "amount", "flag", "day", "at", "label"})
    if (has(table, each)) candidates.emplace_back(each);
  IndexKey key;
  const std::string column = pick(candidates);
  key.what = Identifier(column);
  if (column == "label" && family()) key.prefix_length = 10;
  key.descending = chance(1, 3);
  if (!is("mariadb") && chance(1, 5))
    key.what = Expression(pick({"lower(code)", "(length(code) + 1)"}));
  if (std::holds_alternative<Expression>(key.what)) key.prefix_length = 0;
  return key;
}

void RandomSchema::add_indexes(Table& table) {
  for (const char* suffix : {"_a", "_b"}) {
    if (!chance(1, 2)) continue;
    Index index;
    index.name = Identifier("ix_" + table.name.text() + suffix);
    index.keys.push_back(index_key(table));
    if (IndexKey second = index_key(table); chance(1, 2) && !(second.what == index.keys[0].what))
      index.keys.push_back(std::move(second));
    const bool partial = is("sqlite") || is("postgresql");
    if (partial && chance(1, 3)) index.where = Expression(pick({"id > 0", "code IS NOT NULL"}));
    if (chance(1, 4)) {
      index.unique = true;
      index.keys.front() = {};
      index.keys.front().what = Identifier("id");
      if (index.keys.size() > 1 && index.keys[1].what == index.keys[0].what) index.keys.pop_back();
    }
    if (is("postgresql") && chance(1, 4)) index.comment = "an index";
    if (is("postgresql") && chance(1, 4)) index.include = {Identifier("code")};
    if (is("postgresql") && index.unique && chance(1, 3)) index.nulls_not_distinct = true;
    table.indexes.push_back(std::move(index));
  }
}

void RandomSchema::add_foreign_keys(Table& table, const std::map<QualifiedName, Key>& keys) {
  for (const auto& [name, key] : keys)
    if (!key.empty() && chance(1, 3)) add_foreign_key(table, name, key);
}

void RandomSchema::add_foreign_key(Table& table, const QualifiedName& target, const Key& key) {
  ForeignKey result;
  result.name = Identifier("fk_" + table.name.text() + "_" + target.text());
  result.referred_table = target;
  for (const Column& each : key) {
    const std::string name = target.text() + "_" + each.name.text();
    result.columns.emplace_back(name);
    result.referred_columns.push_back(each.name);
    table.columns.push_back(column_of(name.c_str(), each.type.text));
  }
  using enum ReferentialAction;
  constexpr ReferentialAction kActions[] = {no_action, restrict, cascade, set_null};
  result.on_delete = kActions[below(4)];
  result.on_update = kActions[below(4)];
  if (!family() && chance(1, 4)) result.deferral = {true, chance(1, 2)};
  table.foreign_keys.push_back(std::move(result));
}

void RandomSchema::add_objects(Schema& schema) {
  const auto add = [&](SchemaObject object) { schema.objects.emplace(object.id, object); };
  if (is("postgresql")) {
    SchemaObject mood{{ObjectKind::enumeration, QualifiedName("mood")}};
    if (chance(1, 3)) mood.values.push_back({"bad"});
    mood.values.push_back({"ok"});
    if (chance(1, 2)) mood.values.push_back({"glad"});
    if (chance(1, 2)) mood.values.push_back({"it's"});
    if (chance(1, 3)) std::swap(mood.values.front(), mood.values.back());
    add(std::move(mood));
    SchemaObject amount{{ObjectKind::domain, QualifiedName("percentage")}};
    amount.attributes["type"] = pick({"integer", "smallint"});
    if (chance(1, 2)) amount.attributes["default"] = "50";
    if (chance(1, 2)) amount.checks.push_back({Identifier("ck_low"), Expression("VALUE >= 0")});
    if (chance(1, 2)) add(std::move(amount));
  }
  if (is("postgresql") || is("mariadb")) {
    SchemaObject tickets{{ObjectKind::sequence, QualifiedName("tickets")}};
    if (chance(1, 2)) tickets.attributes["start"] = pick({"10", "20"});
    if (chance(1, 2)) tickets.attributes["increment"] = pick({"2", "5"});
    if (is("postgresql") || chance(1, 2)) add(std::move(tickets));
  }
  add_views(schema);
}

void RandomSchema::add_views(Schema& schema) {
  const auto add = [&](const std::string& name, const std::string& query) {
    SchemaObject view{{ObjectKind::view, QualifiedName(name)}};
    view.definition = Expression(query);
    schema.objects.emplace(view.id, std::move(view));
  };
  for (const char* name : {"alpha", "beta", "gamma"}) {
    const Table* table = schema.table(QualifiedName(name));
    if (table == nullptr || !chance(1, 2)) continue;
    std::string columns = "id, code";
    for (const char* each : {"pieces", "label", "mood", "rest"})
      if (has(*table, each) && chance(1, 2)) columns += std::string(", ") + each;
    const std::string view = std::string("look_") + name;
    add(view,
        "SELECT " + columns + " FROM " + name + pick({"", " WHERE id > 0", " WHERE code <> 'x'"}));
    if (chance(1, 3))
      add("a_" + view, "SELECT code, count(*) AS many FROM " + view + " GROUP BY code");
  }
}

std::string desired_text(const Schema& schema, std::string_view dialect) {
  std::string result = to_yaml(schema_node(schema));
  std::vector<ObjectKind> kinds = {ObjectKind::view};
  if (dialect == "mariadb" || dialect == "postgresql") kinds.push_back(ObjectKind::sequence);
  if (dialect == "postgresql")
    kinds.insert(kinds.end(), {ObjectKind::enumeration, ObjectKind::domain});
  for (const ObjectKind kind : kinds) {
    const bool there = std::any_of(schema.objects.begin(), schema.objects.end(),
                                   [&](const auto& each) { return each.first.kind == kind; });
    if (!there) result += std::string(section_for(kind)) + ": {}\n";
  }
  return result;
}

Schema in_name_order(Schema schema) {
  for (auto& [name, table] : schema.tables) {
    const auto by_name = [](const auto& a, const auto& b) { return a.name < b.name; };
    std::stable_sort(table.columns.begin(), table.columns.end(), by_name);
    std::stable_sort(table.unique_constraints.begin(), table.unique_constraints.end(), by_name);
    std::stable_sort(table.foreign_keys.begin(), table.foreign_keys.end(), by_name);
    std::stable_sort(table.checks.begin(), table.checks.end(), by_name);
    std::stable_sort(table.indexes.begin(), table.indexes.end(), by_name);
  }
  return schema;
}

}  // namespace whimbrel::test
