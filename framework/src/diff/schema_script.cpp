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
constexpr std::array<std::string_view, 2> kPrivileges = {"grant", "revoke"};
constexpr std::array<std::string_view, 2> kSession = {"set", "pragma"};
// Behind CREATE, ALTER or DROP: not of this database.
constexpr std::array<std::string_view, 7> kOfServer = {
    "database", "user", "role", "tablespace", "server", "instance", "resource"};

template <size_t n>
bool one_of(const SqlToken& token, const std::array<std::string_view, n>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return token.is(word); });
}

bool is_name(const SqlToken& token) {
  return token.kind == SqlToken::Kind::word || token.kind == SqlToken::Kind::quoted_name;
}

class Sieve {
 public:
  Sieve(const Syntax& syntax, const std::string& file, const std::string& own)
      : syntax_(syntax), file_(file), own_(own) {}

  SchemaScript sift(std::string_view text) && {
    for (ScriptStatement& statement : split_script(text, syntax_)) {
      if (statement.client_command) {
        leave_out("client commands", statement.line);
        continue;
      }
      std::vector<SqlToken> tokens = tokens_of(statement.text);
      if (tokens.empty()) continue;
      const bool grants = !syntax_.schema_is_database && one_of(tokens.front(), kPrivileges);
      script_.grants = script_.grants || grants;
      if (!grants && !belongs(tokens)) {
        leave_out(upper(tokens.front().text), statement.line);
        continue;
      }
      if (syntax_.schema_is_database && one_of(tokens.front(), kDefining)) {
        statement.text = without_own(statement.text, tokens);
        refuse_elsewhere(tokens_of(statement.text), statement.line);
      }
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

  std::vector<SqlToken> tokens_of(const std::string& text) const {
    std::vector<SqlToken> tokens = lex(text, syntax_);
    std::erase_if(tokens, [](const SqlToken& t) { return t.kind == SqlToken::Kind::comment; });
    return tokens;
  }

  bool is_qualified(const std::vector<SqlToken>& tokens, size_t i) const {
    return i + 2 < tokens.size() && is_name(tokens[i]) && tokens[i + 1].is_symbol('.') &&
           is_name(tokens[i + 2]);
  }

  // The script runs in a scratch place: what it qualifies with the database at hand is meant there.
  // Where the word stands alone as well it is a table or an alias, and the text stays.
  std::string without_own(const std::string& text, const std::vector<SqlToken>& tokens) const {
    std::string result;
    size_t kept = 0;
    for (size_t i = 0; i < tokens.size(); ++i) {
      if (!is_name(tokens[i]) || own_.empty() || unquoted(tokens[i]) != own_) continue;
      if (i > 0 && tokens[i - 1].is_symbol('.')) continue;
      if (!is_qualified(tokens, i)) return text;
      result += text.substr(kept, tokens[i].offset - kept);
      kept = tokens[i + 2].offset;
    }
    return result + text.substr(kept);
  }

  // `CREATE TABLE a.b`: where schemas are databases, `a` is not the place at hand.
  void refuse_elsewhere(const std::vector<SqlToken>& tokens, int line) const {
    for (size_t i = 1; i + 2 < tokens.size() && !tokens[i].is_symbol('('); ++i) {
      if (one_of(tokens[i], kBody)) return;
      if (!is_qualified(tokens, i)) continue;
      Error error(ErrorCode::config, "'" + unquoted(tokens[i]) + "." + unquoted(tokens[i + 2]) +
                                         "' names an object in another database");
      error.at(file_ + ":" + std::to_string(line));
      error.with_hint("name it without the database: the desired schema is of one database");
      throw error;
    }
  }

  const Syntax& syntax_;
  const std::string& file_;
  const std::string& own_;
  SchemaScript script_;
  std::map<std::string, std::pair<int, int>> left_out_;
};

}  // namespace

SchemaScript schema_script(std::string_view text, const Syntax& syntax, const std::string& file,
                           const std::string& own_database) {
  return Sieve(syntax, file, own_database).sift(text);
}

}  // namespace whimbrel
