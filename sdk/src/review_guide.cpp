// Which statement it is.
#include <algorithm>
#include <array>

#include "whimbrel/core/text.h"
#include "whimbrel/sdk/standard_review_guide.h"

namespace whimbrel::sdk {
namespace {

using Kind = SqlReading::Kind;

// Reserved by SQL:2016 and by more than one of the well-known databases, in the order of letters.
constexpr std::array<std::string_view, 60> kReserved = {
    "all",    "and",   "as",      "between", "by",        "case",     "check", "column",
    "create", "cross", "default", "delete",  "desc",      "distinct", "drop",  "else",
    "exists", "false", "fetch",   "for",     "foreign",   "from",     "grant", "group",
    "having", "in",    "inner",   "insert",  "intersect", "into",     "is",    "join",
    "left",   "like",  "limit",   "natural", "not",       "null",     "on",    "or",
    "order",  "outer", "primary", "right",   "select",    "set",      "some",  "table",
    "then",   "to",    "true",    "union",   "unique",    "update",   "user",  "using",
    "values", "when",  "where",   "with"};

bool begins_with(const TokenReader& tokens, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return tokens.peek().is(word); });
}

void skip_all(TokenReader& tokens) {
  while (!tokens.done()) tokens.skip();
}

}  // namespace

std::vector<Hazard> StandardReviewGuide::hazards_of(const Operation&, const ReviewPlace&) const {
  return {};
}

bool StandardReviewGuide::is_reserved(std::string_view word) const {
  return std::any_of(kReserved.begin(), kReserved.end(),
                     [&](std::string_view each) { return same_word(each, word); });
}

SqlReading StandardReviewGuide::read(std::string_view statement, const ReviewPlace& place) const {
  SqlReading result;
  const std::string text = prepared(statement);
  TokenReader tokens(text, dialect_->syntax());
  ReadWork work(tokens, place, result);
  read_statement(work);
  tokens.take(';');
  const std::size_t rest = tokens.position();
  skip_all(tokens);
  if (tokens.position() > rest) work.unread("'" + tokens.text_since(rest) + "'");
  return result;
}

void StandardReviewGuide::read_statement(ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  if (tokens.done()) {
    work.result.kind = Kind::query;
  } else if (read_own_statement(work)) {
    return;
  } else if (tokens.take("CREATE")) {
    read_create(work);
  } else if (tokens.take("DROP")) {
    read_drop(work);
  } else if (tokens.take("ALTER")) {
    read_alter(work);
  } else if (tokens.take("RENAME", "TABLE") || tokens.take("RENAME", "TABLES")) {
    read_rename_tables(work);
  } else if (tokens.take("TRUNCATE")) {
    read_truncate(work);
  } else if (begins_with(tokens, {"INSERT", "REPLACE", "UPDATE", "DELETE", "MERGE", "WITH"})) {
    read_rows(work);
  } else if (tokens.take("SET")) {
    read_settings(work);
  } else {
    read_other(work);
  }
}

void StandardReviewGuide::read_other(ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  if (begins_with(tokens, {"SELECT", "VALUES", "EXPLAIN", "SHOW", "DESCRIBE", "DESC", "TABLE"}) ||
      tokens.peek().is_symbol('(')) {
    work.result.kind = Kind::query;
  } else if (tokens.peek().is("ROLLBACK") && (tokens.peek(1).is("TO") || tokens.peek(2).is("TO"))) {
    work.unread("ROLLBACK TO, which takes back the statements before it");
  } else if (begins_with(tokens, {"SAVEPOINT", "RELEASE"})) {
    work.result.kind = Kind::query;
  } else if (begins_with(tokens, {"BEGIN", "COMMIT", "ROLLBACK", "ABORT", "END"}) ||
             (tokens.peek().is("START") && tokens.peek(1).is("TRANSACTION"))) {
    work.result.kind = Kind::transaction;
  } else {
    work.unread("the statement " + std::string(tokens.peek().text));
  }
  skip_all(tokens);
}

std::string StandardReviewGuide::prepared(std::string_view statement) const {
  return std::string(statement);
}

bool StandardReviewGuide::read_own_statement(ReadWork&) const { return false; }

bool StandardReviewGuide::read_own_clause(const QualifiedName&, ReadWork&) const { return false; }

bool StandardReviewGuide::read_own_attribute(Column&, Table&, ReadWork&) const { return false; }

bool StandardReviewGuide::read_own_element(Table&, ReadWork&) const { return false; }

bool StandardReviewGuide::read_table_option(Table&, ReadWork&) const { return false; }

bool StandardReviewGuide::read_index_option(Index&, ReadWork&) const { return false; }

Identifier StandardReviewGuide::invented_name(const Constraint&, const Table&) const { return {}; }

Identifier StandardReviewGuide::invented_name(const Index&, const Table&) const { return {}; }

std::optional<std::string> StandardReviewGuide::string_value(const SqlToken& token) const {
  const Syntax& syntax = dialect_->syntax();
  const bool escapes = syntax.backslash_escapes && token.text.find('\\') != std::string_view::npos;
  if (escapes || !token.text.starts_with('\'')) return std::nullopt;
  return unquoted(token);
}

// A primary key's columns are NOT NULL without saying so.
void StandardReviewGuide::settle(Table& table) const {
  if (!table.primary_key) return;
  for (const Identifier& name : table.primary_key->columns)
    if (Column* column = table.column(name)) column->nullable = false;
}

StandardReviewGuide::SettingKind StandardReviewGuide::setting_kind(std::string_view name) const {
  if (same_word(name, "lock_timeout")) return SettingKind::lock_wait;
  if (same_word(name, "statement_timeout")) return SettingKind::statement_time;
  return SettingKind::other;
}

}  // namespace whimbrel::sdk
