#include "introspector.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "index_sql_parser.h"
#include "object_sql.h"
#include "options.h"
#include "referred_keys.h"
#include "syntax.h"
#include "table_sql_parser.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::sqlite {
namespace {

constexpr std::string_view kVirtual = "CREATE VIRTUAL TABLE";

/// One read: the queries, and what they answer put together.
class Reading {
 public:
  Reading(Connection& connection, const IntrospectionScope& scope, const SqliteTypes& types)
      : connection_(connection), scope_(scope), types_(types) {}

  Schema read() && {
    read_objects();
    read_columns();
    settle_references(schema_, connection_);
    std::sort(schema_.unsupported.begin(), schema_.unsupported.end());
    return std::move(schema_);
  }

 private:
  // `name IN (...)`, or nothing when all are read. A trigger names its table in any case.
  std::string restriction(std::string_view name) const {
    if (scope_.only.empty()) return {};
    SqlWriter sql(syntax());
    sql.word(" AND").word(name).word("COLLATE NOCASE IN").open_list();
    for (const QualifiedName& table : scope_.only) sql.item().string(table.name.text());
    sql.close_list();
    return std::move(sql).take();
  }

  bool covers(const std::string& name) const {
    return !shadows_.contains(name) && scope_.covers(QualifiedName(name));
  }

  // Tables first, so that each index finds its own, then views, so that each trigger does.
  void read_objects() {
    const Rows rows = connection_.query(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema "
        "WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'" +
        restriction("tbl_name") + " ORDER BY type <> 'table', type <> 'view', name");
    read_shadows(rows);
    for (const auto& row : rows.rows) {
      const std::string& type = *row[0];
      if (type == "table")
        take_table(*row[1], *row[3]);
      else if (type == "index")
        take_index(*row[1], *row[2], *row[3]);
      else if (type == "view")
        take_view(*row[1], *row[3]);
      else
        take_trigger(*row[1], *row[2], *row[3]);
    }
  }

  // The tables in which a virtual table keeps its data.
  void read_shadows(const Rows& objects) {
    const bool any = std::any_of(objects.rows.begin(), objects.rows.end(),
                                 [](const auto& row) { return row[3]->starts_with(kVirtual); });
    if (!any) return;
    const Rows rows = connection_.query(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow'");
    for (const auto& row : rows.rows) shadows_.insert(*row[0]);
  }

  void take_table(const std::string& name, const std::string& sql) {
    if (!covers(name)) return;
    places_.emplace(lower(name), name);
    if (sql.starts_with(kVirtual)) {
      schema_.unsupported.push_back({"virtual table", name});
      return;
    }
    const QualifiedName key(name);
    schema_.tables.emplace(key, parse_table_sql(sql, key));
  }

  void take_index(const std::string& name, const std::string& of, const std::string& sql) {
    if (Table* table = schema_.table(QualifiedName(of)))
      table->indexes.push_back(parse_index_sql(sql, Identifier(name), *table));
  }

  void take_view(const std::string& name, const std::string& sql) {
    SchemaObject view = parse_view_sql(sql, QualifiedName(name));
    const bool covered = scope_.covers(view.id);
    if (covered || !scope_.only.empty()) places_.emplace(lower(name), name);
    if (covered) schema_.objects.emplace(view.id, std::move(view));
  }

  // The definition is the text as it is.
  void take_trigger(const std::string& name, const std::string& of, const std::string& sql) {
    const auto place = places_.find(lower(of));
    if (place == places_.end()) return;
    SchemaObject trigger;
    trigger.id = {ObjectKind::trigger, QualifiedName(name), QualifiedName(place->second)};
    trigger.definition = Expression(sql);
    if (scope_.covers(trigger.id)) schema_.objects.emplace(trigger.id, std::move(trigger));
  }

  // Virtual tables are not asked: their module may be missing here.
  void read_columns() {
    const Rows rows = connection_.query(
        "SELECT m.name, x.name, x.type, x.\"notnull\" FROM sqlite_schema AS m "
        "JOIN pragma_table_xinfo(m.name) AS x WHERE m.type = 'table' "
        "AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND m.sql NOT LIKE 'CREATE VIRTUAL%'" +
        restriction("m.name") + " ORDER BY m.name, x.cid");
    std::map<std::string, size_t> next;
    for (const auto& row : rows.rows) {
      Table* table = schema_.table(QualifiedName(*row[0]));
      if (table == nullptr) continue;
      const size_t position = next[*row[0]]++;
      if (position < table->columns.size()) take_column(table->columns[position], row, *table);
    }
  }

  void take_column(Column& column, const std::vector<std::optional<std::string>>& row,
                   const Table& table) {
    const std::string declared = row[2].value_or("");
    column.name = Identifier(*row[1]);
    SqlType& spelled = spelled_[declared];  // there are few types and many columns
    if (spelled.text.empty()) spelled = SqlType(types_.spelling(declared));
    column.type = spelled;
    const auto& key = table.primary_key;
    const bool numbers_rows = key && key->columns.size() == 1 &&
                              key->columns.front() == column.name && is_rowid_type(declared) &&
                              !has_option(table.options, option::kWithoutRowid);
    // SQLite puts a number where NULL is given, whatever the declaration says.
    column.nullable = row[3] == "0" && !numbers_rows;
  }

  Connection& connection_;
  const IntrospectionScope& scope_;
  const SqliteTypes& types_;
  Schema schema_;
  std::set<std::string> shadows_;
  std::map<std::string, std::string> places_;  ///< tables and views by name in lower case
  std::unordered_map<std::string, SqlType> spelled_;
};

}  // namespace

Schema SqliteIntrospector::read(Connection& connection, const IntrospectionScope& scope) const {
  return Reading(connection, scope, *types_).read();
}

}  // namespace whimbrel::sqlite
