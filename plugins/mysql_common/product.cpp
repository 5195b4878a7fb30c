#include "product.h"

namespace whimbrel::mysql_family {
namespace {

Syntax make_syntax() {
  Syntax syntax;
  syntax.quote_open = '`';
  syntax.quote_close = '`';
  syntax.escape_backslash = true;
  syntax.true_word = "1";
  syntax.false_word = "0";
  syntax.double_quotes_are_strings = true;
  syntax.backtick_names = true;
  syntax.backslash_escapes = true;
  syntax.hash_comments = true;
  syntax.dash_comment_needs_space = true;
  syntax.executable_comments = true;
  syntax.delimiter_command = true;
  syntax.compound_bodies = true;
  syntax.schema_is_database = true;
  syntax.settings = {
      {"sql_mode",
       {"ansi_quotes", "ansi", "db2", "maxdb", "mssql", "oracle", "postgresql"},
       &Syntax::double_quotes_are_strings,
       false},
      {"sql_mode", {"no_backslash_escapes"}, &Syntax::backslash_escapes, false},
  };
  return syntax;
}

}  // namespace

Product::~Product() = default;

const Syntax& family_syntax() {
  static const Syntax syntax = make_syntax();
  return syntax;
}

}  // namespace whimbrel::mysql_family
