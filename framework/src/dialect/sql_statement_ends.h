// Where the statements of a script end.
#pragma once

#include <optional>
#include <string_view>

#include "sql_splitter_body.h"
#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel {

/// Follows a script token by token: its end marks, the bodies that hold some, and DELIMITER.
/// Borrows the script and the syntax. [one thread at a time]
class StatementEnds {
 public:
  StatementEnds(std::string_view script, const Syntax& syntax)
      : script_(script), syntax_(syntax), body_(syntax) {}

  /// Takes the next token, comments too. True when the statement at hand ends there: at its end
  /// mark, at a client command, or at the rows that follow it.
  bool see(const SqlToken& token);

  /// True for a backslash at the end of a line, where the client programs that know DELIMITER take
  /// it away.
  bool only_client_reads(const SqlToken& token) const;

 private:
  bool is_end(const SqlToken& token) const;
  void restart();

  std::string_view script_;
  const Syntax& syntax_;
  BodyTracker body_;
  std::string_view delimiter_ = ";";
  std::optional<SqlToken> first_;    // of the statement at hand
  std::optional<SqlToken> waiting_;  // for the token behind it, which says what it means
};

}  // namespace whimbrel
