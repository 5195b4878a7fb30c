// Reviews of revisions that stand in a test.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/model_dialect.h"
#include "support/temporary_folder.h"
#include "whimbrel/review/review.h"

namespace whimbrel::test {

/// A folder of revisions, each standing on the one before. [one thread at a time]
class ReviewedHistory {
 public:
  /// Its first revision makes users (id, email not null, nick) and pets (id, owner).
  ReviewedHistory();

  /// Adds a revision: the body of a YAML file, or the sections of an SQL one. `header`: further
  /// lines of the header.
  void add(std::string_view body, std::string_view header = {});
  void add_sql(std::string_view sections, std::string_view header = {});

  /// The review of the last revision.
  Review review(const ModelDialect& dialect, const ReviewSettings& settings = {}) const;
  Review review(const ReviewSettings& settings = {}) const {
    return review(ModelDialect(), settings);
  }
  const TemporaryFolder& folder() const { return folder_; }

 private:
  void write(std::string_view extension, std::string_view text);

  TemporaryFolder folder_;
  int count_ = 0;
};

/// What is found in an upgrade with these operations, as lines of YAML behind "upgrade:".
Review review_of_upgrade(std::string_view operations, const ModelDialect& dialect = ModelDialect(),
                         const ReviewSettings& settings = {});

/// The ids of the rules that found something, sorted, without those on timeouts.
std::vector<std::string> found(const Review& review);
/// The first finding of the rule, or nothing.
std::optional<ReviewFinding> finding(const Review& review, std::string_view rule);

}  // namespace whimbrel::test
