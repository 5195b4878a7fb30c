// The words that are no names without quotes, on both products.
#pragma once

#include <string_view>

namespace whimbrel::mysql_family {

/// True for a word in lower case that both products reserve. Pure.
bool is_shared_reserved_word(std::string_view lower_case);

}  // namespace whimbrel::mysql_family
