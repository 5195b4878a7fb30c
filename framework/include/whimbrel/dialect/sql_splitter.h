// An SQL script to single statements.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "whimbrel/dialect/syntax.h"

namespace whimbrel {

struct ScriptStatement {
  std::string text;             ///< without its end mark and without the comments before it
  int line = 1;                 ///< of its first word in the script
  int column = 1;               ///< of its first word in that line, in characters
  bool client_command = false;  ///< for the client program (`\c`, DELIMITER excepted), not for SQL
  /// Of COPY ... FROM stdin; with rows: all that stands behind `text`, from the end mark to the
  /// last row, as it is. The two together are what Connection::execute takes.
  std::string rows = {};
};

/// The statements of `script` in order; empty ones are left out. Survives strings, comments, quoted
/// names, dollar quotes, BEGIN ... END and BEGIN ATOMIC bodies and DELIMITER, as `syntax` says, and
/// follows the settings in it that change the reading of quotes (Syntax::settings).
/// Under a mark that DELIMITER has set, a semicolon still ends a statement that can hold no body.
/// A client command ends the statement before it. Where DELIMITER is known, a backslash at the end
/// of a line is left out, as the client programs do; otherwise texts are as they stand in `script`.
/// Linear; never fails: what is not closed becomes the last statement. Pure.
std::vector<ScriptStatement> split_script(std::string_view script, const Syntax& syntax);

}  // namespace whimbrel
