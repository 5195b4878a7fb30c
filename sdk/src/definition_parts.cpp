#include "whimbrel/sdk/definition_parts.h"

#include <algorithm>
#include <charconv>

#include "whimbrel/core/text.h"

namespace whimbrel::sdk {
namespace {

using Kind = SqlToken::Kind;

bool is_name(const SqlToken& token) {
  return token.kind == Kind::word || token.kind == Kind::quoted_name || token.kind == Kind::string;
}

// True when the first parenthesis closes with the last token.
bool wrapped(std::span<const SqlToken> tokens) {
  if (tokens.size() < 2 || !tokens.front().is_symbol('(')) return false;
  std::size_t depth = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].is_symbol('(')) ++depth;
    if (tokens[i].is_symbol(')') && --depth == 0) return i + 1 == tokens.size();
  }
  return false;
}

std::string text_of(std::span<const SqlToken> tokens) {
  if (tokens.empty()) return {};
  const char* from = tokens.front().text.data();
  return std::string(from, tokens.back().text.data() + tokens.back().text.size());
}

ReferentialAction read_action(TokenReader& tokens) {
  if (tokens.take("CASCADE")) return ReferentialAction::cascade;
  if (tokens.take("RESTRICT")) return ReferentialAction::restrict;
  if (tokens.take("SET", "NULL")) return ReferentialAction::set_null;
  if (tokens.take("SET", "DEFAULT")) return ReferentialAction::set_default;
  tokens.take("NO", "ACTION");
  return ReferentialAction::no_action;
}

bool is_decimal(const SqlToken& token) {
  return token.kind == Kind::number &&
         token.text.find_first_not_of("0123456789.eE+-") == std::string_view::npos;
}

// `name (10)`: how many characters; 0 when it is not that.
int prefix_length(std::span<const SqlToken> tokens) {
  if (tokens.size() != 4 || !is_name(tokens[0]) || !tokens[1].is_symbol('(') ||
      tokens[2].kind != Kind::number || !tokens[3].is_symbol(')'))
    return 0;
  int length = 0;
  const std::string_view digits = tokens[2].text;
  std::from_chars(digits.data(), digits.data() + digits.size(), length);
  return length;
}

}  // namespace

QualifiedName read_qualified_name(TokenReader& tokens) {
  QualifiedName name(tokens.name());
  if (name.name.empty() || !tokens.take('.')) return name;
  name.schema = std::move(name.name);
  name.name = tokens.name();
  return name;
}

void read_reference(TokenReader& tokens, ForeignKey& key) {
  key.referred_table = read_qualified_name(tokens);
  key.referred_columns = columns_of(read_keys(tokens, false));
  for (;;) {
    if (tokens.take("ON", "DELETE"))
      key.on_delete = read_action(tokens);
    else if (tokens.take("ON", "UPDATE"))
      key.on_update = read_action(tokens);
    else if (tokens.take("MATCH"))
      tokens.skip();  // SIMPLE everywhere, or not looked at
    else if (!read_deferral(tokens, key))
      break;
  }
}

bool read_deferral(TokenReader& tokens, ForeignKey& key) {
  if (tokens.take("NOT", "DEFERRABLE"))
    key.deferral.deferrable = false;
  else if (tokens.take("DEFERRABLE"))
    key.deferral.deferrable = true;
  else
    return false;
  const bool deferred = tokens.take("INITIALLY", "DEFERRED");
  if (!deferred) tokens.take("INITIALLY", "IMMEDIATE");
  // What cannot be deferred is not deferred at first either.
  key.deferral.initially_deferred = deferred && key.deferral.deferrable;
  return true;
}

IndexKey read_key(std::vector<SqlToken> tokens, bool prefixes) {
  IndexKey key;
  if (!tokens.empty() && (tokens.back().is("DESC") || tokens.back().is("ASC"))) {
    key.descending = tokens.back().is("DESC");
    tokens.pop_back();
  }
  if (tokens.size() > 2 && tokens[tokens.size() - 2].is("COLLATE")) {
    key.modifiers = "COLLATE " + std::string(tokens.back().text);
    tokens.resize(tokens.size() - 2);
  }
  if (prefixes) key.prefix_length = prefix_length(tokens);
  if (key.prefix_length > 0) tokens.resize(1);
  if (wrapped(tokens)) {
    tokens.pop_back();
    tokens.erase(tokens.begin());
  }
  if (tokens.size() == 1 && is_name(tokens[0]))
    key.what = Identifier(unquoted(tokens[0]));
  else
    key.what = Expression(text_of(tokens));
  return key;
}

std::vector<IndexKey> read_keys(TokenReader& tokens, bool prefixes) {
  std::vector<IndexKey> keys;
  if (!tokens.take('(')) return keys;
  while (!tokens.done() && !tokens.peek().is_symbol(')')) {
    const std::size_t start = tokens.position();
    while (!tokens.done() && !tokens.peek().is_symbol(',') && !tokens.peek().is_symbol(')'))
      tokens.skip_balanced();
    keys.push_back(read_key(tokens.tokens_since(start), prefixes));
    tokens.take(',');
  }
  tokens.take(')');
  return keys;
}

std::vector<Identifier> columns_of(std::span<const IndexKey> keys) {
  std::vector<Identifier> names;
  for (const IndexKey& key : keys)
    if (const auto* name = std::get_if<Identifier>(&key.what)) names.push_back(*name);
  return names;
}

bool plain(std::span<const IndexKey> keys) {
  return std::all_of(keys.begin(), keys.end(), [](const IndexKey& key) {
    return std::holds_alternative<Identifier>(key.what) && !key.descending &&
           key.prefix_length == 0 && key.modifiers.empty();
  });
}

std::optional<Literal> literal_of(std::span<const SqlToken> tokens) {
  const bool sign = tokens.size() == 2 && (tokens[0].is_symbol('-') || tokens[0].is_symbol('+'));
  if (sign && is_decimal(tokens[1]))
    return Literal{Literal::Kind::number,
                   (tokens[0].is_symbol('-') ? "-" : "") + std::string(tokens[1].text)};
  if (tokens.size() != 1) return std::nullopt;
  const SqlToken& only = tokens.front();
  if (only.kind == Kind::string && only.text.starts_with('\''))
    return Literal{Literal::Kind::string, unquoted(only)};
  if (is_decimal(only)) return Literal{Literal::Kind::number, std::string(only.text)};
  if (only.is("TRUE") || only.is("FALSE")) return Literal{Literal::Kind::boolean, lower(only.text)};
  if (only.is("NULL")) return Literal{Literal::Kind::null, {}};
  return std::nullopt;
}

}  // namespace whimbrel::sdk
