#include "review/parser.h"

#include <pg_query.h>

#include <cstdio>
#include <mutex>

#include "syntax.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/json.h"
#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel::postgresql {
namespace {

// A chain such as `1 + 1 + ...` is as deep as it has operators, and 10,000 of them need one or two
// megabytes of stack.
constexpr std::size_t kMostTokens = 20'000;

class ParseResult {
 public:
  explicit ParseResult(const std::string& sql) : result_(pg_query_parse(sql.c_str())) {}
  ParseResult(const ParseResult&) = delete;
  ParseResult& operator=(const ParseResult&) = delete;
  ~ParseResult() { pg_query_free_parse_result(result_); }

  const PgQueryParseResult& operator*() const { return result_; }

 private:
  PgQueryParseResult result_;
};

}  // namespace

int parser_version() { return PG_VERSION_NUM; }

std::variant<Node, ParseRefusal> parse_sql(std::string_view sql) {
  if (lex(sql, postgresql_syntax()).size() > kMostTokens)
    return ParseRefusal{"it is longer than " + std::to_string(kMostTokens) + " words"};
  if (sql.find('\0') != std::string_view::npos) return ParseRefusal{"it has a zero byte"};
  // While it works the library puts a pipe in the place of the process's standard error, so two
  // threads at once would leave it there for good.
  static std::mutex alone;
  const std::scoped_lock lock(alone);
  const ParseResult result{std::string(sql)};
  // What others wrote to standard error in the meantime.
  if ((*result).stderr_buffer != nullptr) std::fputs((*result).stderr_buffer, stderr);
  if ((*result).error != nullptr) return ParseRefusal{(*result).error->message};
  try {
    return parse_json((*result).parse_tree, "the parser's tree");
  } catch (const Error&) {
    // What the parser writes is JSON; its depth has a limit of its own there.
    return ParseRefusal{"its expressions are nested too deeply"};
  }
}

}  // namespace whimbrel::postgresql
