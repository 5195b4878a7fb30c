#include "introspector.h"

#include "mysql_common/expression_text.h"
#include "mysql_common/native_type.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::mariadb {

namespace family = mysql_family;

std::vector<family::CatalogRow> MariadbIntrospector::check_rows(
    const family::CatalogReading& reading) const {
  return reading.rows(
      "SELECT TABLE_NAME, CONSTRAINT_NAME, CHECK_CLAUSE"
      " FROM information_schema.CHECK_CONSTRAINTS"
      " WHERE CONSTRAINT_SCHEMA = {database}{only TABLE_NAME}");
}

// Defaults stand in the catalog as SQL: strings in quotes, NULL as a word.
std::optional<DefaultValue> MariadbIntrospector::read_default(const family::CatalogColumn& column,
                                                              const std::string& database) const {
  if (!column.default_text || *column.default_text == "NULL") return std::nullopt;
  const std::string sql = family::normal_expression(*column.default_text, database);
  if (auto value = family::string_value(sql))
    return Literal{Literal::Kind::string, std::move(*value)};
  if (family::is_number(sql)) return literal(column, sql);
  return default_from_sql(column, sql);
}

// `json` is an alias for longtext with this collation and a check of the column's own name.
bool MariadbIntrospector::is_json_check(const Column& column, const std::string& collation,
                                        const CheckConstraint& check) const {
  const std::string name = quoted(column.name, family::family_syntax());
  return column.type.text == "longtext" && collation == "utf8mb4_bin" &&
         check.condition.text == "json_valid(" + name + ")";
}

// RESTRICT is what the catalog says when nothing was said, and the engine treats it as NO ACTION.
ReferentialAction MariadbIntrospector::read_action(const std::string& rule) const {
  if (rule == "RESTRICT") return ReferentialAction::no_action;
  return FamilyIntrospector::read_action(rule);
}

}  // namespace whimbrel::mariadb
