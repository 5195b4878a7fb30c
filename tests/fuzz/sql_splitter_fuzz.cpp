// Splits any text as any dialect: nothing may be lost, and nothing may be read that is not there.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "support/lost_text.h"

namespace {

/// The first two bytes choose the facts of the dialect, one bit each.
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
  return syntax;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const unsigned bits = data[0] | static_cast<unsigned>(data[1]) << 8U;
  const std::string_view script(reinterpret_cast<const char*>(data) + 2, size - 2);
  const std::string problem = whimbrel::test::lost_text(script, syntax_from(bits));
  if (!problem.empty()) {
    std::fprintf(stderr, "%s\n", problem.c_str());
    std::abort();
  }
  return 0;
}
