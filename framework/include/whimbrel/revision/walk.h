// One direction of a revision, replayed on the model.
#pragma once

#include <deque>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "whimbrel/dialect/dialect.h"
#include "whimbrel/dialect/review_guide.h"
#include "whimbrel/revision/revision_file.h"

namespace whimbrel {

/// One thing that a migration does: an operation, or a statement that is none.
struct ReviewStep {
  const Operation* operation = nullptr;  ///< null: the statement expresses none
  const SqlReading* reading = nullptr;   ///< null: the user wrote an operation
  Mark mark;
  bool quiet = false;  ///< see ReadOperation; such a step is no part of Walked::steps
};

/// A statement of the user's, once for all the steps that it makes.
struct ReadStatement {
  SqlReading reading;
  std::string text;
  Mark mark;
};

/// What a direction did.
struct Walked {
  std::deque<ReadStatement> statements;  ///< steps refer to them
  std::vector<ReviewStep> steps;
  std::vector<QualifiedName> new_tables;
  /// Operations that the schema did not allow, with the reason.
  std::vector<std::pair<Mark, std::string>> misfits;
  /// False when something was done that the model does not know.
  bool understood = true;
};

/// Replays migrations. Borrows all that it is given. [one thread at a time]
class Walk {
 public:
  /// Told of each step before it is applied, and of each statement before its steps.
  struct Visitor {
    std::function<void(const ReviewStep&, const ReviewPlace&)> step;
    std::function<void(const ReadStatement&, const ReviewPlace&)> statement;
    /// Told of an operation that the schema did not allow, with the reason. Visitors may change the
    /// schema that is walked on.
    std::function<void(const ReviewStep&, const std::string&)> misfit;
  };

  /// `guide` may be null: then SQL is not read.
  Walk(const Dialect& dialect, const ReviewGuide* guide, int server_version)
      : dialect_(&dialect), guide_(guide), server_version_(server_version) {}

  /// Carries `operations` out on `schema`, in which misfits change nothing. `is_sql`: lines of
  /// statements are those of the file. `operations` must outlive the result.
  Walked run(std::span<const LocatedOperation> operations, bool is_sql, Schema& schema,
             const Visitor& visitor) const;

 private:
  const Dialect* dialect_;
  const ReviewGuide* guide_;
  int server_version_;
};

/// The place `offset` bytes behind the beginning of `text`, which begins at `start`.
Mark mark_in(const Mark& start, std::string_view text, std::size_t offset);

}  // namespace whimbrel
