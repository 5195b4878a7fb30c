#include "sql_reading_settings.h"

#include <algorithm>
#include <utility>

#include "sql_lexer_parts.h"
#include "whimbrel/core/text.h"

namespace whimbrel {
namespace {

using Kind = SqlToken::Kind;

bool is_executable_comment(const SqlToken& token) {
  return token.kind == Kind::word && token.text.starts_with("/*");
}

// "/*!40101 SET a = 1 */" -> "SET a = 1"
std::string_view content_of(std::string_view comment) {
  comment.remove_prefix(std::min(comment.find('!') + 1, comment.size()));
  comment.remove_prefix(std::min(comment.find_first_not_of("0123456789"), comment.size()));
  if (comment.ends_with("*/")) comment.remove_suffix(2);
  return comment;
}

}  // namespace

void ReadingSettings::see(const SqlToken& token) {
  if (state_ == State::other) return;
  if (!is_executable_comment(token)) return see_plain(token);
  Syntax inside = syntax();
  inside.executable_comments = false;
  inside.delimiter_command = false;
  inside.settings.clear();
  for (const SqlToken& each : lex(content_of(token.text), inside))
    if (each.kind != Kind::comment) see_plain(each);
}

void ReadingSettings::see_plain(const SqlToken& token) {
  switch (state_) {
    case State::start:
      state_ = token.is("set") ? State::name : State::other;
      break;
    case State::name:
      see_name(token);
      break;
    case State::value:
      see_value(token);
      break;
    case State::other:
      break;
  }
}

bool ReadingSettings::opens_value(const SqlToken& token) const {
  return token.is_symbol('=') || token.is("to");
}

void ReadingSettings::see_name(const SqlToken& token) {
  if (opens_value(token)) {
    state_ = State::value;
    user_variable_ = ats_ == 1;
    ats_ = 0;
    depth_ = 0;
    value_ = {};
  } else if (token.is_symbol('@')) {
    ++ats_;
  } else if (token.is_symbol(',')) {
    name_.clear();
    ats_ = 0;
    elsewhere_ = false;
  } else if (token.is("global") || token.is("persist") || token.is("persist_only")) {
    elsewhere_ = true;
  } else if (token.kind == Kind::word || token.kind == Kind::quoted_name) {
    name_ = lower(unquoted(token));
  }
}

void ReadingSettings::see_value(const SqlToken& token) {
  if (token.is_symbol(',') && depth_ == 0) {
    assign();
    state_ = State::name;
    name_.clear();
    ats_ = 0;
    elsewhere_ = false;
    return;
  }
  if (token.is_symbol('@')) {
    ++ats_;
    return;
  }
  if (token.is_symbol('(')) ++depth_;
  if (token.is_symbol(')')) --depth_;
  if (token.kind == Kind::string) {
    const std::string list = unquoted(token);
    for (const std::string_view word : split(list, ','))
      value_.words.push_back(lower(trimmed(word)));
  } else if (token.kind == Kind::word || token.kind == Kind::quoted_name) {
    const std::string word = lower(unquoted(token));
    if (ats_ > 0)
      see_reference(word);
    else if (word == "replace" && value_.words.empty())
      value_.removes = true;
    else if (word == "default")
      value_.base = *original_;
    else
      value_.words.push_back(word);
    // `@@session.name`: the name is still to come.
    if (ats_ == 2 && (word == "session" || word == "local" || word == "global")) return;
  } else if (token.is_symbol('.')) {
    return;
  }
  ats_ = 0;
}

void ReadingSettings::see_reference(const std::string& name) {
  if (ats_ == 2 && is_known(name)) value_.base = syntax();
  const auto kept = kept_.find(name);
  if (ats_ == 1 && kept != kept_.end()) value_.base = kept->second;
}

bool ReadingSettings::is_known(const std::string& name) const {
  const auto& all = original_->settings;
  return std::any_of(all.begin(), all.end(), [&](const auto& each) { return each.name == name; });
}

// The facts under the value at hand, of which `name_` is set.
Syntax ReadingSettings::result() const {
  Syntax facts = next_ ? *next_ : syntax();
  for (const ReadingSetting& each : original_->settings) {
    if (each.name != name_) continue;
    const bool said = std::any_of(each.words.begin(), each.words.end(), [&](const auto& word) {
      return std::find(value_.words.begin(), value_.words.end(), word) != value_.words.end();
    });
    bool& fact = facts.*each.fact;
    if (said)
      fact = each.then != value_.removes;
    else
      fact = value_.base ? *value_.base.*each.fact : !each.then;
  }
  return facts;
}

void ReadingSettings::assign() {
  if (user_variable_) {
    if (value_.base) kept_.insert_or_assign(name_, *value_.base);
  } else if (!elsewhere_ && is_known(name_)) {
    next_ = result();
  }
  user_variable_ = false;
}

void ReadingSettings::end_statement() {
  if (state_ == State::value) assign();
  state_ = State::start;
  name_.clear();
  ats_ = 0;
  elsewhere_ = false;
  if (next_) changed_ = std::exchange(next_, std::nullopt);
}

}  // namespace whimbrel
