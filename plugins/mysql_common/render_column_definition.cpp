// `name type ...` of a column.
#include "expression_text.h"
#include "native_type.h"
#include "renderer.h"

namespace whimbrel::mysql_family {
namespace {

bool is_true(const std::string& option) { return option == "true" || option == "1"; }

sdk::Answer cannot(std::string what) { return Unsupported{std::move(what), std::nullopt}; }

// Without the word NULL, old servers make a timestamp NOT NULL.
bool needs_null_word(const Column& column, const std::string& native) {
  return column.nullable && parse_native_type(native).name == "timestamp";
}

std::string now_call(int precision) {
  return precision == 0 ? "CURRENT_TIMESTAMP"
                        : "CURRENT_TIMESTAMP(" + std::to_string(precision) + ")";
}

}  // namespace

void FamilyRenderer::column_definition(const Column& column, const Table&, const ServerInfo& server,
                                       SqlWriter& sql, Answer& problem) const {
  const std::string native = type_text(column.type, server, problem);
  if (problem) return;
  if (column.generated && !column.nullable && !generated_not_null()) {
    problem = cannot("the generated column '" + column.name.text() +
                     "' cannot be NOT NULL here; leave it nullable");
    return;
  }
  sql.name(column.name).word(native);
  if (!column.collation.empty()) sql.word("COLLATE").name(Identifier(column.collation));
  if (column.generated) generated(*column.generated, sql);
  if (!column.nullable)
    sql.word("NOT NULL");
  else if (needs_null_word(column, native))
    sql.word("NULL");
  if (!column.generated && !column.autoincrement) column_default(column, native, sql);
  if (column.autoincrement) sql.word("AUTO_INCREMENT");
  if (is_true(option(column.options, "invisible"))) sql.word("INVISIBLE");
  if (const std::string srid = option(column.options, "srid"); is_number(srid))
    sql.word("SRID").word(srid);
  if (!column.comment.empty()) sql.word("COMMENT").string(column.comment);
}

void FamilyRenderer::column_default(const Column& column, const std::string& native,
                                    SqlWriter& sql) const {
  if (column.default_value) sql.word("DEFAULT").word(default_text(*column.default_value, native));
  const std::string on_update = option(column.options, "on_update");
  // The precision must be the column's own: there is nothing else to choose.
  if (now_precision(on_update)) sql.word("ON UPDATE").word(now_call(moment_precision(native)));
}

std::string FamilyRenderer::default_text(const DefaultValue& value,
                                         const std::string& native) const {
  SqlWriter sql = writer();
  if (const auto* literal = std::get_if<Literal>(&value)) {
    sql.literal(*literal);
    const std::string text = std::move(sql).take();
    const bool parentheses = literal->kind != Literal::Kind::null && is_large(native) &&
                             large_literal_needs_parentheses();
    return parentheses ? "(" + text + ")" : text;
  }
  const std::string& expression = std::get<Expression>(value).text;
  const int precision = moment_precision(native);
  if (const auto given = now_precision(expression); given && takes_now(native))
    if (*given == -1 || *given == precision) return now_call(precision);
  return is_binary_literal(expression) ? expression : "(" + expression + ")";
}

std::string FamilyRenderer::column_text(const Column& column, const ServerInfo& server,
                                        Answer& problem) const {
  SqlWriter sql = writer();
  column_definition(column, Table(), server, sql, problem);
  return std::move(sql).take();
}

}  // namespace whimbrel::mysql_family
