// Words that cannot be names.
#pragma once

#include <string_view>

namespace whimbrel::postgresql {

/// True for a word, in any case, that cannot be the name of a table or a column without quotes.
bool is_reserved_word(std::string_view word);

}  // namespace whimbrel::postgresql
