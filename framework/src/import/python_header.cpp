#include "python_header.h"

#include <algorithm>
#include <array>

#include "sql_files.h"
#include "whimbrel/core/text.h"

namespace whimbrel {
namespace fs = std::filesystem;
namespace {

struct Token {
  enum class Kind { name, string, symbol, newline };
  Kind kind = Kind::newline;
  std::string text;  // of a string: what it means
  int line = 1;
  bool literal = true;     // false for a string that is computed (f"...") or made of bytes
  bool top_level = false;  // the first of a line without indentation
};

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// Python's tokens, as far as they matter here: a line that goes on in brackets or behind a
// backslash is one line.
class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::vector<Token> run() {
    while (at_ < text_.size()) step();
    end_line();
    return std::move(tokens_);
  }

 private:
  void step() {
    const char c = text_[at_];
    if (c == '\n') {
      if (depth_ == 0) end_line();
      newline();
    } else if (c == ' ' || c == '\t' || c == '\f') {
      ++at_;
    } else if (c == '#') {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (c == '\\' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') {
      ++at_;
      newline();
      starts_line_ = false;
    } else if (c == '"' || c == '\'') {
      string("");
    } else if (is_name(c)) {
      word();
    } else {
      if (c == '(' || c == '[' || c == '{') ++depth_;
      if ((c == ')' || c == ']' || c == '}') && depth_ > 0) --depth_;
      add(Token::Kind::symbol, std::string(1, c), at_++);
    }
  }

  void newline() {
    ++at_;
    ++line_;
    line_begin_ = at_;
  }

  void end_line() {
    if (!starts_line_) tokens_.push_back({Token::Kind::newline, "", line_, true, false});
    starts_line_ = true;
  }

  Token& add(Token::Kind kind, std::string text, std::size_t begin) {
    const bool top = starts_line_ && begin == line_begin_;
    starts_line_ = false;
    tokens_.push_back({kind, std::move(text), line_, true, top});
    return tokens_.back();
  }

  void word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_name(text_[at_])) ++at_;
    const std::string_view name = text_.substr(begin, at_ - begin);
    const bool quote = at_ < text_.size() && (text_[at_] == '"' || text_[at_] == '\'');
    const std::string prefix = lower(name);
    if (quote && prefix.size() <= 2 && prefix.find_first_not_of("rubf") == std::string::npos)
      string(prefix);
    else
      add(Token::Kind::name, std::string(name), begin);
  }

  void string(const std::string& prefix) {
    const char mark = text_[at_];
    const std::string three(3, mark);
    const std::string end = text_.substr(at_).starts_with(three) ? three : std::string(1, mark);
    Token& token = add(Token::Kind::string, "", at_ - prefix.size());
    token.literal = prefix.find_first_of("bf") == std::string::npos;
    const bool raw = prefix.find('r') != std::string::npos;
    at_ += end.size();
    while (at_ < text_.size() && !text_.substr(at_).starts_with(end)) {
      if (end.size() == 1 && text_[at_] == '\n') return;  // not closed: no Python
      if (text_[at_] == '\\' && at_ + 1 < text_.size())
        escape(raw, token.text);
      else
        character(token.text);
    }
    at_ = std::min(at_ + end.size(), text_.size());
  }

  void character(std::string& into) {
    into += text_[at_];
    if (text_[at_] == '\n')
      newline();
    else
      ++at_;
  }

  void escape(bool raw, std::string& into) {
    const char next = text_[at_ + 1];
    if (raw) {
      character(into);
    } else {
      ++at_;
      constexpr std::string_view kSame = "\\'\"";
      if (next == 'n') {
        into += '\n';
        ++at_;
        return;
      }
      if (next == '\n') return newline();
      if (kSame.find(next) == std::string_view::npos) into += '\\';
    }
    character(into);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_begin_ = 0;
  int line_ = 1;
  int depth_ = 0;
  bool starts_line_ = true;
  std::vector<Token> tokens_;
};

constexpr std::array<std::string_view, 4> kNames = {"revision", "down_revision", "branch_labels",
                                                    "depends_on"};

bool is_wanted(const Token& token) {
  return token.kind == Token::Kind::name && token.top_level &&
         std::find(kNames.begin(), kNames.end(), token.text) != kNames.end();
}

class Reader {
 public:
  Reader(std::vector<Token> tokens, const fs::path& file)
      : tokens_(std::move(tokens)), file_(file) {}

  PythonHeader run() {
    PythonHeader header;
    if (!tokens_.empty() && tokens_.front().kind == Token::Kind::string)
      header.docstring = tokens_.front().text;
    for (at_ = 0; at_ < tokens_.size(); ++at_) {
      const std::string name = tokens_[at_].text;
      if (is_wanted(tokens_[at_]) && find_value()) header.values[name] = value(name);
    }
    return header;
  }

 private:
  bool is_symbol(std::string_view symbols) const {
    return tokens_[at_].kind == Token::Kind::symbol &&
           symbols.find(tokens_[at_].text) != std::string_view::npos;
  }

  // Goes behind the `=` of `name = ` or `name: type = `; false for anything else.
  bool find_value() {
    ++at_;
    if (is_symbol(":"))
      while (tokens_[at_].kind != Token::Kind::newline && !is_symbol("=")) ++at_;
    if (!is_symbol("=")) return false;
    ++at_;
    return !is_symbol("=");  // a comparison is no assignment
  }

  std::vector<std::string> value(const std::string& name) {
    std::vector<std::string> texts;
    bool joins = false;  // two strings side by side are one
    for (; tokens_[at_].kind != Token::Kind::newline && !is_symbol(";"); ++at_) {
      const Token& token = tokens_[at_];
      if (token.kind == Token::Kind::string && token.literal) {
        if (joins)
          texts.back() += token.text;
        else
          texts.push_back(token.text);
        joins = true;
        continue;
      }
      joins = false;
      if (is_symbol("()[]{},") || token.text == "None") continue;
      throw import_error(file_, token.line,
                         "the value of '" + name + "' is not written out: '" + token.text + "'")
          .with_hint("without running Python only strings, None and lists of strings are known");
    }
    return texts;
  }

  std::vector<Token> tokens_;
  const fs::path& file_;
  std::size_t at_ = 0;
};

}  // namespace

PythonHeader read_python_header(std::string_view text, const fs::path& file) {
  const std::string normal = with_unix_line_ends(text);
  return Reader(Lexer(normal).run(), file).run();
}

}  // namespace whimbrel
