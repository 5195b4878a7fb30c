// The law of a review guide: what it reads of SQL does what the SQL does.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "whimbrel/dialect/dialect.h"
#include "whimbrel/dialect/review_guide.h"

namespace whimbrel::test {

/// The guide of a dialect. Throws std::runtime_error when it has none.
const ReviewGuide& guide_of(const Dialect& dialect);

/// What became of the statements of a script.
struct ReadReport {
  int statements = 0;
  int definitions = 0;  ///< of these, statements that change the schema, as the guide reads them
  int compared = 0;     ///< read whole, carried out as operations, and compared
  int refused = 0;      ///< by the database itself: the script is not for it
  std::vector<std::string> unread;     ///< what was not looked at, with its statement
  std::vector<std::string> different;  ///< statement, what is expected, what came
};

/// Runs the statements of `script` that do not change rows in a new database; what the guide reads
/// of each is rendered and run in another one, and the two must have the same tables. What is not
/// read whole runs as it is in both.
void compare_reading(const Dialect& dialect, const std::vector<std::string>& scripts,
                     ReadReport& report);

/// The text of the .sql files below `folder` that `wanted` takes, in the order of their paths with
/// numbers as numbers.
std::vector<std::string> sql_files(const std::filesystem::path& folder,
                                   const std::function<bool(const std::string&)>& wanted);

}  // namespace whimbrel::test
