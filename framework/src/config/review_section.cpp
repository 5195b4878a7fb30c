// The section `review`.
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
    review.server_version = version_value(written_text(*version, "'server_version' of 'review'"),
                                          scalar_text(*version, "'server_version' of 'review'"),
                                          "'server_version' of 'review'");
  map.finish();
  return review;
}

}  // namespace whimbrel
