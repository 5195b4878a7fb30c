#include "client_scripts.h"

#include "syntax.h"
#include "whimbrel/dialect/sql_lexer.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::sqlite {
namespace {

const Identifier kGuard("whimbrel_guard");
constexpr std::string_view kNoCommand = "/**/ ";

// Alone on a line, but for comments behind it, these end a statement for the program.
bool ends_alone(const SqlToken& token) { return token.is_symbol('/') || token.is("go"); }

bool begins_line(std::string_view sql, const SqlToken& token) {
  const size_t before = sql.substr(0, token.offset).find_last_not_of(" \t");
  return before != std::string_view::npos && sql[before] == '\n';
}

}  // namespace

std::string SqliteClientScripts::opening(const Endpoint& endpoint) const {
  std::string text =
      "-- For the program sqlite3: sqlite3 FILE < this script\n"
      ".bail on\n"
      "PRAGMA foreign_keys = ON;\n";
  if (endpoint.lock_timeout.count() > 0)
    text += ".timeout " + std::to_string(endpoint.lock_timeout.count()) + "\n";
  return text;
}

std::variant<std::string, Unsupported> SqliteClientScripts::statement(std::string_view sql) const {
  // The program leaves the carriage return out when it reads lines.
  if (sql.find("\r\n") != std::string_view::npos)
    return Unsupported{
        "the program sqlite3 does not read a carriage return at the end of a line; write the value "
        "as an expression with char(13)",
        std::nullopt};
  std::string text;
  text.reserve(sql.size() + 2);
  size_t taken = 0;
  for (const SqlToken& token : lex(sql, syntax())) {
    if (!ends_alone(token) || !begins_line(sql, token)) continue;
    text += sql.substr(taken, token.offset - taken);
    text += kNoCommand;
    taken = token.offset;
  }
  text += sql.substr(taken);
  return text + ";\n";
}

// RAISE is for triggers only; the name of a check that fails is shown as well.
std::string SqliteClientScripts::refuse_rows(std::string_view query,
                                             std::string_view reason) const {
  SqlWriter make(syntax());
  make.word("CREATE TEMP TABLE").name(kGuard).word("(found CONSTRAINT");
  make.name(Identifier(std::string(reason))).word("CHECK (found IS NULL));\n");
  SqlWriter look(syntax());
  look.word("INSERT INTO temp." + quoted(kGuard, syntax())).word("SELECT 1 FROM");
  look.parenthesised(query).word("LIMIT 1;\n");
  SqlWriter drop(syntax());
  drop.word("DROP TABLE temp." + quoted(kGuard, syntax()) + ";\n");
  return std::move(make).take() + std::move(look).take() + std::move(drop).take();
}

}  // namespace whimbrel::sqlite
