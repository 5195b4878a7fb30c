// The plugin interface as text: every type that a plugin and Whimbrel both compile.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::test {

/// The types that a header defines at namespace scope, one member a line, in its order: structs,
/// classes, enumerations and aliases. Comments, layout, bodies of functions, free functions,
/// constants and templates are left out: none of them changes what a plugin relies on.
std::vector<std::string> interface_text(std::string_view header);

}  // namespace whimbrel::test
