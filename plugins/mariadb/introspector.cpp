#include "introspector.h"

#include "mysql_common/expression_text.h"
#include "mysql_common/native_type.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::mariadb {

namespace family = mysql_family;

namespace {

constexpr std::string_view kHighest = "9223372036854775806";
constexpr std::string_view kLowest = "-9223372036854775807";

// Only what differs from what a sequence has that says nothing.
std::map<std::string, std::string> sequence_attributes(const family::CatalogRow& row) {
  enum Field { kName, kStart, kMinimum, kMaximum, kIncrement, kCache, kCycle };
  std::map<std::string, std::string> attributes;
  const auto say = [&](const char* key, const std::string& value, std::string_view usual) {
    if (value != usual) attributes[key] = value;
  };
  const std::string& increment = family::text(row, kIncrement);
  const bool down = increment.starts_with('-');
  const std::string& minimum = family::text(row, kMinimum);
  const std::string& maximum = family::text(row, kMaximum);
  say("increment", increment, "1");
  say("minimum", minimum, down ? kLowest : "1");
  say("maximum", maximum, down ? "-1" : kHighest);
  say("start", family::text(row, kStart), down ? maximum : minimum);
  say("cache", family::text(row, kCache), "1000");
  if (family::is_true(row, kCycle)) attributes["cycle"] = "true";
  return attributes;
}

}  // namespace

std::vector<family::CatalogRow> MariadbIntrospector::check_rows(
    const family::CatalogReading& reading) const {
  return reading.rows(
      "SELECT TABLE_NAME, CONSTRAINT_NAME, CHECK_CLAUSE"
      " FROM information_schema.CHECK_CONSTRAINTS"
      " WHERE CONSTRAINT_SCHEMA = {database}{only TABLE_NAME}");
}

std::vector<family::CatalogRow> MariadbIntrospector::view_rows(
    family::CatalogReading& reading) const {
  return reading.rows(
      "SELECT TABLE_NAME, VIEW_DEFINITION, CHECK_OPTION, SECURITY_TYPE, ALGORITHM, NULL"
      " FROM information_schema.VIEWS WHERE TABLE_SCHEMA = {database}");
}

// No catalog tells what a sequence is, but each can be read like a table of one row.
void MariadbIntrospector::read_sequences(family::CatalogReading& reading) const {
  std::string sql;
  for (const std::string& name : reading.sequences)
    if (reading.scope().covers({ObjectKind::sequence, QualifiedName(name)}))
      sql += (sql.empty() ? "SELECT " : " UNION ALL SELECT ") +
             string_literal(name, family::family_syntax()) +
             ", start_value, minimum_value, maximum_value, increment, cache_size, cycle_option"
             " FROM " +
             quoted(Identifier(name), family::family_syntax());
  if (sql.empty()) return;
  for (const family::CatalogRow& row : reading.rows_of(sql)) {
    SchemaObject object;
    object.id = {ObjectKind::sequence, QualifiedName(family::text(row, 0))};
    object.attributes = sequence_attributes(row);
    reading.schema.objects.emplace(object.id, object);
  }
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
