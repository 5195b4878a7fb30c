// How the SQL of a dialect is written: facts for quoting, for the lexer and for the splitter.
#pragma once

#include <string>
#include <vector>

namespace whimbrel {

struct Syntax;

/// A setting of the session that changes how a script is read from there on: after
/// `SET name = value` the fact `fact` is `then` when one of `words` is among the words of the value
/// (which may be a list in a string), and the opposite otherwise.
struct ReadingSetting {
  std::string name;                ///< in lower case
  std::vector<std::string> words;  ///< in lower case
  bool Syntax::*fact = nullptr;    ///< one of the facts for reading
  bool then = true;
};

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
  /// COPY ... FROM stdin; is followed by rows up to `\.`. Connection::execute takes the statement
  /// with its end mark and its rows as one text, and sends the rows.
  bool copy_from_stdin = false;
  bool schema_is_database = false;  ///< CREATE SCHEMA makes a database, `a.b` may leave this one
  std::vector<ReadingSetting> settings = {};
};

}  // namespace whimbrel
