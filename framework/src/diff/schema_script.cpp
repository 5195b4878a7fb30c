#include "whimbrel/diff/schema_script.h"

#include <algorithm>
#include <array>
#include <map>

#include "whimbrel/core/node_reader.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel {
namespace {

constexpr std::array<std::string_view, 5> kDefining = {"create", "alter", "drop", "comment",
                                                       "rename"};
// Behind these a definition has a body, where a dot stands between a table and its column.
constexpr std::array<std::string_view, 4> kBody = {"as", "for", "begin", "do"};
constexpr std::array<std::string_view, 2> kSession = {"set", "pragma"};
// Behind CREATE, ALTER or DROP: not of this database.
constexpr std::array<std::string_view, 7> kOfServer = {
    "database", "user", "role", "tablespace", "server", "instance", "resource"};

template <size_t n>
bool one_of(const SqlToken& token, const std::array<std::string_view, n>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return token.is(word); });
}

class Sieve {
 public:
  Sieve(const Syntax& syntax, const std::string& file) : syntax_(syntax), file_(file) {}

  SchemaScript sift(std::string_view text) && {
    for (ScriptStatement& statement : split_script(text, syntax_)) {
      if (statement.client_command) {
        leave_out("client commands", statement.line);
        continue;
      }
      std::vector<SqlToken> tokens = lex(statement.text, syntax_);
      std::erase_if(tokens, [](const SqlToken& t) { return t.kind == SqlToken::Kind::comment; });
      if (tokens.empty()) continue;
      if (!belongs(tokens)) {
        leave_out(upper(tokens.front().text), statement.line);
        continue;
      }
      refuse_elsewhere(tokens, statement.line);
      script_.statements.push_back(std::move(statement));
    }
    for (const auto& [word, places] : left_out_)
      script_.left_out.push_back(std::to_string(places.second) + " " + word +
                                 (places.second == 1 ? " (line " : " (from line ") +
                                 std::to_string(places.first) + ")");
    return std::move(script_);
  }

 private:
  void leave_out(const std::string& word, int line) {
    auto& [first, count] = left_out_.try_emplace(word, line, 0).first->second;
    ++count;
  }

  bool belongs(const std::vector<SqlToken>& tokens) const {
    const SqlToken& first = tokens.front();
    if (one_of(first, kSession))
      return tokens.size() < 2 ||
             !(tokens[1].is("global") || tokens[1].is("persist") || tokens[1].is("persist_only") ||
               tokens[1].is("password") || tokens[1].is("role") || tokens[1].is("transaction"));
    if (!one_of(first, kDefining)) return false;
    for (size_t i = 1; i < std::min<size_t>(tokens.size(), 4); ++i) {
      if (one_of(tokens[i], kOfServer)) return false;
      if (syntax_.schema_is_database && tokens[i].is("schema")) return false;
      if (tokens[i].is("system") || tokens[i].is("table")) break;
    }
    return !(tokens.size() > 1 && tokens[1].is("system"));
  }

  // `CREATE TABLE a.b`: where schemas are databases, `a` is not the place at hand.
  void refuse_elsewhere(const std::vector<SqlToken>& tokens, int line) const {
    if (!syntax_.schema_is_database || !one_of(tokens.front(), kDefining)) return;
    for (size_t i = 1; i + 2 < tokens.size() && !tokens[i].is_symbol('('); ++i) {
      if (one_of(tokens[i], kBody)) return;
      const bool name =
          tokens[i].kind == SqlToken::Kind::word || tokens[i].kind == SqlToken::Kind::quoted_name;
      if (!name || !tokens[i + 1].is_symbol('.')) continue;
      Error error(ErrorCode::config, "'" + unquoted(tokens[i]) + "." + unquoted(tokens[i + 2]) +
                                         "' names an object in another database");
      error.at(file_ + ":" + std::to_string(line));
      error.with_hint("name it without the database: the desired schema is of one database");
      throw error;
    }
  }

  const Syntax& syntax_;
  const std::string& file_;
  SchemaScript script_;
  std::map<std::string, std::pair<int, int>> left_out_;
};

}  // namespace

SchemaScript schema_script(std::string_view text, const Syntax& syntax, const std::string& file) {
  return Sieve(syntax, file).sift(text);
}

}  // namespace whimbrel
