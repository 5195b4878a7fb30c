#include "introspector.h"

#include "mysql_common/expression_text.h"
#include "mysql_common/native_type.h"
#include "view_text.h"
#include "whimbrel/core/error.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::mysql {

namespace family = mysql_family;

std::string_view MysqlIntrospector::srid_column() const { return "SRS_ID"; }

std::string_view MysqlIntrospector::index_columns() const {
  return "IS_VISIBLE = 'NO', EXPRESSION";
}

// The view of the checks has no table names, but the names of checks are unique in a database. A
// join of the two views would look at every pair of rows.
std::vector<family::CatalogRow> MysqlIntrospector::check_rows(
    const family::CatalogReading& reading) const {
  std::vector<family::CatalogRow> rows = reading.rows(
      "SELECT TABLE_NAME, CONSTRAINT_NAME, ENFORCED FROM information_schema.TABLE_CONSTRAINTS"
      " WHERE CONSTRAINT_SCHEMA = {database} AND CONSTRAINT_TYPE = 'CHECK'{only TABLE_NAME}");
  if (rows.empty()) return rows;
  std::map<std::string, std::string> conditions;
  for (const family::CatalogRow& row :
       reading.rows("SELECT CONSTRAINT_NAME, CHECK_CLAUSE FROM information_schema.CHECK_CONSTRAINTS"
                    " WHERE CONSTRAINT_SCHEMA = {database}"))
    conditions[family::text(row, 0)] = family::text(row, 1);
  for (family::CatalogRow& row : rows)
    row.insert(row.begin() + 2, conditions[family::text(row, 1)]);
  return rows;
}

// Neither the algorithm nor the names of the columns stand in the catalog: SHOW CREATE VIEW is the
// only one who knows them, one view at a time.
std::vector<family::CatalogRow> MysqlIntrospector::view_rows(
    family::CatalogReading& reading) const {
  std::vector<family::CatalogRow> rows;
  for (const family::CatalogRow& row :
       reading.rows("SELECT TABLE_NAME, CHECK_OPTION, SECURITY_TYPE FROM information_schema.VIEWS"
                    " WHERE TABLE_SCHEMA = {database}")) {
    const std::string& name = family::text(row, 0);
    ViewText view;
    try {
      const auto definition =
          reading.rows_of("SHOW CREATE VIEW " + quoted(Identifier(name), family::family_syntax()));
      view = view_text(family::text(definition.at(0), 1));
    } catch (const Error& error) {
      // Without the right to see it the view is named and left alone.
      if (error.code() != ErrorCode::database) throw;
    }
    rows.push_back({name, view.query, row.at(1), row.at(2), view.algorithm, view.columns});
  }
  return rows;
}

std::string MysqlIntrospector::catalog_expression(std::string_view text) const {
  return family::unescaped(text);
}

// Literals stand in the catalog as bare text, expressions are marked in EXTRA.
std::optional<DefaultValue> MysqlIntrospector::read_default(const family::CatalogColumn& column,
                                                            const std::string& database) const {
  if (!column.default_text) return std::nullopt;
  const std::string& text = *column.default_text;
  if (!column.has("default_generated")) {
    if (column.charset.empty() && family::is_binary_literal(text)) return Expression(text);
    return literal(column, text);
  }
  const std::string sql = family::normal_expression(catalog_expression(text), database);
  // Such columns take literals in parentheses only.
  if (family::is_large(column.type))
    if (auto value = family::string_value(sql)) return Literal{Literal::Kind::string, *value};
  return default_from_sql(column, sql);
}

}  // namespace whimbrel::mysql
