// The section `review`.
#include <array>
#include <charconv>

#include "config_parts.h"
#include "whimbrel/core/text.h"

namespace whimbrel {
namespace {

ReviewLevel level_of(const Node& node, const std::string& what) {
  const std::string word = scalar_text(node, what);
  if (const auto level = parse_review_level(word)) return *level;
  throw error_at(node.mark,
                 what + " is error, warning, note or off, not '" + mentioned(word) + "'");
}

// "15.3" or "8.0.36" as major * 1'000'000 + minor * 1'000 + patch.
int version_of(const Node& node) {
  const std::string text = scalar_text(node, "'server_version' of 'review'");
  constexpr std::array<int, 3> kWeights = {1'000'000, 1'000, 1};
  int number = 0;
  size_t position = 0;
  for (const std::string_view part : split(text, '.')) {
    int value = 0;
    const auto [end, problem] = std::from_chars(part.data(), part.data() + part.size(), value);
    if (position == kWeights.size() || problem != std::errc() || end != part.data() + part.size() ||
        value < 0 || value > 999)
      throw error_at(node.mark, "'server_version' of 'review' is a version such as \"15.3\"");
    number += value * kWeights[position++];
  }
  return number;
}

}  // namespace

ReviewConfig read_review(const Node& node) {
  MapReader map(node, "'review'");
  ReviewConfig review;
  if (const Node* rules = map.find("rules")) {
    if (!rules->is_map())
      throw error_at(rules->mark, "'rules' of 'review' is a map of rules and their levels");
    for (const NodeEntry& entry : rules->entries)
      if (!review.rules
               .emplace(entry.key, level_of(entry.value, "the level of '" + entry.key + "'"))
               .second)
        throw error_at(entry.key_mark, "rule '" + entry.key + "' stands twice in 'rules'");
  }
  review.only = map.texts("only");
  if (const Node* threshold = map.find("threshold"))
    review.threshold = level_of(*threshold, "'threshold' of 'review'");
  if (const Node* version = map.find("server_version"))
    review.server_version = version_of(*version);
  map.finish();
  return review;
}

}  // namespace whimbrel
