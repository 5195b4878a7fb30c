// A project with a section `ci`, for tests of `whimbrel ci`.
#pragma once

#include <string>
#include <vector>

#include "support/project.h"

namespace whimbrel::test {

/// The target `dev` is ephemeral; every report is written into the folder `reports`.
/// [one thread at a time]
class CiProject : public Project {
 public:
  explicit CiProject(const FreshDatabase& database, const std::string& targets = "");

  /// Tables `users` and `orders`, with all that is awkward about them, as revision `a1`; the
  /// desired schema is the same.
  void add_shop();
  /// The state of a step of the last JSON report: "passed", "failed", "skipped".
  std::string state(const std::string& step, std::size_t target = 0) const;
  /// The step itself.
  Node step(const std::string& step, std::size_t target = 0) const;
  /// All texts of a list of a step, one a line.
  std::string texts(const std::string& step, const std::string& list) const;

 private:
  Node report() const;
};

/// The names of databases of `whimbrel ci` that are on the test server of the dialect, or of its
/// files.
std::vector<std::string> ci_databases(const FreshDatabase& beside);

}  // namespace whimbrel::test
