// How the SQL of a dialect is written: facts for quoting, for the lexer and for the splitter.
#pragma once

#include <string>

namespace whimbrel {

struct Syntax {
  // Writing.
  char quote_open = '"';  ///< around a name; doubled inside
  char quote_close = '"';
  bool escape_backslash = false;  ///< a backslash in a string literal must be doubled
  std::string true_word = "TRUE";
  std::string false_word = "FALSE";

  // Reading.
  bool double_quotes_are_strings = false;
  bool backtick_names = false;
  bool bracket_names = false;
  bool backslash_escapes = false;         ///< in every '...' string
  bool e_strings = false;                 ///< E'...' strings with backslash escapes
  bool dollar_quotes = false;             ///< $tag$...$tag$
  bool hash_comments = false;             ///< # to the end of the line
  bool dash_comment_needs_space = false;  ///< `--` opens a comment only before white space
  bool nested_comments = false;           ///< /* /* */ */
  bool executable_comments = false;       ///< /*! ... */ is a statement, not a comment
  bool delimiter_command = false;         ///< DELIMITER changes what ends a statement
  bool client_commands = false;           ///< a line that begins with a backslash is for the client
  bool compound_bodies = false;           ///< CREATE TRIGGER/PROCEDURE/... hold BEGIN ... END
  bool atomic_bodies = false;             ///< CREATE FUNCTION ... BEGIN ATOMIC ... END
  bool copy_from_stdin = false;           ///< COPY ... FROM stdin; is followed by rows up to `\.`
  bool schema_is_database = false;  ///< CREATE SCHEMA makes a database, `a.b` may leave this one
};

}  // namespace whimbrel
