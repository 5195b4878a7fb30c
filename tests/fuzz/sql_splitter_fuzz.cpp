// Splits any text as any dialect: nothing may be lost, and nothing may be read that is not there.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "support/example_syntax.h"
#include "support/lost_text.h"

namespace {

/// A dialect that has any facts, one bit each; the last bit: settings that change two of them.
whimbrel::Syntax syntax_from(unsigned bits) {
  whimbrel::Syntax syntax;
  bool* const facts[] = {&syntax.double_quotes_are_strings,
                         &syntax.backtick_names,
                         &syntax.bracket_names,
                         &syntax.backslash_escapes,
                         &syntax.e_strings,
                         &syntax.dollar_quotes,
                         &syntax.hash_comments,
                         &syntax.dash_comment_needs_space,
                         &syntax.nested_comments,
                         &syntax.executable_comments,
                         &syntax.delimiter_command,
                         &syntax.client_commands,
                         &syntax.compound_bodies,
                         &syntax.atomic_bodies,
                         &syntax.copy_from_stdin};
  for (bool* const fact : facts) {
    *fact = (bits & 1U) != 0;
    bits >>= 1U;
  }
  if ((bits & 1U) != 0)
    syntax.settings = {
        {"sql_mode", {"ansi_quotes"}, &whimbrel::Syntax::double_quotes_are_strings, false},
        {"sql_mode", {"no_backslash_escapes"}, &whimbrel::Syntax::backslash_escapes, false}};
  return syntax;
}

/// The first byte chooses a dialect: one of those that there are, or one of the next two bytes.
whimbrel::Syntax chosen_syntax(const std::uint8_t* data) {
  switch (data[0] % 8) {
    case 0:
      return whimbrel::test::postgresql_syntax();
    case 1:
      return whimbrel::test::mysql_syntax();
    case 2:
      return whimbrel::test::sqlite_syntax();
    default:
      return syntax_from(data[1] | static_cast<unsigned>(data[2]) << 8U);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kChoice = 3;
  if (size < kChoice) return 0;
  const std::string_view script(reinterpret_cast<const char*>(data) + kChoice, size - kChoice);
  const std::string problem = whimbrel::test::lost_text(script, chosen_syntax(data));
  if (!problem.empty()) {
    std::fprintf(stderr, "%s\n", problem.c_str());
    std::abort();
  }
  return 0;
}
