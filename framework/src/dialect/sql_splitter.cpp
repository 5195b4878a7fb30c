#include "whimbrel/dialect/sql_splitter.h"

#include "sql_lexer_stream.h"
#include "sql_statement_ends.h"
#include "whimbrel/core/text.h"

namespace whimbrel {
namespace {

using Kind = SqlToken::Kind;

class Splitter {
 public:
  Splitter(std::string_view script, const Syntax& syntax)
      : script_(script), tokens_(script, syntax), ends_(script, syntax) {}

  std::vector<ScriptStatement> run() {
    while (const std::optional<SqlToken> token = tokens_.next()) see(*token);
    finish();
    return std::move(statements_);
  }

 private:
  void see(const SqlToken& token);
  void take(const SqlToken& token);
  void take_rows(const SqlToken& rows);
  void take_up_to(std::size_t end);
  void finish();
  void open_statement(const SqlToken& first);

  std::string_view script_;
  TokenStream tokens_;
  StatementEnds ends_;
  std::vector<ScriptStatement> statements_;
  bool open_ = false;  // the last of `statements_` goes on
  std::size_t taken_ = 0;
  std::size_t end_ = 0;  // of its last token but semicolons
  TextPlace place_;      // of the byte `placed_`
  std::size_t placed_ = 0;
};

void Splitter::see(const SqlToken& token) {
  if (token.kind == Kind::comment) return;
  if (!ends_.see(token)) return take(token);
  finish();
  tokens_.end_statement();
  if (token.kind == Kind::rows) take_rows(token);
  if (token.kind != Kind::client || token.text.front() != '\\') return;
  open_statement(token);
  statements_.back().client_command = true;
  end_ = token.offset + token.text.size();
  finish();
}

void Splitter::take(const SqlToken& token) {
  if (ends_.only_client_reads(token)) {
    if (open_) take_up_to(token.offset);
    taken_ = token.offset + 1;
    return;
  }
  const bool semicolon = token.is_symbol(';');
  if (!open_ && semicolon) return;
  if (!open_) open_statement(token);
  if (!semicolon) end_ = token.offset + token.text.size();
}

void Splitter::open_statement(const SqlToken& first) {
  place_ = place_after(place_, script_.substr(placed_, first.offset - placed_));
  placed_ = taken_ = first.offset;
  open_ = true;
  statements_.emplace_back();
  statements_.back().line = place_.line;
  statements_.back().column = place_.column;
}

void Splitter::take_rows(const SqlToken& rows) {
  if (!statements_.empty())
    statements_.back().rows = script_.substr(end_, rows.offset + rows.text.size() - end_);
}

void Splitter::take_up_to(std::size_t end) {
  if (end > taken_) statements_.back().text += script_.substr(taken_, end - taken_);
}

void Splitter::finish() {
  if (open_) take_up_to(end_);
  open_ = false;
}

}  // namespace

std::vector<ScriptStatement> split_script(std::string_view script, const Syntax& syntax) {
  return Splitter(script, syntax).run();
}

}  // namespace whimbrel
