#include "review/tree.h"

#include <cstdlib>

namespace whimbrel::postgresql {
namespace {

const Node kNothing;

bool is_tag(const std::string& key) { return !key.empty() && key[0] >= 'A' && key[0] <= 'Z'; }

}  // namespace

const Node& child(const Node& body, std::string_view key) {
  const Node* found = body.find(key);
  return found == nullptr ? kNothing : *found;
}

const std::string& scalar(const Node& body, std::string_view key) {
  return child(body, key).scalar;
}

bool flag(const Node& body, std::string_view key) { return scalar(body, key) == "true"; }

long number(const Node& body, std::string_view key) {
  return std::strtol(scalar(body, key).c_str(), nullptr, 10);
}

std::size_t location(const Node& body) {
  const long at = number(body, "location");
  return at < 0 ? 0 : static_cast<std::size_t>(at);
}

Tagged tagged(const Node& node) {
  if (node.entries.size() != 1 || !is_tag(node.entries.front().key)) return {{}, &kNothing};
  return {node.entries.front().key, &node.entries.front().value};
}

const Node& body_of(const Node& parent, std::string_view key, std::string_view tag) {
  const Tagged found = tagged(child(parent, key));
  return found.tag == tag ? *found.body : kNothing;
}

std::vector<std::string> strings(const Node& list) {
  std::vector<std::string> result;
  for (const Node& item : list.items)
    if (const Tagged node = tagged(item); node.tag == "String")
      result.push_back(scalar(*node.body, "sval"));
  return result;
}

void for_each_tagged(const Node& root, const std::function<void(const Tagged&)>& visit) {
  std::vector<const Node*> open = {&root};
  while (!open.empty()) {
    const Node& node = *open.back();
    open.pop_back();
    if (const Tagged here = tagged(node); !here.tag.empty()) visit(here);
    for (const Node& item : node.items) open.push_back(&item);
    for (const NodeEntry& entry : node.entries) open.push_back(&entry.value);
  }
}

}  // namespace whimbrel::postgresql
