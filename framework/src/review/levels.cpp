#include <algorithm>
#include <array>

#include "findings.h"
#include "whimbrel/core/text.h"

namespace whimbrel {
namespace {

constexpr std::array<std::string_view, 4> kWords = {"off", "note", "warning", "error"};

}  // namespace

std::string_view word_for(ReviewLevel level) { return kWords[static_cast<size_t>(level)]; }

std::optional<ReviewLevel> parse_review_level(std::string_view word) {
  for (size_t i = 0; i < kWords.size(); ++i)
    if (kWords[i] == word) return static_cast<ReviewLevel>(i);
  return std::nullopt;
}

bool reaches(const Review& review, ReviewLevel threshold) {
  return threshold != ReviewLevel::off &&
         std::any_of(review.findings.begin(), review.findings.end(),
                     [&](const ReviewFinding& each) { return each.level >= threshold; });
}

RuleLevels::RuleLevels(const std::vector<ReviewRule>& rules, const ReviewSettings& settings)
    : only_some_(!settings.only.empty()) {
  for (const ReviewRule& rule : rules) {
    std::string id(rule.id);
    const bool asked = !only_some_ || settings.only.contains(id);
    levels_.emplace(std::move(id), asked ? rule.level : ReviewLevel::off);
  }
  for (const auto& [rule, level] : settings.levels) {
    const auto found = levels_.find(rule);
    if (found == levels_.end())
      strangers_.push_back(rule);
    else if (!only_some_ || settings.only.contains(rule))
      found->second = level;
  }
  for (const std::string& rule : settings.only)
    if (!knows(rule)) strangers_.push_back(rule);
}

ReviewLevel RuleLevels::of(const std::string& rule) const {
  const auto found = levels_.find(rule);
  if (found != levels_.end()) return found->second;
  return only_some_ ? ReviewLevel::off : ReviewLevel::warning;
}

std::string RuleLevels::nearest_to(const std::string& rule) const {
  if (knows(rule)) return {};
  std::vector<std::string> known;
  for (const auto& [id, level] : levels_) known.push_back(id);
  return nearest(rule, known);
}

}  // namespace whimbrel
