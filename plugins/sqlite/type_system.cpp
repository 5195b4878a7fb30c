#include "type_system.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <optional>

#include "syntax.h"
#include "whimbrel/core/identifier.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_lexer.h"
#include "whimbrel/dialect/sql_writer.h"
#include "whimbrel/model/portable_type.h"

namespace whimbrel::sqlite {
namespace {

constexpr std::string_view kZonedTimestamp = "timestamp with time zone";

/// `(p,s)`, or nothing.
std::string arguments_of(const PortableType& type) {
  std::string text;
  for (const int argument : type.arguments)
    text += (text.empty() ? "(" : ",") + std::to_string(argument);
  return text.empty() ? text : text + ")";
}

Unsupported no_form(const PortableType& type, std::string_view why) {
  return Unsupported{"SQLite has no type for " + to_text(type) + ": " + std::string(why) +
                         "; give the column a type of its own here, type: {default: " +
                         to_text(type) + ", sqlite: text}",
                     std::nullopt};
}

std::variant<std::string, Unsupported> declared(const PortableType& type) {
  if (type.dimensions > 0) return no_form(type, "there are no arrays");
  const std::string arguments = arguments_of(type);
  switch (type.kind) {
    case PortableKind::boolean:
      return "BOOLEAN";
    case PortableKind::smallint:
      return "SMALLINT";
    case PortableKind::integer:
      return "INTEGER";
    case PortableKind::bigint:
      return "BIGINT";
    case PortableKind::numeric:
      return "NUMERIC" + arguments;
    case PortableKind::real:
      return "REAL";
    case PortableKind::double_precision:
      return "DOUBLE PRECISION";
    case PortableKind::char_:
      return "CHAR" + arguments;
    case PortableKind::varchar:
      return "VARCHAR" + arguments;
    case PortableKind::text:
      return "TEXT";
    // VARBINARY would have numeric affinity and turn text of digits into numbers.
    case PortableKind::varbinary:
      return "BLOB" + arguments;
    case PortableKind::blob:
      return "BLOB";
    case PortableKind::date:
      return "DATE";
    case PortableKind::time:
      return "TIME" + arguments;
    case PortableKind::timestamp:
      return "TIMESTAMP" + arguments;
    // The number of digits can only stand at the end here.
    case PortableKind::timestamp_with_time_zone:
      return upper(kZonedTimestamp) + arguments;
    case PortableKind::interval:
      return no_form(type, "INTERVAL would be a number, because the word holds INT");
    // UUID would have numeric affinity: one written without hyphens can be all digits.
    case PortableKind::uuid:
      return "CHAR(36)";
    case PortableKind::json:
      return "JSON";
    case PortableKind::enumeration:
      return no_form(type, "the values can only be held by a check constraint");
  }
  return no_form(type, "it is not known");
}

// Lower case, single spaces, none around parentheses and commas.
std::string normal(std::string_view text) {
  std::string result;
  for (const char c : lower(text)) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    const bool mark = c == '(' || c == ')' || c == ',';
    if (space &&
        (result.empty() || std::string_view(" (,").find(result.back()) != std::string_view::npos))
      continue;
    if (mark && !result.empty() && result.back() == ' ') result.pop_back();
    result += space ? ' ' : c;
  }
  if (result.ends_with(' ')) result.pop_back();
  return result;
}

bool is_keyword(std::string_view word) {
  return sqlite3_keyword_check(word.data(), static_cast<int>(word.size())) != 0;
}

// Words that are no key words, then at most two numbers in parentheses.
bool can_stand_bare(const std::string& type) {
  const std::vector<SqlToken> tokens = lex(type, syntax());
  size_t at = 0;
  while (at < tokens.size() && tokens[at].kind == SqlToken::Kind::word &&
         !is_keyword(tokens[at].text))
    ++at;
  if (at == 0) return false;
  if (at == tokens.size()) return true;
  if (!tokens[at].is_symbol('(') || !tokens.back().is_symbol(')')) return false;
  for (++at; at + 1 < tokens.size(); ++at)
    if (tokens[at].kind != SqlToken::Kind::number && !tokens[at].is_symbol(',')) return false;
  return true;
}

std::string without_quotes(std::string_view text) {
  const std::vector<SqlToken> tokens = lex(text, syntax());
  if (tokens.size() == 1 && tokens[0].kind == SqlToken::Kind::quoted_name)
    return unquoted(tokens[0]);
  return std::string(text);
}

/// The portable type that is declared as `type` though it is spelled otherwise.
std::optional<std::string> declared_otherwise(std::string_view type) {
  if (type.starts_with("blob(")) return "varbinary" + std::string(type.substr(4));
  const bool zoned = type.starts_with(kZonedTimestamp) && type.ends_with(")");
  if (!zoned) return std::nullopt;
  return "timestamp" + std::string(type.substr(kZonedTimestamp.size())) + " with time zone";
}

// Nothing when it is no portable type or has no form here.
std::optional<std::string> declared_normal(const PortableType& type) {
  auto text = declared(type);
  if (const auto* sql = std::get_if<std::string>(&text)) return normal(*sql);
  return std::nullopt;
}

}  // namespace

std::variant<std::string, Unsupported> SqliteTypes::native(const SqlType& type,
                                                           const ServerInfo&) const {
  if (const auto portable = parse_portable_type(type.text)) return declared(*portable);
  return type.text;
}

std::string SqliteTypes::spelling(std::string_view native_text) const {
  const std::string type = normal(without_quotes(trimmed(native_text)));
  if (type.empty()) return type;
  if (const auto other = declared_otherwise(type))
    if (const auto portable = parse_portable_type(*other);
        portable && declared_normal(*portable) == type)
      return to_text(*portable);
  const auto portable = parse_portable_type(type);
  if (portable && declared_normal(*portable) == normal(to_text(*portable)))
    return to_text(*portable);
  if (!portable && can_stand_bare(type)) return type;
  return quoted(Identifier(type), syntax());
}

bool is_rowid_type(std::string_view declared) {
  return normal(without_quotes(declared)) == "integer";
}

bool is_strict_type(std::string_view declared) {
  constexpr std::array<std::string_view, 6> known = {"int",  "integer", "real",
                                                     "text", "blob",    "any"};
  return std::find(known.begin(), known.end(), normal(declared)) != known.end();
}

bool is_whole_number(std::string_view type) {
  const std::string word = normal(type);
  return word == "integer" || word == "int" || word == "bigint" || word == "smallint";
}

}  // namespace whimbrel::sqlite
