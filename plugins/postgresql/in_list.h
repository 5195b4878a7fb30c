// IN lists as the server shows them.
#pragma once

#include <string>
#include <string_view>

namespace whimbrel::postgresql {

/// The server shows `kind IN ('lp', 'cd')` on a varchar column as
/// `(kind)::text = ANY ((ARRAY['lp'::character varying, ...])::text[])`, and makes yet another text
/// of that when it is given it. Such a list is turned back into IN (or NOT IN), from which the
/// server makes the same definition again; everything else stays as it is. Pure.
std::string with_in_lists(std::string_view expression);

}  // namespace whimbrel::postgresql
