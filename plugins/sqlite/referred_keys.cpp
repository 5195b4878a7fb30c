#include "referred_keys.h"

#include <map>
#include <set>

#include "syntax.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::sqlite {
namespace {

struct ReferredTable {
  Identifier name;
  std::vector<Identifier> columns;
  std::vector<Identifier> primary_key;
};

using ReferredTables = std::map<std::string, ReferredTable>;  ///< by name in lower case

ReferredTables tables_of(const Schema& schema) {
  ReferredTables all;
  for (const auto& [name, table] : schema.tables) {
    ReferredTable& one = all[lower(name.name.text())];
    one.name = name.name;
    for (const Column& column : table.columns) one.columns.push_back(column.name);
    if (table.primary_key) one.primary_key = table.primary_key->columns;
  }
  return all;
}

std::set<std::string> missing_tables(const Schema& schema, const ReferredTables& known) {
  std::set<std::string> missing;
  for (const auto& [name, table] : schema.tables)
    for (const ForeignKey& key : table.foreign_keys) {
      std::string referred = lower(key.referred_table.name.text());
      if (!known.contains(referred)) missing.insert(std::move(referred));
    }
  return missing;
}

void look_up(const std::set<std::string>& names, Connection& connection, ReferredTables& all) {
  SqlWriter sql(syntax());
  sql.word("SELECT m.name, x.name, x.pk FROM sqlite_schema AS m");
  sql.word("JOIN pragma_table_info(m.name) AS x WHERE m.type = 'table'");
  sql.word("AND m.sql NOT LIKE 'CREATE VIRTUAL%' AND lower(m.name) IN").open_list();
  for (const std::string& name : names) sql.item().string(name);
  sql.close_list().word("ORDER BY m.name, x.pk");
  const Rows rows = connection.query(std::move(sql).take());
  for (const auto& row : rows.rows) {
    ReferredTable& one = all[lower(*row[0])];
    one.name = Identifier(*row[0]);
    one.columns.emplace_back(*row[1]);
    if (row[2] != "0") one.primary_key.emplace_back(*row[1]);
  }
}

void settle(ForeignKey& key, const ReferredTables& all) {
  const auto found = all.find(lower(key.referred_table.name.text()));
  if (found == all.end()) return;
  const ReferredTable& table = found->second;
  key.referred_table.name = table.name;
  if (key.referred_columns.empty() && table.primary_key.size() == key.columns.size())
    key.referred_columns = table.primary_key;
  for (Identifier& column : key.referred_columns)
    for (const Identifier& known : table.columns)
      if (same_word(known.text(), column.text())) column = known;
}

}  // namespace

void settle_references(Schema& schema, Connection& connection) {
  ReferredTables all = tables_of(schema);
  const std::set<std::string> missing = missing_tables(schema, all);
  if (!missing.empty()) look_up(missing, connection, all);
  for (auto& [name, table] : schema.tables)
    for (ForeignKey& key : table.foreign_keys) settle(key, all);
}

}  // namespace whimbrel::sqlite
