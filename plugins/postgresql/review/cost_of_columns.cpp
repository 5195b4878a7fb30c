#include "options.h"
#include "review/costs.h"
#include "review/expression.h"
#include "review/type_change.h"
#include "syntax.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel::postgresql {
namespace {

std::string column_of(const QualifiedName& table, const Identifier& column) {
  return "column '" + column.text() + "' of table '" + table.text() + "'";
}

// What has to be computed for every row, as the end of a sentence; empty: nothing.
std::string computed(const Column& column) {
  if (column.autoincrement) return "every row gets its number";
  if (column.generated && column.generated->stored) return "its value is computed for every row";
  if (!column.default_value) return {};
  const auto* expression = std::get_if<Expression>(&*column.default_value);
  if (expression == nullptr) return {};
  const std::string part = volatile_part(expression->text);
  return part.empty() ? part : part + " in its default may have another value for every row";
}

// `column::type` is the conversion that the server would make by itself.
bool is_plain_cast(const std::string& conversion, const Identifier& column,
                   const std::string& to_type, const TypeSystem& types) {
  const std::vector<SqlToken> tokens = lex(conversion, postgresql_syntax());
  if (tokens.empty()) return true;
  const SqlToken& first = tokens.front();
  const bool bare = first.kind == SqlToken::Kind::word;
  if (!bare && first.kind != SqlToken::Kind::quoted_name) return false;
  if ((bare ? lower(first.text) : unquoted(first)) != column.text()) return false;
  if (tokens.size() == 1) return true;
  if (tokens.size() < 4 || !tokens[1].is_symbol(':') || !tokens[2].is_symbol(':')) return false;
  return types.spelling(conversion.substr(tokens[3].offset)) == to_type;
}

std::string type_before(const AlterColumn& op, const ReviewPlace& place) {
  if (op.existing.type) return op.existing.type->text;
  const Table* table = place.before.table(op.table);
  const Column* column = table == nullptr ? nullptr : table->column(op.column);
  return column == nullptr ? std::string() : column->type.text;
}

void cost_of_type(const AlterColumn& op, const ReviewPlace& place, const TypeSystem& types,
                  Hazards& found) {
  const std::string from = types.spelling(type_before(op, place));
  const std::string to = types.spelling(op.to.type->text);
  const std::string conversion = option(op.options, "using");
  TypeChange change = from.empty() ? TypeChange::rewrite : type_change(from, to);
  if (!is_plain_cast(conversion, op.column, to, types)) change = TypeChange::rewrite;
  if (change == TypeChange::none) return;
  const std::string what = "changing the type of " + column_of(op.table, op.column) +
                           (from.empty() ? "" : " from " + from) + " to " + to;
  std::string how =
      " writes every row and every index again under an ACCESS EXCLUSIVE lock: nobody can read or "
      "write the table until it is done";
  if (from.empty())
    how = ", whose type before is not known, may write" + how.substr(std::string(" writes").size());
  if (change == TypeChange::none_in_utc) how += ", unless the session's time zone is UTC";
  found.push_back(hazard(
      "type-change-rewrites", what + how,
      change == TypeChange::none_in_utc
          ? "run SET LOCAL timezone = 'UTC' before it, when that is what the values mean"
          : "add a column of the new type, fill it in batches, and let the application change over "
            "before the old one is dropped"));
}

bool is_nullable(const AlterColumn& op, const ReviewPlace& place) {
  if (op.existing.nullable) return *op.existing.nullable;
  const Table* table = place.before.table(op.table);
  const Column* column = table == nullptr ? nullptr : table->column(op.column);
  return column == nullptr || column->nullable;
}

void cost_of_not_null(const AlterColumn& op, const ReviewPlace& place, Hazards& found) {
  if (!is_nullable(op, place) || is_checked_not_null(op.table, op.column, place)) return;
  const std::string name = op.column.text();
  found.push_back(hazard(
      "not-null-scans-table",
      "making " + column_of(op.table, op.column) +
          " NOT NULL reads all rows under an ACCESS EXCLUSIVE lock: nobody can read or write the "
          "table until it is done",
      "add a check constraint `" + name +
          " IS NOT NULL` with `not_valid: true`, validate it in the next "
          "migration, and make the column NOT NULL behind that: the check then saves the reading"));
}

}  // namespace

void cost_of_column(const AddColumn& op, const ReviewPlace& place, Hazards& found) {
  if (place.is_new(op.table)) return;
  const std::string why = computed(op.column);
  if (why.empty()) return;
  found.push_back(hazard(
      "column-rewrites-table",
      "adding " + column_of(op.table, op.column.name) +
          " writes the whole table again under an ACCESS EXCLUSIVE lock, because " + why,
      "add the column without it, set the default in an operation of its own (it holds for new "
      "rows), and fill the old rows in batches"));
}

void cost_of_change(const AlterColumn& op, const ReviewPlace& place, const TypeSystem& types,
                    Hazards& found) {
  if (place.is_new(op.table)) return;
  if (op.to.type) cost_of_type(op, place, types, found);
  if (op.to.nullable == false) cost_of_not_null(op, place, found);
  if (op.to.generated && *op.to.generated)
    found.push_back(hazard("column-rewrites-table",
                           "changing the expression of " + column_of(op.table, op.column) +
                               " computes it for every row under an ACCESS EXCLUSIVE lock",
                           "add a column with the new expression, and drop the old one when nobody "
                           "uses it"));
}

}  // namespace whimbrel::postgresql
