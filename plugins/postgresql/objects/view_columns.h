// The columns of a view, as far as its query tells.
#pragma once

#include <string_view>

namespace whimbrel::postgresql {

/// True when CREATE OR REPLACE VIEW certainly turns the view with the query `from` into that with
/// `to`: the columns are the same, from the same sources, and new ones only come behind them. When
/// in doubt, false. Pure.
bool only_adds_columns(std::string_view from, std::string_view to);

}  // namespace whimbrel::postgresql
