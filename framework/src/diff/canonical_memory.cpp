#include "whimbrel/core/file.h"
#include "whimbrel/core/json.h"
#include "whimbrel/diff/canonical.h"
#include "whimbrel/model/schema_codec.h"

namespace whimbrel {
namespace {

// `unsupported` objects are remembered beside the tables of a schema that came from a script.
Node entry_node(const Schema& schema) {
  Node node = schema_node(schema);
  Node& list = node.add("unsupported", Node::sequence());
  for (const UnsupportedObject& each : schema.unsupported)
    list.items.push_back(Node::sequence({Node::text(each.kind), Node::text(each.name)}));
  return node;
}

Schema read_entry(Node node) {
  Schema schema;
  std::vector<UnsupportedObject> unsupported;
  if (const Node* list = node.find("unsupported"))
    for (const Node& each : list->items)
      unsupported.push_back({each.items.at(0).scalar, each.items.at(1).scalar});
  std::erase_if(node.entries, [](const NodeEntry& entry) { return entry.key == "unsupported"; });
  schema = read_schema(node).schema;
  schema.unsupported = std::move(unsupported);
  return schema;
}

}  // namespace

void CanonicalMemory::load() {
  loaded_ = true;
  if (file_.empty() || !std::filesystem::exists(file_)) return;
  try {
    const Node document = parse_json(read_file(file_), file_.string());
    for (const NodeEntry& entry : document.entries)
      entries_.emplace(entry.key, read_entry(entry.value));
  } catch (const std::exception&) {
    entries_.clear();  // damaged or from another version: everything is asked of the database again
  }
}

const Schema* CanonicalMemory::find(const std::string& key) {
  if (!loaded_) load();
  const auto found = entries_.find(key);
  if (found == entries_.end()) return nullptr;
  used_.insert(*found);
  return &found->second;
}

void CanonicalMemory::put(const std::string& key, Schema schema) {
  changed_ = true;
  used_.insert_or_assign(key, schema);
  entries_.insert_or_assign(key, std::move(schema));
}

void CanonicalMemory::save() noexcept {
  if (!changed_ || file_.empty()) return;
  try {
    Node document = Node::map();
    for (const auto& [key, schema] : used_) document.add(key, entry_node(schema));
    write_file(file_, to_json(document, -1));
  } catch (...) {
    // A memory that cannot be kept costs time, not correctness.
  }
}

}  // namespace whimbrel
