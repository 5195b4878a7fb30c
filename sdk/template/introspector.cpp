#include "dialect.h"

namespace example {
namespace {

// One query for all tables, whatever their number. `pk` is the place in the primary key, from 1.
constexpr const char* kColumns = R"(
  SELECT t.name, c.name, c.type, c."notnull", c.dflt_value, c.pk
    FROM sqlite_schema AS t, pragma_table_info(t.name) AS c
   WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\'
   ORDER BY t.name, c.cid)";

// What exists and is not modelled here is named, so that it is never touched in silence.
constexpr const char* kOthers = R"(
  SELECT type, name FROM sqlite_schema WHERE type <> 'table' AND sql IS NOT NULL ORDER BY 1, 2)";

void place_in_key(whimbrel::Table& table, const whimbrel::Identifier& column, std::size_t place) {
  if (!table.primary_key) table.primary_key.emplace();
  auto& columns = table.primary_key->columns;
  if (columns.size() < place) columns.resize(place);
  columns[place - 1] = column;
}

}  // namespace

whimbrel::Schema ExampleIntrospector::read(whimbrel::Connection& connection,
                                           const whimbrel::IntrospectionScope& scope) const {
  whimbrel::Schema schema;
  const ExampleTypes types;
  for (const auto& row : connection.query(kColumns).rows) {
    const whimbrel::QualifiedName name{*row[0]};
    if (!scope.covers(name)) continue;
    whimbrel::Table& table = schema.tables[name];
    table.name = name;
    whimbrel::Column& column = table.columns.emplace_back();
    column.name = whimbrel::Identifier(*row[1]);
    column.type = whimbrel::SqlType(types.spelling(*row[2]));
    column.nullable = row[3] == "0";
    if (row[4]) column.default_value = whimbrel::Expression(*row[4]);
    if (row[5] != "0") place_in_key(table, column.name, std::stoul(*row[5]));
  }
  if (scope.only.empty())
    for (const auto& row : connection.query(kOthers).rows)
      if (scope.covers(whimbrel::QualifiedName{*row[1]}))
        schema.unsupported.push_back({*row[0], *row[1]});
  return schema;
}

}  // namespace example
