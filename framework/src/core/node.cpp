#include "whimbrel/core/node.h"

#include <utility>

namespace whimbrel {

std::string Mark::text() const {
  std::string result = file ? *file : std::string();
  if (line == 0) return result;
  if (!result.empty()) result += ":";
  return result + std::to_string(line) + ":" + std::to_string(column);
}

Node Node::text(std::string_view value) {
  Node node;
  node.kind = Kind::scalar;
  node.quoted = true;
  node.scalar = value;
  return node;
}

Node Node::plain(std::string_view value) {
  Node node;
  node.kind = Kind::scalar;
  node.scalar = value;
  return node;
}

Node Node::number(long long value) { return plain(std::to_string(value)); }

Node Node::boolean(bool value) { return plain(value ? "true" : "false"); }

Node Node::sequence() { return sequence(std::vector<Node>()); }

Node Node::sequence(std::vector<Node> items) {
  Node node;
  node.kind = Kind::sequence;
  node.items = std::move(items);
  return node;
}

Node Node::map() {
  Node node;
  node.kind = Kind::map;
  return node;
}

const Node* Node::find(std::string_view key) const {
  for (const NodeEntry& entry : entries)
    if (entry.key == key) return &entry.value;
  return nullptr;
}

Node& Node::add(std::string key, Node value) {
  entries.push_back({std::move(key), {}, std::move(value)});
  return entries.back().value;
}

}  // namespace whimbrel
