// Reading headers, the plain ones fast.
#pragma once

#include <optional>
#include <string_view>

#include "whimbrel/core/node.h"
#include "whimbrel/revision/revision.h"

namespace whimbrel {

/// A YAML header whose lines are all `key: plain value` or `key: [plain, plain]`, as Whimbrel
/// writes it; nothing for any other, which is then for the YAML parser. Ten thousand headers are
/// read with every command, and a parser costs twenty times as much for each. Pure.
std::optional<Revision> scan_plain_header(std::string_view header);

/// Any header, from its document, which has the key `revision`. Throws Error{config} with the place
/// of what it does not know.
Revision read_header(const Node& document);

}  // namespace whimbrel
