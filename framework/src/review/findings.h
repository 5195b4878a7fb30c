// Where the rules put what they find.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "suppressions.h"
#include "whimbrel/review/review.h"

namespace whimbrel {

/// The levels that hold in one review: the rules' own, changed as the user says.
class RuleLevels {
 public:
  RuleLevels(const std::vector<ReviewRule>& rules, const ReviewSettings& settings);
  /// `off` for a rule that is not asked for. A rule that nobody has announced is a warning.
  ReviewLevel of(const std::string& rule) const;
  bool knows(const std::string& rule) const { return levels_.contains(rule); }
  /// The rule that was meant by a name that nobody has; empty when there is none near, as for a
  /// rule of another dialect.
  std::string nearest_to(const std::string& rule) const;

  /// Rules that the settings name and this dialect has not.
  const std::vector<std::string>& strangers() const { return strangers_; }

 private:
  std::map<std::string, ReviewLevel, std::less<>> levels_;
  std::vector<std::string> strangers_;
  bool only_some_ = false;
};

/// Collects the findings of one revision. [one thread at a time]
class Findings {
 public:
  Findings(const RuleLevels& levels, const Revision& revision)
      : levels_(&levels), revision_(&revision) {}

  bool asks(const std::string& rule) const { return levels_->of(rule) != ReviewLevel::off; }
  void add(std::string rule, bool up, const Mark& mark, std::string message, std::string cure);
  /// The revision brings branches together, and may do nothing else.
  bool is_merge() const { return revision_->down_revisions.size() > 1; }
  /// The file as a whole is the place.
  Mark file_mark() const;
  /// Takes away what `wrong` says: what turned out to be harmless at the end of the migration.
  template <class F>
  void discard(F wrong) {
    std::erase_if(found_, wrong);
  }
  /// Moves the findings into the review, suppressed ones apart, in the order of their lines.
  /// `starts`: the first lines of the file's operations and statements, ascending.
  void settle(Suppressions& suppressions, const std::vector<int>& starts, Review& review);

 private:
  const RuleLevels* levels_;
  const Revision* revision_;
  std::vector<ReviewFinding> found_;
};

}  // namespace whimbrel
