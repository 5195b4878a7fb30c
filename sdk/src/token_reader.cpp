#include "whimbrel/sdk/token_reader.h"

#include <algorithm>

namespace whimbrel::sdk {

TokenReader::TokenReader(std::string_view sql, const Syntax& syntax)
    : sql_(sql), tokens_(lex(sql, syntax)) {
  std::erase_if(tokens_, [](const SqlToken& t) { return t.kind == SqlToken::Kind::comment; });
}

const SqlToken& TokenReader::peek(std::size_t ahead) const {
  static const SqlToken end;
  return at_ + ahead < tokens_.size() ? tokens_[at_ + ahead] : end;
}

bool TokenReader::take(std::string_view key_word) {
  const bool here = peek().is(key_word);
  if (here) ++at_;
  return here;
}

bool TokenReader::take(std::string_view first, std::string_view second) {
  const bool here = peek().is(first) && peek(1).is(second);
  if (here) at_ += 2;
  return here;
}

bool TokenReader::take(char symbol) {
  const bool here = peek().is_symbol(symbol);
  if (here) ++at_;
  return here;
}

bool TokenReader::at_name() const {
  const SqlToken::Kind kind = peek().kind;
  return kind == SqlToken::Kind::word || kind == SqlToken::Kind::quoted_name ||
         kind == SqlToken::Kind::string;
}

Identifier TokenReader::name() {
  if (!at_name()) return {};
  return Identifier(unquoted(tokens_[at_++]));
}

bool TokenReader::at_end_of_item() const {
  return done() || peek().is_symbol(',') || peek().is_symbol(')') || peek().is_symbol(';');
}

std::string TokenReader::rest_of_item() {
  const std::size_t start = at_;
  while (!at_end_of_item()) skip_balanced();
  return text_since(start);
}

std::size_t TokenReader::offset() const { return done() ? sql_.size() : tokens_[at_].offset; }

void TokenReader::skip_balanced() {
  std::size_t depth = 0;
  do {
    if (peek().is_symbol('(')) ++depth;
    if (peek().is_symbol(')') && depth > 0) --depth;
    ++at_;
  } while (depth > 0 && !done());
}

std::string TokenReader::parenthesised() {
  const std::size_t open = at_;
  skip_balanced();
  if (at_ < open + 3) return {};
  const std::size_t from = tokens_[open + 1].offset;
  const SqlToken& last = tokens_[std::min(at_, tokens_.size()) - 2];
  return std::string(sql_.substr(from, last.offset + last.text.size() - from));
}

std::string TokenReader::text_since(std::size_t position) const {
  const std::size_t end = std::min(at_, tokens_.size());
  if (position >= end) return {};
  const std::size_t from = tokens_[position].offset;
  const SqlToken& last = tokens_[end - 1];
  return std::string(sql_.substr(from, last.offset + last.text.size() - from));
}

std::vector<SqlToken> TokenReader::tokens_since(std::size_t position) const {
  const std::size_t end = std::min(at_, tokens_.size());
  if (position >= end) return {};
  return {tokens_.begin() + static_cast<std::ptrdiff_t>(position),
          tokens_.begin() + static_cast<std::ptrdiff_t>(end)};
}

}  // namespace whimbrel::sdk
