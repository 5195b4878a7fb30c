#include "objects/enum_values.h"

#include <algorithm>

#include "syntax.h"
#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel::postgresql {
namespace {

constexpr int kInTransaction = 12'000'000;

// The value that an ALTER TYPE ... ADD VALUE adds; absent for all other statements.
std::optional<std::string> new_value(std::string_view sql) {
  // Most statements are something else, and this one is short.
  constexpr size_t kEnough = 2000;
  std::vector<SqlToken> tokens = lex(sql.substr(0, kEnough), postgresql_syntax());
  std::erase_if(tokens, [](const SqlToken& t) { return t.kind == SqlToken::Kind::comment; });
  if (tokens.size() < 6 || !tokens[0].is("alter") || !tokens[1].is("type")) return std::nullopt;
  for (size_t i = 3; i + 2 < tokens.size() && i < 6; ++i) {
    if (!tokens[i].is("add") || !tokens[i + 1].is("value")) continue;
    const auto value =
        std::find_if(tokens.begin() + static_cast<std::ptrdiff_t>(i), tokens.end(),
                     [](const SqlToken& t) { return t.kind == SqlToken::Kind::string; });
    if (value != tokens.end()) return unquoted(*value);
  }
  return std::nullopt;
}

// In a string, for a value stands nowhere else; a body in dollar quotes is one string.
bool names_value(std::string_view sql, const std::string& value) {
  if (sql.find(value) == std::string_view::npos && value.find('\'') == std::string::npos)
    return false;
  const auto tokens = lex(sql, postgresql_syntax());
  return std::any_of(tokens.begin(), tokens.end(), [&](const SqlToken& token) {
    return (token.kind == SqlToken::Kind::string || token.kind == SqlToken::Kind::rows) &&
           (unquoted(token).find(value) != std::string::npos ||
            token.text.find(value) != std::string_view::npos);
  });
}

bool used_later(const std::vector<Statement>& statements, size_t at, const std::string& value) {
  for (size_t i = at + 1; i < statements.size(); ++i)
    if (!new_value(statements[i].sql) && names_value(statements[i].sql, value)) return true;
  return false;
}

}  // namespace

std::optional<std::vector<AddEnumValue>> added_values(const std::vector<EnumValue>& from,
                                                      const std::vector<EnumValue>& to) {
  std::vector<AddEnumValue> added;
  size_t next = 0;  // of `from`
  for (size_t i = 0; i < to.size(); ++i) {
    if (next < from.size() && from[next].text == to[i].text) {
      ++next;
      continue;
    }
    AddEnumValue value;
    value.value = to[i].text;
    // Behind the one before it, which is there by then; the first stands before the old first.
    if (i > 0)
      value.after = to[i - 1].text;
    else if (!from.empty())
      value.before = from.front().text;
    added.push_back(std::move(value));
  }
  if (next < from.size()) return std::nullopt;
  return added;
}

void add_enum_value(const QualifiedName& type, const AddEnumValue& value, sdk::RenderWork& work) {
  SqlWriter sql(postgresql_syntax());
  sql.word("ALTER TYPE").name(type).word("ADD VALUE").string(value.value);
  if (!value.before.empty())
    sql.word("BEFORE").string(value.before);
  else if (!value.after.empty())
    sql.word("AFTER").string(value.after);
  work.add(std::move(sql).take());
}

void place_new_enum_values(std::vector<Statement>& statements, int server_version) {
  for (size_t i = 0; i < statements.size(); ++i) {
    const auto value = new_value(statements[i].sql);
    if (!value) continue;
    if (server_version < kInTransaction || used_later(statements, i, *value))
      statements[i].phase = Statement::Phase::outside;
  }
}

}  // namespace whimbrel::postgresql
