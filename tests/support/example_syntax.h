// Syntax facts as well-known databases have them, for tests of what reads SQL without a database.
#pragma once

#include "whimbrel/dialect/syntax.h"

namespace whimbrel::test {

inline Syntax postgresql_syntax() {
  Syntax syntax;
  syntax.e_strings = true;
  syntax.dollar_quotes = true;
  syntax.nested_comments = true;
  syntax.client_commands = true;
  syntax.atomic_bodies = true;
  syntax.copy_from_stdin = true;
  syntax.settings = {{"standard_conforming_strings", {"off"}, &Syntax::backslash_escapes, true}};
  return syntax;
}

inline Syntax sqlite_syntax() {
  Syntax syntax;
  syntax.backtick_names = true;
  syntax.bracket_names = true;
  syntax.compound_bodies = true;
  return syntax;
}

inline Syntax mysql_syntax() {
  Syntax syntax;
  syntax.quote_open = '`';
  syntax.quote_close = '`';
  syntax.escape_backslash = true;
  syntax.double_quotes_are_strings = true;
  syntax.backtick_names = true;
  syntax.backslash_escapes = true;
  syntax.hash_comments = true;
  syntax.dash_comment_needs_space = true;
  syntax.executable_comments = true;
  syntax.delimiter_command = true;
  syntax.compound_bodies = true;
  syntax.settings = {
      {"sql_mode", {"ansi_quotes", "ansi"}, &Syntax::double_quotes_are_strings, false},
      {"sql_mode", {"no_backslash_escapes"}, &Syntax::backslash_escapes, false}};
  return syntax;
}

}  // namespace whimbrel::test
