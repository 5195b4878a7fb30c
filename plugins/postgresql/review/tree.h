// Walking over the parser's tree. A node of the grammar is a map with one entry: its tag and its
// body, `{"ColumnDef": {"colname": "a"}}`. What has its default value (false, 0, an empty text) is
// left out.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "whimbrel/core/node.h"

namespace whimbrel::postgresql {

/// A node of the grammar. Both are borrowed from the tree; the body of nothing is a null node.
struct Tagged {
  std::string_view tag;
  const Node* body;
};

/// The value under `key`; a null node when there is none. Pure.
const Node& child(const Node& body, std::string_view key);
/// The scalar under `key`; empty when there is none.
const std::string& scalar(const Node& body, std::string_view key);
bool flag(const Node& body, std::string_view key);
long number(const Node& body, std::string_view key);
/// Where in the statement, in bytes.
std::size_t location(const Node& body);

Tagged tagged(const Node& node);
/// The body under `key` when it is a node with that tag; a null node otherwise.
const Node& body_of(const Node& parent, std::string_view key, std::string_view tag);
/// The texts of a list of String nodes.
std::vector<std::string> strings(const Node& list);

/// Calls `visit` for every node below `root` that has a tag. No recursion: an expression may be
/// deeper than the call stack.
void for_each_tagged(const Node& root, const std::function<void(const Tagged&)>& visit);

}  // namespace whimbrel::postgresql
