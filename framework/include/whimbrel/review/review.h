// Review: what a careful person would check before migrations run.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "whimbrel/core/node.h"
#include "whimbrel/dialect/dialect.h"
#include "whimbrel/dialect/review_guide.h"
#include "whimbrel/revision/graph.h"

namespace whimbrel {

/// One finding, at its place in a revision file.
struct ReviewFinding {
  std::string rule;
  ReviewLevel level = ReviewLevel::warning;
  std::string message;
  std::string cure;
  std::string revision;  ///< empty: of the history as a whole
  bool up = true;        ///< false: in the way down
  Mark mark;             ///< file, line and column
};

/// A finding that the file says is meant.
struct SuppressedFinding {
  ReviewFinding finding;
  std::string reason;
};

struct Review {
  std::vector<ReviewFinding> findings;  ///< in the order of the revisions and of their lines
  std::vector<SuppressedFinding> suppressed;
  std::vector<std::string> revisions;  ///< the ids that were looked at
  /// What the settings say of rules that this dialect has not, a sentence each: they may be another
  /// dialect's, or misspelled.
  std::vector<std::string> remarks;
};

/// What the user has chosen.
struct ReviewSettings {
  std::map<std::string, ReviewLevel> levels;  ///< rule id -> level in place of the rule's own
  std::set<std::string> only;                 ///< when not empty: no other rules
  ReviewLevel threshold = ReviewLevel::warning;
  bool has_lock_timeout = false;       ///< the target sets one for the session
  bool has_statement_timeout = false;  ///< the same
  bool uses_transactions = true;       ///< false: the target runs migrations without any
  int server_version = 0;              ///< as in ReviewPlace
};

/// Every rule that can be asked on this dialect, in the order of the ids. Borrows the dialect.
std::vector<ReviewRule> review_rules(const Dialect& dialect);

/// Reviews the revisions `which`. The schema before each is replayed from the revisions that it
/// stands on, on the model; no database is asked. Where the schema before the first of them is
/// known it is `start`, and nothing before is replayed. Throws Error{revision} or Error{config} for
/// a file that cannot be read, Error{config} for a rule in the settings that nobody has. Linear in
/// the size of the history.
Review review(const RevisionGraph& graph, std::span<const RevisionIndex> which,
              const Dialect& dialect, const ReviewSettings& settings,
              const Schema* start = nullptr);

/// True when there is a finding at or above `threshold`; never when that is `off`.
bool reaches(const Review& review, ReviewLevel threshold);

/// "note", "warning", "error", "off"; parse_review_level gives nothing for another word.
std::string_view word_for(ReviewLevel level);
std::optional<ReviewLevel> parse_review_level(std::string_view word);

}  // namespace whimbrel
