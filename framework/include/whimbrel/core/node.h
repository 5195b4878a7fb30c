// A document as a tree of values: what YAML and JSON files are read into and written from.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel {

/// A place in a file, counted from 1; line 0 means that there is none.
struct Mark {
  std::shared_ptr<const std::string> file;
  int line = 0;
  int column = 0;

  /// `file:line:column`, or what is known of it.
  std::string text() const;
};

struct NodeEntry;

/// One value of a document. Maps keep the order in which they were written.
/// Equality is not defined on purpose: compare what was read from it.
struct Node {
  enum class Kind { null, scalar, sequence, map };
  /// How a writer should lay it out; automatic puts small leaves on one line.
  enum class Style { automatic, block, flow, literal };

  Kind kind = Kind::null;
  Style style = Style::automatic;
  /// For scalars: it was quoted, so it is text whatever it looks like.
  bool quoted = false;
  std::string scalar;
  std::vector<Node> items;
  std::vector<NodeEntry> entries;
  Mark mark;

  /// Text: written with quotes where a plain word would read as something else.
  static Node text(std::string_view value);
  /// A number or boolean: written plain.
  static Node plain(std::string_view value);
  static Node number(long long value);
  static Node boolean(bool value);
  static Node sequence();
  static Node sequence(std::vector<Node> items);
  static Node map();

  bool is_map() const { return kind == Kind::map; }
  bool is_sequence() const { return kind == Kind::sequence; }
  bool is_scalar() const { return kind == Kind::scalar; }
  bool is_null() const { return kind == Kind::null; }

  /// The value under `key`, or null when this is no map or has no such key.
  const Node* find(std::string_view key) const;
  /// Appends an entry to a map and returns the value for further filling.
  Node& add(std::string key, Node value);
};

struct NodeEntry {
  std::string key;
  Mark key_mark;
  Node value;
};

}  // namespace whimbrel
