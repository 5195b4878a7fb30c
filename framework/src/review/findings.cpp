#include "findings.h"

#include <algorithm>
#include <memory>

namespace whimbrel {

void Findings::add(std::string rule, bool up, const Mark& mark, std::string message,
                   std::string cure) {
  const ReviewLevel level = levels_->of(rule);
  if (level == ReviewLevel::off) return;
  found_.push_back({std::move(rule), level, std::move(message), std::move(cure), revision_->id, up,
                    mark.line > 0 ? mark : file_mark()});
}

Mark Findings::file_mark() const {
  return {std::make_shared<const std::string>(revision_->file.string()), 1, 1};
}

void Findings::settle(Suppressions& suppressions, const std::vector<int>& starts, Review& review) {
  for (const Suppression& each : suppressions.all())
    if (each.reason.empty())
      add("suppression-without-reason", true, {file_mark().file, each.line, 1},
          "'" + each.rule + "' is to be ignored, and no reason is given; it is not ignored",
          "write the reason behind a colon: 'review: ignore " + each.rule + ": why'");
  const auto by_line = [](const ReviewFinding& a, const ReviewFinding& b) {
    return a.mark.line < b.mark.line;
  };
  std::stable_sort(found_.begin(), found_.end(), by_line);
  std::vector<ReviewFinding> kept;
  for (ReviewFinding& each : found_) {
    Suppression* suppression = suppressions.find(each.rule, each.mark.line, starts);
    if (suppression != nullptr) {
      suppression->used = true;
      review.suppressed.push_back({std::move(each), suppression->reason});
    } else {
      kept.push_back(std::move(each));
    }
  }
  found_.clear();
  for (const Suppression& each : suppressions.all()) {
    if (each.reason.empty() || each.used) continue;
    const std::string meant = levels_->nearest_to(each.rule);
    const Mark mark{file_mark().file, each.line, 1};
    if (!meant.empty())
      add("unused-suppression", true, mark, "there is no rule '" + each.rule + "'",
          "did you mean '" + meant + "'?");
    else if (levels_->knows(each.rule) && asks(each.rule))
      add("unused-suppression", true, mark, "'" + each.rule + "' finds nothing here",
          "take the comment out");
  }
  kept.insert(kept.end(), std::make_move_iterator(found_.begin()),
              std::make_move_iterator(found_.end()));
  std::stable_sort(kept.begin(), kept.end(), by_line);
  review.findings.insert(review.findings.end(), std::make_move_iterator(kept.begin()),
                         std::make_move_iterator(kept.end()));
}

}  // namespace whimbrel
