// What SHOW CREATE VIEW says.
#pragma once

#include <string>
#include <string_view>

namespace whimbrel::mysql {

struct ViewText {
  std::string algorithm;
  std::string columns;  ///< the names in the parentheses behind the view's; empty: none
  std::string query;    ///< without WITH CHECK OPTION
};

/// Takes a statement apart as the server writes it; empty when it is not understood. Pure.
ViewText view_text(std::string_view create_view);

}  // namespace whimbrel::mysql
