// Columns, their types and defaults.
#include <charconv>

#include "expression_text.h"
#include "introspector.h"
#include "native_type.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::mysql_family {
namespace {

CatalogColumn catalog_column(const CatalogRow& row) {
  enum Field {
    kTable,
    kName,
    kDefault,
    kNullable,
    kType,
    kExtra,
    kGeneration,
    kCharset,
    kCollation,
    kComment,
    kSrid
  };
  CatalogColumn column;
  column.name = text(row, kName);
  column.default_text = row.at(kDefault);
  column.nullable = text(row, kNullable) == "YES";
  column.type = text(row, kType);
  column.extra = lower(text(row, kExtra));
  column.generation = text(row, kGeneration);
  column.charset = text(row, kCharset);
  column.collation = text(row, kCollation);
  column.comment = text(row, kComment);
  column.srid = text(row, kSrid);
  return column;
}

// A uuid as text is written with its character set, and so told from other char(36).
std::string native_text(const CatalogColumn& from) {
  const bool ascii_uuid = from.type == "char(36)" && from.charset == "ascii";
  return ascii_uuid ? from.type + " character set ascii" : from.type;
}

bool has_own_collation(const CatalogColumn& from, const std::string& table_collation) {
  if (from.collation.empty() || from.collation == table_collation) return false;
  return native_text(from) == from.type || from.collation != "ascii_general_ci";
}

bool is_byte_default(const CatalogColumn& from, const Column& column) {
  const std::string name = parse_native_type(from.type).name;
  if (!column.default_value || (name != "binary" && name != "varbinary")) return false;
  const auto* expression = std::get_if<Expression>(&*column.default_value);
  return expression == nullptr || is_binary_literal(expression->text);
}

// Text as text, all other bytes in hexadecimal digits.
DefaultValue from_bytes(const std::string& digits) {
  std::string text;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
    unsigned value = 0;
    std::from_chars(digits.data() + i, digits.data() + i + 2, value, 16);
    if (value < ' ' || value > '~') return Expression("x'" + lower(digits) + "'");
    text += static_cast<char>(value);
  }
  return Literal{Literal::Kind::string, text};
}

}  // namespace

void FamilyIntrospector::read_columns(CatalogReading& reading) const {
  const auto rows = reading.rows(
      "SELECT TABLE_NAME, COLUMN_NAME, COLUMN_DEFAULT, IS_NULLABLE, COLUMN_TYPE, EXTRA,"
      " GENERATION_EXPRESSION, CHARACTER_SET_NAME, COLLATION_NAME, COLUMN_COMMENT, " +
      std::string(srid_column()) +
      " FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = {database}{only TABLE_NAME}"
      " ORDER BY TABLE_NAME, ORDINAL_POSITION");
  for (const CatalogRow& row : rows) {
    const std::string& name = text(row, 0);
    Table* table = reading.table(name);
    if (table == nullptr) continue;
    const CatalogColumn from = catalog_column(row);
    table->columns.push_back(read_column(reading, from, reading.table_collations[name]));
    if (is_byte_default(from, table->columns.back()))
      reading.byte_defaults.emplace_back(table->name, table->columns.back().name);
  }
}

// One query for all of them: the server itself says what DEFAULT stands for, without a row.
void FamilyIntrospector::read_byte_defaults(CatalogReading& reading) const {
  if (reading.byte_defaults.empty()) return;
  SqlWriter sql(family_syntax());
  for (std::size_t i = 0; i < reading.byte_defaults.size(); ++i) {
    const auto& [table, column] = reading.byte_defaults[i];
    const std::string number = std::to_string(i);
    sql.word(i == 0 ? "" : "UNION ALL").word("SELECT " + number + ", HEX(DEFAULT(").name(column);
    sql.word(")) FROM (SELECT 1 AS whimbrel_row) AS whimbrel_rows LEFT JOIN").name(table);
    sql.word("ON FALSE");
  }
  for (const CatalogRow& row : reading.rows_of(std::move(sql).take())) {
    std::size_t i = 0;
    const std::string& number = text(row, 0);
    std::from_chars(number.data(), number.data() + number.size(), i);
    const auto& [table, column] = reading.byte_defaults.at(i);
    reading.schema.table(table)->column(column)->default_value = from_bytes(text(row, 1));
  }
}

Column FamilyIntrospector::read_column(const CatalogReading& reading, const CatalogColumn& from,
                                       const std::string& table_collation) const {
  Column column;
  column.name = Identifier(from.name);
  column.type = SqlType(types_->spelling(native_text(from)));
  column.nullable = from.nullable;
  column.comment = from.comment;
  column.autoincrement = from.has("auto_increment");
  if (has_own_collation(from, table_collation)) column.collation = from.collation;
  if (!from.generation.empty())
    column.generated = Generated{
        Expression(normal_expression(catalog_expression(from.generation), reading.database())),
        from.has("stored generated") || from.has("persistent")};
  else if (!column.autoincrement)
    column.default_value = read_default(from, reading.database());
  read_column_options(reading, from, column);
  return column;
}

void FamilyIntrospector::read_column_options(const CatalogReading& reading,
                                             const CatalogColumn& from, Column& column) const {
  std::map<std::string, std::string> options;
  constexpr std::string_view kOnUpdate = "on update ";
  if (const std::size_t at = from.extra.find(kOnUpdate); at != std::string::npos) {
    const std::string call = from.extra.substr(at + kOnUpdate.size());
    const auto precision = now_precision(call.substr(0, call.find(' ')));
    options["on_update"] = now_expression(precision.value_or(0), moment_precision(from.type));
  }
  if (from.has("invisible")) options["invisible"] = "true";
  if (!from.srid.empty()) options["srid"] = from.srid;
  if (!options.empty()) reading.own(column.options) = std::move(options);
}

std::optional<DefaultValue> FamilyIntrospector::default_from_sql(const CatalogColumn& column,
                                                                 const std::string& sql) const {
  if (const auto given = now_precision(sql); given && takes_now(column.type))
    return Expression(now_expression(*given, moment_precision(column.type)));
  return Expression(sql);
}

Literal FamilyIntrospector::literal(const CatalogColumn& column, const std::string& value) const {
  if (!column.charset.empty() || !is_number(value)) return {Literal::Kind::string, value};
  const bool boolean = types_->spelling(column.type) == "boolean";
  if (boolean && value == "1") return {Literal::Kind::boolean, "true"};
  if (boolean && value == "0") return {Literal::Kind::boolean, "false"};
  return {Literal::Kind::number, normal_number(value)};
}

}  // namespace whimbrel::mysql_family
