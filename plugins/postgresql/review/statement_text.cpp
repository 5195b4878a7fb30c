#include "review/statement_text.h"

#include <algorithm>

#include "syntax.h"
#include "whimbrel/core/text.h"

namespace whimbrel::postgresql {
namespace {

bool opens(const SqlToken& token) { return token.is_symbol('(') || token.is_symbol('['); }
bool closes(const SqlToken& token) { return token.is_symbol(')') || token.is_symbol(']'); }

// As the server cuts it: never inside of a UTF-8 sequence.
std::string cut(const std::string& name) {
  std::size_t keep = kLongestIdentifier;
  while (keep > 0 && (static_cast<unsigned char>(name[keep]) & 0xc0) == 0x80) --keep;
  return name.substr(0, keep);
}

}  // namespace

StatementText::StatementText(std::string_view sql)
    : sql_(sql), tokens_(lex(sql, postgresql_syntax())) {
  std::erase_if(tokens_, [](const SqlToken& t) { return t.kind == SqlToken::Kind::comment; });
  for (const SqlToken& token : tokens_) {
    const bool quoted = token.kind == SqlToken::Kind::quoted_name;
    if (!quoted && token.kind != SqlToken::Kind::word) continue;
    if (token.text.size() <= kLongestIdentifier) continue;
    std::string name = quoted ? unquoted(token) : lower(token.text);
    if (name.size() > kLongestIdentifier) cut_names_.emplace(cut(name), std::move(name));
  }
}

std::size_t StatementText::token_at(std::size_t offset) const {
  const auto found =
      std::lower_bound(tokens_.begin(), tokens_.end(), offset,
                       [](const SqlToken& token, std::size_t at) { return token.offset < at; });
  return static_cast<std::size_t>(found - tokens_.begin());
}

std::size_t StatementText::offset_of(std::size_t token) const {
  return token < tokens_.size() ? tokens_[token].offset : sql_.size();
}

TokenRange StatementText::first_group(TokenRange range) const {
  std::size_t at = range.begin;
  while (at < range.end && !tokens_[at].is_symbol('(')) ++at;
  if (at >= range.end) return {range.end, range.end};
  int depth = 0;
  for (std::size_t i = at; i < range.end; ++i) {
    if (opens(tokens_[i])) ++depth;
    if (closes(tokens_[i]) && --depth == 0) return {at + 1, i};
  }
  return {at + 1, range.end};
}

std::vector<TokenRange> StatementText::items(TokenRange range) const {
  std::vector<TokenRange> result;
  if (range.empty()) return result;
  int depth = 0;
  std::size_t begin = range.begin;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    if (opens(tokens_[i])) ++depth;
    if (closes(tokens_[i])) --depth;
    if (depth > 0 || !tokens_[i].is_symbol(',')) continue;
    result.push_back({begin, i});
    begin = i + 1;
  }
  result.push_back({begin, range.end});
  return result;
}

std::optional<std::size_t> StatementText::find(TokenRange range, std::string_view word) const {
  int depth = 0;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    if (opens(tokens_[i])) ++depth;
    if (closes(tokens_[i])) --depth;
    if (depth == 0 && tokens_[i].is(word)) return i;
  }
  return std::nullopt;
}

std::string StatementText::text(TokenRange range) const {
  std::string result;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    const bool touches =
        i > range.begin && tokens_[i - 1].offset + tokens_[i - 1].text.size() == tokens_[i].offset;
    if (i > range.begin && !touches) result += ' ';
    result += tokens_[i].text;
  }
  return result;
}

Identifier StatementText::full_name(const std::string& parsed) const {
  const auto found = cut_names_.find(parsed);
  return Identifier(found == cut_names_.end() ? parsed : found->second);
}

}  // namespace whimbrel::postgresql
