#include "review_guide.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>

#include "native_changes.h"
#include "options.h"
#include "review_hazards.h"
#include "table_sql_parser.h"
#include "type_system.h"
#include "whimbrel/core/text.h"
#include "whimbrel/sdk/definition_parts.h"

namespace whimbrel::sqlite {
namespace {

using Kind = SqlReading::Kind;
using sdk::ReadWork;
using sdk::TokenReader;

// Key words that are names all the same where no other reading is possible, in the order of
// letters.
constexpr std::array<std::string_view, 88> kAllowed = {"abort",
                                                       "action",
                                                       "after",
                                                       "always",
                                                       "analyze",
                                                       "asc",
                                                       "attach",
                                                       "before",
                                                       "begin",
                                                       "by",
                                                       "cascade",
                                                       "cast",
                                                       "column",
                                                       "conflict",
                                                       "cross",
                                                       "current",
                                                       "current_date",
                                                       "current_time",
                                                       "current_timestamp",
                                                       "database",
                                                       "deferred",
                                                       "desc",
                                                       "detach",
                                                       "do",
                                                       "each",
                                                       "end",
                                                       "exclude",
                                                       "exclusive",
                                                       "explain",
                                                       "fail",
                                                       "filter",
                                                       "first",
                                                       "following",
                                                       "for",
                                                       "full",
                                                       "generated",
                                                       "glob",
                                                       "groups",
                                                       "ignore",
                                                       "immediate",
                                                       "indexed",
                                                       "initially",
                                                       "inner",
                                                       "instead",
                                                       "key",
                                                       "last",
                                                       "left",
                                                       "like",
                                                       "match",
                                                       "materialized",
                                                       "natural",
                                                       "no",
                                                       "nulls",
                                                       "of",
                                                       "offset",
                                                       "others",
                                                       "outer",
                                                       "over",
                                                       "partition",
                                                       "plan",
                                                       "pragma",
                                                       "preceding",
                                                       "query",
                                                       "raise",
                                                       "range",
                                                       "recursive",
                                                       "regexp",
                                                       "reindex",
                                                       "release",
                                                       "rename",
                                                       "replace",
                                                       "restrict",
                                                       "right",
                                                       "rollback",
                                                       "row",
                                                       "rows",
                                                       "savepoint",
                                                       "temp",
                                                       "temporary",
                                                       "ties",
                                                       "trigger",
                                                       "unbounded",
                                                       "vacuum",
                                                       "view",
                                                       "virtual",
                                                       "window",
                                                       "with",
                                                       "without"};

void skip_all(TokenReader& tokens) {
  while (!tokens.done()) tokens.skip();
}

// What the parser did not understand stands in an option of the table.
void take_not_understood(Table& table, ReadWork& work) {
  const std::string what = option_of(table.options, option::kNotUnderstood);
  if (what.empty()) return;
  work.unread("'" + what + "' of table '" + table.name.text() + "'");
  set_option(table.options, option::kNotUnderstood, {});
}

}  // namespace

// Readers do not wait for a writer that waits, and each session waits by itself.
ReviewFacts SqliteReviewGuide::facts() const {
  ReviewFacts facts;
  facts.waiters_queue = false;
  facts.integer_keys_are_wide = true;
  return facts;
}

bool SqliteReviewGuide::is_reserved(std::string_view word) const {
  if (sqlite3_keyword_check(word.data(), static_cast<int>(word.size())) == 0) return false;
  return !std::binary_search(kAllowed.begin(), kAllowed.end(), lower(word));
}

SqlReading SqliteReviewGuide::read(std::string_view statement, const ReviewPlace& place) const {
  SqlReading result = StandardReviewGuide::read(statement, place);
  for (const ReadOperation& each : result.operations)
    if (const auto* drop = std::get_if<DropTable>(&each.operation))
      if (auto hazard = cascade_hazard(*drop, each.offset, place))
        result.hazards.push_back(std::move(*hazard));
  return result;
}

void SqliteReviewGuide::read_table_body(Table& table, ReadWork& work) const {
  sqlite::read_table_body(work.tokens, table);
  for (Column& column : table.columns)
    column.type = SqlType(dialect().types().spelling(column.type.text));
  take_not_understood(table, work);
}

Column SqliteReviewGuide::read_column(Table& around, ReadWork& work) const {
  Column column = read_column_definition(work.tokens, around);
  column.type = SqlType(dialect().types().spelling(column.type.text));
  take_not_understood(around, work);
  return column;
}

// A primary key does not make its columns NOT NULL, unless the table has no other row numbers.
void SqliteReviewGuide::settle(Table& table) const {
  if (!table.primary_key) return;
  const bool without_rowid = has_option(table.options, option::kWithoutRowid);
  for (const Identifier& name : table.primary_key->columns) {
    Column* column = table.column(name);
    if (column == nullptr) continue;
    const bool numbers_rows =
        table.primary_key->columns.size() == 1 && is_rowid_type(column->type.text);
    if (without_rowid || numbers_rows) column->nullable = false;
  }
}

bool SqliteReviewGuide::read_own_statement(ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  if (tokens.take("PRAGMA")) {
    read_pragma(work);
  } else if (tokens.peek().is("VACUUM")) {
    work.result.kind = Kind::query;
    work.result.outside_transaction = true;
    work.add_hazard(vacuum_hazard(tokens.offset()));
  } else if (tokens.peek().is("ATTACH") || tokens.peek().is("DETACH")) {
    work.result.kind = Kind::session;
    work.unread("what happens in the database of " + std::string(tokens.peek().text));
  } else if (tokens.peek().is("ANALYZE") || tokens.peek().is("REINDEX")) {
    work.result.kind = Kind::query;
  } else if (tokens.peek().is("CREATE") && tokens.peek(1).is("VIRTUAL")) {
    work.result.kind = Kind::schema;
    work.unread("a virtual table");
  } else {
    return false;
  }
  skip_all(tokens);
  return true;
}

// PRAGMA [schema.]name [= value | (value)]
void SqliteReviewGuide::read_pragma(ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  const std::size_t offset = tokens.offset();
  const std::string name = lower(sdk::read_qualified_name(tokens).name.text());
  const bool sets = !tokens.done() && !tokens.peek().is_symbol(';');
  work.result.kind = sets ? Kind::session : Kind::query;
  if (!sets) return;
  if (name == "busy_timeout") work.result.sets_lock_timeout = true;
  if (name == "foreign_keys") work.add_hazard(foreign_keys_hazard(offset));
  if (name == "writable_schema") work.unread("what writable_schema lets be written");
}

// Here ADD COLUMN is checked as SQLite does it: an operation would rebuild the table where that is
// needed, and the statement fails.
bool SqliteReviewGuide::read_own_clause(const QualifiedName& table, ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  const SqlToken& next = tokens.peek(1);
  if (!tokens.peek().is("ADD") || next.is("CONSTRAINT") || next.is("CHECK")) return false;
  tokens.skip();
  tokens.take("COLUMN");
  const std::size_t offset = tokens.offset();
  Table before;
  if (const Table* known = work.table()) before = *known;
  before.name = table;
  Table around = before;
  const Column column = read_column(around, work);
  if (auto hazard = added_column_hazard(column, before, around, work.place.is_new(table)))
    work.add_hazard({hazard->rule, hazard->message, hazard->cure, offset});
  work.add(AddColumn{table, column}, offset);
  const std::size_t first = work.result.operations.size();
  add_elements(before, std::move(around), offset, work);
  for (std::size_t i = first; i < work.result.operations.size(); ++i)
    if (auto* create = std::get_if<CreateConstraint>(&work.result.operations[i].operation))
      set_option(create->options, option::kWithColumn, "true");
  return true;
}

}  // namespace whimbrel::sqlite
