// Columns and their attributes.
#include <algorithm>
#include <array>

#include "whimbrel/core/text.h"
#include "whimbrel/sdk/definition_parts.h"
#include "whimbrel/sdk/standard_review_guide.h"

namespace whimbrel::sdk {
namespace {

bool is_time_word(const SqlToken& token) {
  return token.is("CURRENT_TIMESTAMP") || token.is("CURRENT_DATE") || token.is("CURRENT_TIME");
}

bool is_string(const std::vector<SqlToken>& tokens) {
  return tokens.size() == 1 && tokens[0].kind == SqlToken::Kind::string;
}

}  // namespace

bool StandardReviewGuide::begins_attribute(const TokenReader& tokens) const {
  constexpr std::array<std::string_view, 12> kWords = {
      "CONSTRAINT", "PRIMARY", "NOT",        "NULL", "UNIQUE",    "CHECK",
      "DEFAULT",    "COLLATE", "REFERENCES", "AS",   "GENERATED", "DEFERRABLE"};
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return tokens.peek().is(word); });
}

std::string StandardReviewGuide::read_type(ReadWork& work) const {
  const std::size_t start = work.tokens.position();
  // The first word of a type may be that of an attribute as well (BINARY).
  while (!work.tokens.at_end_of_item() &&
         (work.tokens.position() == start || !begins_attribute(work.tokens)))
    work.tokens.skip_balanced();
  const std::string text = work.tokens.text_since(start);
  return text.empty() ? text : dialect().types().spelling(text);
}

Column StandardReviewGuide::read_column(Table& around, ReadWork& work) const {
  Column column;
  column.name = work.tokens.name();
  column.type = SqlType(read_type(work));
  while (!work.tokens.at_end_of_item() && read_attribute(column, around, work)) {
  }
  return column;
}

bool StandardReviewGuide::read_attribute(Column& column, Table& around, ReadWork& work) const {
  return read_own_attribute(column, around, work) || read_key_attribute(column, around, work) ||
         read_value_attribute(column, work);
}

bool StandardReviewGuide::read_key_attribute(Column& column, Table& around, ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  Identifier name;
  // MySQL allows a constraint without a name after the word.
  const bool constraint = tokens.take("CONSTRAINT");
  if (constraint && !begins_attribute(tokens)) name = tokens.name();
  if (tokens.take("PRIMARY", "KEY")) {
    around.primary_key = PrimaryKey{name, {column.name}};
    column.nullable = false;
  } else if (tokens.take("UNIQUE")) {
    tokens.take("KEY");
    add_named(UniqueConstraint{name, {column.name}}, around);
  } else if (tokens.take("CHECK")) {
    add_named(CheckConstraint{name, Expression(tokens.parenthesised())}, around);
  } else if (tokens.take("REFERENCES")) {
    ForeignKey key;
    key.name = name;
    key.columns = {column.name};
    read_reference(tokens, key);
    add_named(std::move(key), around);
  } else {
    return constraint;
  }
  return true;
}

bool StandardReviewGuide::read_value_attribute(Column& column, ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  if (tokens.take("NOT", "NULL")) {
    column.nullable = false;
  } else if (tokens.take("NULL")) {
    column.nullable = true;
  } else if (tokens.take("DEFAULT")) {
    column.default_value = read_default(work);
  } else if (tokens.take("COLLATE")) {
    column.collation = tokens.name().text();
  } else {
    return read_generated(column, work);
  }
  return true;
}

// [GENERATED ALWAYS] AS (expression) [STORED | VIRTUAL], GENERATED ... AS IDENTITY [(options)]
bool StandardReviewGuide::read_generated(Column& column, ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  const bool generated = tokens.take("GENERATED");
  if (generated && !tokens.take("ALWAYS")) tokens.take("BY", "DEFAULT");
  if (!tokens.take("AS")) return generated;
  if (tokens.take("IDENTITY")) {
    column.autoincrement = true;
    if (tokens.peek().is_symbol('(')) tokens.skip_balanced();
    return true;
  }
  column.generated = Generated{Expression(tokens.parenthesised()), false};
  column.generated->stored = tokens.take("STORED") || tokens.take("PERSISTENT");
  if (!column.generated->stored) tokens.take("VIRTUAL");
  return true;
}

std::optional<DefaultValue> StandardReviewGuide::read_default(ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  const std::size_t start = tokens.position();
  do {
    tokens.skip_balanced();
  } while (!tokens.at_end_of_item() && !begins_attribute(tokens));
  return default_of(tokens.tokens_since(start), tokens.text_since(start));
}

std::optional<DefaultValue> StandardReviewGuide::default_of(const std::vector<SqlToken>& tokens,
                                                            std::string text) const {
  if (is_string(tokens)) {
    if (auto value = string_value(tokens[0]))
      return Literal{Literal::Kind::string, std::move(*value)};
    return Expression(std::move(text));
  }
  if (const auto literal = literal_of(tokens)) {
    if (literal->kind == Literal::Kind::null) return std::nullopt;
    return *literal;
  }
  if (tokens.size() == 1 && is_time_word(tokens[0])) return Expression(upper(text));
  // The parentheses around all of it are no part of an expression.
  TokenReader inside(text, dialect().syntax());
  if (!inside.peek().is_symbol('(')) return Expression(std::move(text));
  std::string inner = inside.parenthesised();
  return Expression(inside.done() ? std::move(inner) : std::move(text));
}

}  // namespace whimbrel::sdk
