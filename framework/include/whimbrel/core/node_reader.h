// Reading a map of a document strictly: every key is known, every value is of its kind.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "whimbrel/core/error.h"
#include "whimbrel/core/node.h"

namespace whimbrel {

/// An error of code config at the node's place in its file.
Error error_at(const Mark& mark, std::string message);

/// The text of a scalar; throws Error{config} at the node when it is something else. `what` names
/// the value in the message.
std::string scalar_text(const Node& node, std::string_view what);
/// A list of texts; a single scalar counts as a list of one.
std::vector<std::string> text_list(const Node& node, std::string_view what);
/// true or false, as YAML 1.2 spells them.
bool truth(const Node& node, std::string_view what);
/// A whole number.
long long whole_number(const Node& node, std::string_view what);

/// Reads the entries of one map and, with `finish`, refuses those that nobody asked for, naming the
/// nearest known key. Keys become known by being asked for. Borrows the node.
/// All throw Error{config} with file, line and column. [one thread at a time]
class MapReader {
 public:
  /// `what` names the map in messages ("table 'users'"). Throws when the node is no map, or has a
  /// key twice.
  MapReader(const Node& map, std::string what);

  const Node* find(std::string_view key);
  const Node& require(std::string_view key);
  std::optional<std::string> text(std::string_view key);
  std::string required_text(std::string_view key);
  std::optional<bool> flag(std::string_view key);
  std::optional<long long> number(std::string_view key);
  std::vector<std::string> texts(std::string_view key);

  /// To be called last: throws when the map has a key that was not asked for.
  void finish() const;

  const std::string& what() const { return what_; }
  const Mark& mark() const { return map_->mark; }

 private:
  const Node* map_;
  std::string what_;
  std::vector<std::string> known_;
};

}  // namespace whimbrel
