// The words that both products add to the standard's: columns, indexes, options of tables.
#include <algorithm>
#include <array>

#include "expression_text.h"
#include "review_guide.h"
#include "whimbrel/core/text.h"
#include "whimbrel/sdk/definition_parts.h"

namespace whimbrel::mysql_family {
namespace {

using sdk::TokenReader;

// A value behind a word, with or without an equals sign.
std::string value(TokenReader& tokens) {
  tokens.take('=');
  const std::string text = tokens.peek().kind == SqlToken::Kind::number
                               ? std::string(tokens.peek().text)
                               : tokens.name().text();
  if (tokens.peek().kind == SqlToken::Kind::number) tokens.skip();
  return text;
}

}  // namespace

// What stands in an executable comment is read; its marks become spaces, so that offsets stay.
std::string FamilyReviewGuide::prepared(std::string_view statement) const {
  std::string text(statement);
  for (const SqlToken& token : lex(statement, dialect().syntax())) {
    const bool executable = token.text.starts_with("/*!") || token.text.starts_with("/*M!");
    if (!executable) continue;
    std::size_t inside = token.text.find('!') + 1;
    while (inside < token.text.size() && token.text[inside] >= '0' && token.text[inside] <= '9')
      ++inside;
    text.replace(token.offset, inside, inside, ' ');
    const std::size_t end = token.offset + token.text.size();
    if (token.text.size() >= inside + 2 && token.text.ends_with("*/"))
      text.replace(end - 2, 2, "  ");
  }
  return text;
}

std::optional<std::string> FamilyReviewGuide::string_value(const SqlToken& token) const {
  if (token.text.starts_with('"') && token.text.find('\\') == std::string_view::npos)
    return unquoted(token);
  return mysql_family::string_value(token.text);
}

bool FamilyReviewGuide::begins_attribute(const TokenReader& tokens) const {
  constexpr std::array<std::string_view, 12> kWords = {
      "COMMENT", "AUTO_INCREMENT", "BINARY", "KEY",           "ON",     "INVISIBLE", "VISIBLE",
      "FIRST",   "AFTER",          "SRID",   "COLUMN_FORMAT", "STORAGE"};
  return StandardReviewGuide::begins_attribute(tokens) ||
         std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return tokens.peek().is(word); });
}

bool FamilyReviewGuide::read_own_attribute(Column& column, Table& around, ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  if (tokens.take("AUTO_INCREMENT")) {
    column.autoincrement = true;
    column.nullable = false;
  } else if (tokens.take("KEY")) {
    around.primary_key = PrimaryKey{{}, {column.name}};
    column.nullable = false;
  } else if (tokens.peek().is("CHECK") && names_check_after_column()) {
    tokens.skip();
    around.checks.push_back({column.name, Expression(tokens.parenthesised())});
  } else {
    return read_inline_reference(column, work) || read_column_words(column, work);
  }
  return true;
}

bool FamilyReviewGuide::read_inline_reference(const Column& column, ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  if (!tokens.peek().is("REFERENCES") || !ignores_inline_references(work.place.server_version))
    return false;
  const std::size_t offset = tokens.offset();
  tokens.skip();
  ForeignKey ignored;
  sdk::read_reference(tokens, ignored);
  work.add_hazard({"inline-references-ignored",
                   "REFERENCES behind column '" + column.name.text() +
                       "' is ignored by this version: no foreign key to table '" +
                       ignored.referred_table.text() + "' is made.",
                   "Write FOREIGN KEY (" + column.name.text() + ") REFERENCES " +
                       ignored.referred_table.text() + " (...) as a line of its own.",
                   offset});
  return true;
}

bool FamilyReviewGuide::read_column_words(Column& column, ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  auto& own = column.options[std::string(product_->dialect())];
  bool read = true;
  if (tokens.take("COMMENT")) {
    column.comment = string_value(tokens.peek()).value_or(unquoted(tokens.peek()));
    tokens.skip();
  } else if (tokens.take("ON", "UPDATE")) {
    const std::size_t start = tokens.position();
    tokens.skip();
    if (tokens.peek().is_symbol('(')) tokens.skip_balanced();
    // The precision is always the column's own.
    own["on_update"] =
        now_precision(tokens.text_since(start)) ? "CURRENT_TIMESTAMP" : tokens.text_since(start);
  } else if (tokens.take("INVISIBLE")) {
    own["invisible"] = "true";
  } else if (tokens.take("SRID")) {
    own["srid"] = value(tokens);
  } else if (tokens.take("BINARY")) {
    // Which collation this is, the character set decides; the server knows.
    column.type.text += " binary";
  } else if (tokens.take("AFTER")) {
    tokens.name();  // The order of columns is no part of a schema.
  } else {
    read = tokens.take("FIRST") || tokens.take("VISIBLE");
  }
  if (own.empty()) column.options.erase(std::string(product_->dialect()));
  return read;
}

// [FULLTEXT | SPATIAL] {INDEX | KEY} ...
bool FamilyReviewGuide::read_own_element(Table& around, ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  Index index;
  if (tokens.peek().is("FULLTEXT") || tokens.peek().is("SPATIAL")) {
    index.method = lower(tokens.name().text());
    if (!tokens.take("INDEX")) tokens.take("KEY");
  } else if (!tokens.take("INDEX") && !tokens.take("KEY")) {
    return false;
  }
  read_index(std::move(index), around, work);
  return true;
}

bool FamilyReviewGuide::read_index_option(Index& index, ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  const std::string dialect(product_->dialect());
  if (tokens.take("USING")) {
    if (index.method.empty()) index.method = lower(tokens.peek().text);
    tokens.skip();
  } else if (tokens.take("COMMENT")) {
    index.comment = string_value(tokens.peek()).value_or(unquoted(tokens.peek()));
    tokens.skip();
  } else if (tokens.take("WITH", "PARSER")) {
    index.options[dialect]["parser"] = tokens.name().text();
  } else if (tokens.take("INVISIBLE")) {
    index.options[dialect]["invisible"] = "true";
  } else if (tokens.take("IGNORED")) {
    index.options[dialect]["ignored"] = "true";
  } else if (tokens.take("ALGORITHM") || tokens.take("LOCK")) {
    value(tokens);  // The server refuses what it cannot do so; it changes nothing else.
  } else {
    return tokens.take("VISIBLE") || tokens.take("NOT", "IGNORED");
  }
  return true;
}

bool FamilyReviewGuide::set_option(Options& options, std::string_view key, std::string_view words,
                                   ReadWork& work) const {
  const std::size_t space = words.find(' ');
  const bool found = space == std::string_view::npos
                         ? work.tokens.take(words)
                         : work.tokens.take(words.substr(0, space), words.substr(space + 1));
  if (found) options[std::string(product_->dialect())][std::string(key)] = value(work.tokens);
  return found;
}

bool FamilyReviewGuide::read_table_option(Table& table, ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  const SqlToken& next = tokens.peek(1);
  if (tokens.peek().is("DEFAULT") &&
      (next.is("CHARACTER") || next.is("CHARSET") || next.is("COLLATE")))
    tokens.skip();
  if (tokens.take("AUTO_INCREMENT")) {
    value(tokens);  // where it goes on counting is no part of a schema
    return true;
  }
  if (tokens.take("COMMENT")) {
    tokens.take('=');
    table.comment = string_value(tokens.peek()).value_or(unquoted(tokens.peek()));
    tokens.skip();
    return true;
  }
  return set_option(table.options, "engine", "ENGINE", work) ||
         set_option(table.options, "charset", "CHARSET", work) ||
         set_option(table.options, "charset", "CHARACTER SET", work) ||
         set_option(table.options, "collate", "COLLATE", work) ||
         set_option(table.options, "row_format", "ROW_FORMAT", work) ||
         set_option(table.options, "key_block_size", "KEY_BLOCK_SIZE", work);
}

}  // namespace whimbrel::mysql_family
