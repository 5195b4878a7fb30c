// examples/service: the entry point of a container that migrates its database before it starts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <memory>

#include "support/port.h"
#include "support/project.h"
#include "whimbrel/core/text.h"
#include "whimbrel/core/yaml.h"

namespace whimbrel::test {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

namespace fs = std::filesystem;

const fs::path kExample = fs::path(WHIMBREL_SOURCE_DIR) / "examples" / "service";
constexpr const char* kRuns = "the service runs";
constexpr const char* kHead = "8a51e7d3b6f0";

// The folder of the image with the real server behind it. Migrations can be added.
class Service : public ::testing::Test {
 protected:
  Service() {
    fs::copy(kExample, folder_.path(), fs::copy_options::recursive);
    folder_.write("secrets/password", database_.endpoint().password.reveal() + "\n");
  }

  std::unique_ptr<RunningCommand> start(int port) const {
    const Endpoint& at = database_.endpoint();
    const char* psql = std::getenv("WHIMBREL_TEST_PSQL");
    const fs::path programs = fs::path(Command::whimbrel_command()).parent_path();
    return std::make_unique<RunningCommand>(
        Command{.program = (folder_ / "entrypoint.sh").string(),
                .arguments = {(folder_ / "service.sh").string()},
                .working_folder = folder_.path(),
                .environment = {{"PGHOST", at.host},
                                {"PGPORT", std::to_string(port)},
                                {"PGUSER", at.user},
                                {"PGDATABASE", database_.name()},
                                {"DATABASE_PASSWORD_FILE", (folder_ / "secrets/password").string()},
                                {"DATABASE_WAIT", "60s"},
                                {"PATH", programs.string() + ":" +
                                             fs::path(psql ? psql : "").parent_path().string() +
                                             ":" + std::getenv("PATH")}},
                .time_limit = std::chrono::minutes(2)});
  }
  std::unique_ptr<RunningCommand> start() const { return start(database_.endpoint().port); }

  /// The service runs; it is told to stop. What it and the migration have said.
  static CommandResult stop(RunningCommand& service) {
    service.wait_for_text(kRuns);
    service.send_to_itself(SIGTERM);
    const CommandResult result = service.wait();
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return result;
  }

  std::string version() const {
    return value_of(database_, "SELECT revision FROM whimbrel_version");
  }

  /// The service did not start, with this exit code. The last line of all that was said.
  static std::string reason(RunningCommand& service, int code) {
    const CommandResult result = service.wait();
    EXPECT_EQ(result.exit_code, code) << result.err;
    EXPECT_EQ(result.out, "");
    const std::string said(trimmed(result.err));
    return said.substr(said.rfind('\n') + 1);
  }

  FreshDatabase database_{"postgresql"};
  TemporaryFolder folder_;
};

TEST_F(Service, MigratesOnItsFirstStartAndFindsNothingToDoOnTheNext) {
  auto first = start();
  first->wait_for_text(kRuns);
  EXPECT_EQ(version(), kHead);
  run_script(database_, "INSERT INTO jobs (task) VALUES ('count the birds')");
  first->wait_for_text("done: count the birds");
  EXPECT_THAT(stop(*first).err, HasSubstr("[2/2] Running upgrade"));
  EXPECT_EQ(value_of(database_, "SELECT count(*) FROM jobs WHERE done_at IS NULL"), "0");
  EXPECT_THAT(stop(*start()).err, HasSubstr("Nothing to do"));
}

TEST_F(Service, WaitsForAServerThatIsNotUpYet) {
  Port port;
  const auto service = start(port.number());
  service->wait_for_text("Waiting up to 1m");
  port.forward_to(database_.url());
  EXPECT_THAT(stop(*service).err, HasSubstr("accepts connections"));
  EXPECT_EQ(version(), kHead);
}

TEST_F(Service, DoesNotStartAfterAMigrationThatFailsAndSaysWhyInTheLastLine) {
  stop(*start());
  folder_.write("migrations/c3.yaml", std::string("revision: c3\ndown_revision: ") + kHead +
                                          "\nmessage: Bad\n---\nupgrade:\n"
                                          "  - execute: ALTER TABLE jobs ADD COLUMN half text\n"
                                          "  - execute: SELECT nosuch FROM jobs\n"
                                          "downgrade: []\n");
  const auto service = start();
  EXPECT_THAT(reason(*service, 1),
              AllOf(HasSubstr("the service does not start"), HasSubstr("nosuch"),
                    HasSubstr("c3.yaml:7"), HasSubstr("nothing of this revision was applied")));
  EXPECT_EQ(version(), kHead);
}

TEST_F(Service, StartsInSeveralReplicasAtOnce) {
  std::vector<std::unique_ptr<RunningCommand>> replicas;
  for (int i = 0; i < 5; ++i) replicas.push_back(start());
  int migrated = 0;
  for (const auto& replica : replicas)
    if (stop(*replica).err.find("Running upgrade") != std::string::npos) ++migrated;
  EXPECT_EQ(migrated, 1);
  EXPECT_EQ(version(), kHead);
}

TEST_F(Service, HandsASignalOnToTheMigration) {
  const Port port;
  const auto service = start(port.number());
  service->wait_for_text("Waiting up to 1m");
  service->send_to_itself(SIGTERM);
  EXPECT_THAT(reason(*service, 6), HasSubstr("stopped on request"));
}

TEST_F(Service, DoesNotStartWithoutItsPassword) {
  fs::remove(folder_ / "secrets/password");
  EXPECT_THAT(reason(*start(), 1), HasSubstr("secrets/password"));
}

TEST(ServiceFiles, TheComposeFileGivesWhatTheEntryPointAsksFor) {
  const Node compose = parse_yaml(read_file(kExample / "compose.yaml"), "compose.yaml");
  const Node& services = *compose.find("services");
  const Node& service = *services.find("service");
  EXPECT_EQ(service.find("depends_on"), nullptr);  // --wait does the waiting
  ASSERT_NE(services.find("database")->find("healthcheck"), nullptr);
  const Node& environment = *service.find("environment");
  const Node& server = *services.find("database")->find("environment");
  EXPECT_NE(services.find(environment.find("PGHOST")->scalar), nullptr);
  EXPECT_EQ(environment.find("PGUSER")->scalar, server.find("POSTGRES_USER")->scalar);
  EXPECT_EQ(environment.find("PGDATABASE")->scalar, server.find("POSTGRES_DB")->scalar);
  const std::string secret = environment.find("DATABASE_PASSWORD_FILE")->scalar;
  EXPECT_EQ(secret, server.find("POSTGRES_PASSWORD_FILE")->scalar);
  EXPECT_NE(compose.find("secrets")->find(fs::path(secret).filename().string()), nullptr);
  EXPECT_TRUE(fs::exists(kExample / "../.." / service.find("build")->find("dockerfile")->scalar));
  const std::string entry_point = read_file(kExample / "entrypoint.sh");
  EXPECT_THAT(entry_point,
              AllOf(HasSubstr("DATABASE_PASSWORD_FILE:-" + secret), HasSubstr("DATABASE_WAIT")));
}

TEST(ServiceFiles, TheMigrationsLeadToTheSchema) {
  const FreshDatabase database("postgresql");
  Project project(database);
  for (const char* name : {"migrations", "schema.yaml"})
    fs::copy(kExample / name, project.path() / name,
             fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  project.succeed({"upgrade"});
  project.succeed({"check"});
  project.succeed({"downgrade", "base"});
}

}  // namespace
}  // namespace whimbrel::test
