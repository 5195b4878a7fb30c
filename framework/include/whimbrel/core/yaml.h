// YAML text to document trees and back.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "whimbrel/core/node.h"

namespace whimbrel {

/// How deep maps and lists may stand inside of each other.
inline constexpr std::size_t kDeepestNesting = 100;

/// The documents of a YAML text, in order; a text without content gives none. `file` is the name
/// that errors and marks carry. Anchors and aliases are resolved by copying, up to a bound that
/// keeps a small file from becoming a huge tree; nesting is bounded as well. A key is a single
/// value and stands once in its map. Throws Error{config} with file, line and column when the text
/// is no YAML in UTF-8.
std::vector<Node> parse_yaml_documents(std::string_view text, const std::string& file);

/// The single document of a YAML text; null when it is empty, an error when there are several.
Node parse_yaml(std::string_view text, const std::string& file);

/// The document as YAML that reads back to the same values, ended by a newline. The same tree
/// always gives the same bytes. Unquoted scalars that cannot stand plain, an unquoted "null" among
/// them, are quoted; bytes that are no UTF-8 become U+FFFD. Throws Error{internal} for a tree that
/// is nested more deeply than can be read back.
std::string to_yaml(const Node& document);

}  // namespace whimbrel
