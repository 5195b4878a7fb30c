#include "whimbrel/core/node_reader.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

#include "whimbrel/core/text.h"

namespace whimbrel {

Error error_at(const Mark& mark, std::string message) {
  Error error(ErrorCode::config, std::move(message));
  error.at(mark.text());
  return error;
}

std::string scalar_text(const Node& node, std::string_view what) {
  if (!node.is_scalar()) throw error_at(node.mark, std::string(what) + " must be a single value");
  return node.scalar;
}

std::vector<std::string> text_list(const Node& node, std::string_view what) {
  if (node.is_scalar()) return {node.scalar};
  if (!node.is_sequence()) throw error_at(node.mark, std::string(what) + " must be a list");
  std::vector<std::string> result;
  for (const Node& item : node.items) result.push_back(scalar_text(item, what));
  return result;
}

bool truth(const Node& node, std::string_view what) {
  const std::string word = scalar_text(node, what);
  if (!node.quoted && (word == "true" || word == "True" || word == "TRUE")) return true;
  if (!node.quoted && (word == "false" || word == "False" || word == "FALSE")) return false;
  throw error_at(node.mark,
                 std::string(what) + " must be true or false, not '" + mentioned(word) + "'");
}

long long whole_number(const Node& node, std::string_view what) {
  const std::string word = scalar_text(node, what);
  long long value = 0;
  const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (problem != std::errc() || end != word.data() + word.size())
    throw error_at(node.mark,
                   std::string(what) + " must be a whole number, not '" + mentioned(word) + "'");
  return value;
}

MapReader::MapReader(const Node& map, std::string what) : map_(&map), what_(std::move(what)) {
  if (!map.is_map()) throw error_at(map.mark, what_ + " must be a map of keys and values");
  std::set<std::string_view> seen;
  for (const NodeEntry& entry : map.entries)
    if (!seen.insert(entry.key).second)
      throw error_at(entry.key_mark, "key '" + mentioned(entry.key) + "' stands twice in " + what_);
}

const Node* MapReader::find(std::string_view key) {
  if (std::find(known_.begin(), known_.end(), key) == known_.end()) known_.emplace_back(key);
  const Node* node = map_->find(key);
  return node != nullptr && node->is_null() ? nullptr : node;
}

const Node& MapReader::require(std::string_view key) {
  if (const Node* node = find(key)) return *node;
  throw error_at(map_->mark, what_ + " needs the key '" + std::string(key) + "'");
}

std::optional<std::string> MapReader::text(std::string_view key) {
  const Node* node = find(key);
  if (node == nullptr) return std::nullopt;
  return scalar_text(*node, "'" + std::string(key) + "' of " + what_);
}

std::string MapReader::required_text(std::string_view key) {
  return scalar_text(require(key), "'" + std::string(key) + "' of " + what_);
}

std::optional<bool> MapReader::flag(std::string_view key) {
  const Node* node = find(key);
  if (node == nullptr) return std::nullopt;
  return truth(*node, "'" + std::string(key) + "' of " + what_);
}

std::optional<long long> MapReader::number(std::string_view key) {
  const Node* node = find(key);
  if (node == nullptr) return std::nullopt;
  return whole_number(*node, "'" + std::string(key) + "' of " + what_);
}

std::vector<std::string> MapReader::texts(std::string_view key) {
  const Node* node = find(key);
  if (node == nullptr) return {};
  return text_list(*node, "'" + std::string(key) + "' of " + what_);
}

void MapReader::finish() const {
  for (const NodeEntry& entry : map_->entries) {
    if (std::find(known_.begin(), known_.end(), entry.key) != known_.end()) continue;
    const std::string near = nearest(entry.key, known_);
    Error error =
        error_at(entry.key_mark, "unknown key '" + mentioned(entry.key) + "' in " + what_);
    throw error.with_hint(near.empty() ? "known keys: " + join(known_, ", ")
                                       : "did you mean '" + near + "'?");
  }
}

}  // namespace whimbrel
