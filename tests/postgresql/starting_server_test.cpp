// A server that answers and does not take sessions yet.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <memory>

#include "support/port.h"
#include "support/project.h"

namespace whimbrel::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

namespace fs = std::filesystem;

// A server of its own, in recovery until it is promoted: it refuses sessions with 57P03, as every
// server does while it starts up or shuts down.
class RecoveringServer {
 public:
  RecoveringServer() {
    fs::permissions(folder_.path(), fs::perms::all);
    const CommandResult made =
        run(command("initdb", {"-D", data(), "--username=postgres", "--auth=trust", "--no-sync"}));
    if (made.exit_code != 0) throw std::runtime_error(made.err);
    const CommandResult marked =
        run(as_server("touch", {(folder_ / "data/standby.signal").string()}));
    if (marked.exit_code != 0) throw std::runtime_error(marked.err);
    server_ = std::make_unique<RunningCommand>(
        command("postgres", {"-D", data(), "-p", std::to_string(port_.number()), "-k", "", "-c",
                             "listen_addresses=127.0.0.1", "-c", "hot_standby=off", "-c",
                             "fsync=off", "-c", "lc_messages=C"}));
    server_->wait_for_text("consistent recovery state reached");
  }

  void promote() const {
    EXPECT_EQ(run(command("pg_ctl", {"promote", "-W", "-D", data()})).exit_code, 0);
  }
  std::string url() const {
    return "postgresql://postgres@127.0.0.1:" + std::to_string(port_.number()) + "/postgres";
  }

 private:
  std::string data() const { return (folder_ / "data").string(); }

  // A server refuses to run as root.
  static Command as_server(std::string program, Arguments arguments) {
    if (geteuid() == 0) {
      arguments.insert(arguments.begin(), {"--reuid=postgres", "--regid=postgres", "--clear-groups",
                                           "--", std::move(program)});
      program = "setpriv";
    }
    return {.program = std::move(program),
            .arguments = std::move(arguments),
            .working_folder = "/",
            .time_limit = std::chrono::minutes(2)};
  }
  static Command command(const std::string& name, Arguments arguments) {
    const char* psql = std::getenv("WHIMBREL_TEST_PSQL");
    return as_server(fs::path(psql ? psql : "").parent_path() / name, std::move(arguments));
  }

  TemporaryFolder folder_;
  Port port_;
  std::unique_ptr<RunningCommand> server_;
};

TEST(PostgresqlStartUp, AServerInRecoveryIsWaitedFor) {
  const RecoveringServer server;
  Project project{Secret(server.url())};
  project.add_revision("a1", "", "upgrade:\n  - execute: CREATE TABLE a (b integer)\n");
  const CommandResult refused = project.expect(1, {"upgrade"});
  EXPECT_THAT(refused.err,
              AllOf(HasSubstr("the database system is"), HasSubstr("hint: try again")));
  RunningCommand upgrade({.arguments = {"upgrade", "--wait", "60s", "--url", server.url()},
                          .working_folder = project.path()});
  upgrade.wait_for_text("Waiting up to 1m");
  server.promote();
  const CommandResult result = upgrade.wait();
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(project.current(), "a1 (head)\n");
}

}  // namespace
}  // namespace whimbrel::test
