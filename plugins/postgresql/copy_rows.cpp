#include "copy_rows.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "errors.h"
#include "syntax.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel::postgresql {
namespace {

using Kind = SqlToken::Kind;
using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

constexpr size_t kPiece = 1 << 16;

Result next_result(PGconn* handle) { return Result(PQgetResult(handle), &PQclear); }

bool is_from_stdin(const std::vector<SqlToken>& tokens) {
  for (size_t i = 1; i + 1 < tokens.size(); ++i)
    if (tokens[i].is("from") && tokens[i + 1].is("stdin")) return true;
  return false;
}

// The server counts the lines of the rows: "COPY notes, line 3, column body: ...". Its word for a
// line is in its own language, and only English is known here.
std::optional<size_t> refused_row(std::string_view context, const CopyFromStdin& copy) {
  constexpr std::string_view kLine = ", line ";
  const size_t at = context.find(kLine);
  if (!context.starts_with("COPY ") || at == std::string_view::npos) return std::nullopt;
  const long line = std::atol(std::string(context.substr(at + kLine.size())).c_str());
  size_t begin = static_cast<size_t>(copy.rows.data() - copy.whole.data());
  for (long passed = 1; passed < line; ++passed) {
    begin = copy.whole.find('\n', begin);
    if (begin == std::string_view::npos) return std::nullopt;
    ++begin;
  }
  return begin;
}

std::string field(const PGresult* result, int name) {
  const char* text = PQresultErrorField(result, name);
  return text == nullptr ? "" : text;
}

Error failure(PGconn* handle, const PGresult* result, const CopyFromStdin& copy) {
  if (PQstatus(handle) != CONNECTION_OK || result == nullptr)
    return broken_link_error(PQerrorMessage(handle), copy.statement);
  Error error = statement_error(PQresultErrorMessage(result), field(result, PG_DIAG_SQLSTATE),
                                copy.statement);
  if (!copy.rows.empty())
    if (const auto row = refused_row(field(result, PG_DIAG_CONTEXT), copy))
      error.with_statement_offset(*row);
  return error;
}

void send_rows(PGconn* handle, const CopyFromStdin& copy) {
  for (size_t sent = 0; sent < copy.rows.size();) {
    const std::string_view piece = copy.rows.substr(sent, kPiece);
    if (PQputCopyData(handle, piece.data(), static_cast<int>(piece.size())) != 1)
      throw failure(handle, nullptr, copy);
    sent += piece.size();
  }
  if (PQputCopyEnd(handle, nullptr) != 1) throw failure(handle, nullptr, copy);
}

}  // namespace

std::optional<CopyFromStdin> copy_from_stdin(std::string_view sql) {
  constexpr std::string_view kCopy = "copy";
  // Most statements are something else, and what they are is not worth a look at all of them.
  if (!same_word(trimmed(sql).substr(0, kCopy.size()), kCopy)) return std::nullopt;
  const std::vector<SqlToken> tokens = lex(sql, postgresql_syntax());
  if (!is_from_stdin(tokens)) return std::nullopt;
  CopyFromStdin copy{sql, sql, sql.substr(sql.size())};
  for (const SqlToken& token : tokens) {
    if (token.kind == Kind::rows) copy.rows = token.text;
    if (token.is_symbol(';')) copy.statement = sql.substr(0, token.offset);
  }
  return copy;
}

std::uint64_t run_copy(PGconn* handle, const CopyFromStdin& copy) {
  const std::string statement(copy.statement);
  Result result(PQexec(handle, statement.c_str()), &PQclear);
  if (PQresultStatus(result.get()) != PGRES_COPY_IN) throw failure(handle, result.get(), copy);
  send_rows(handle, copy);
  result = next_result(handle);
  if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) {
    const Error error = failure(handle, result.get(), copy);
    while (next_result(handle)) continue;
    throw error;
  }
  const std::uint64_t rows = std::strtoull(PQcmdTuples(result.get()), nullptr, 10);
  while (next_result(handle)) continue;
  return rows;
}

}  // namespace whimbrel::postgresql
