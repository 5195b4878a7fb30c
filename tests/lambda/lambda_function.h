// The function as Lambda runs it, for tests.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "runtime_api.h"
#include "support/command.h"
#include "support/dialect_fixture.h"
#include "support/project.h"

namespace whimbrel::test {

using Variables = std::map<std::string, std::optional<std::string>>;

/// The function's process in front of a Runtime API of its own. [one thread at a time]
class LambdaFunction {
 public:
  /// The program of this build, with `folder` as the folder of the function.
  LambdaFunction(const std::filesystem::path& folder, Variables variables);
  /// The same for a database under the name that Project's configuration knows.
  LambdaFunction(const Project& project, const Secret& url)
      : LambdaFunction(project.path(), {{"DATABASE_URL", url.reveal()}}) {}
  /// A command of its own, such as the bootstrap of a package. `variables` is all that it gets.
  LambdaFunction(std::vector<std::string> command, Variables variables);

  RuntimeApi& api() { return api_; }
  LambdaReply invoke(std::string event, std::chrono::milliseconds time = std::chrono::minutes(1)) {
    return api_.invoke(std::move(event), time);
  }
  /// The same; what is no valid answer, or an error, fails the test.
  LambdaReply succeed(std::string event);
  /// The same; what is no valid error object, or of another type, fails the test.
  LambdaReply fail(std::string event, const std::string& type,
                   std::chrono::milliseconds time = std::chrono::minutes(1));
  /// Ends it from outside and gives all that it has written to its log.
  std::string log_at_end();
  /// Waits for it to end by itself.
  CommandResult end() { return process_.wait(); }

 private:
  RuntimeApi api_;
  RunningCommand process_;
};

}  // namespace whimbrel::test
