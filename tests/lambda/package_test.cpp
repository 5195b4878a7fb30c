// The package that scripts/package-lambda makes, in an empty root.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "lambda_function.h"
#include "whimbrel/core/checksum.h"
#include "whimbrel/core/file.h"

namespace whimbrel::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

/// Makes the package of a project with one revision, once for all tests of the process.
class Package {
 public:
  static const Package& shared() {
    static const Package package;
    return package;
  }

  CommandResult build(const std::string& zip, std::vector<std::string> more = {}) const {
    Command command;
    command.program = WHIMBREL_SOURCE_DIR "/scripts/package-lambda";
    command.arguments = {"--from",   WHIMBREL_BUILD_DIR,
                         "--config", (folder_ / "whimbrel.yaml").string(),
                         "--output", (folder_ / zip).string()};
    command.arguments.insert(command.arguments.end(), more.begin(), more.end());
    command.working_folder = folder_.path();
    command.time_limit = std::chrono::minutes(5);
    return run(command);
  }

  /// Unpacks the zip file into `root`/var/task, as Lambda does.
  void unpack(const fs::path& root) const {
    const fs::path task = root / "var" / "task";
    fs::create_directories(task);
    fs::create_directories(root / "tmp");
    const CommandResult result =
        run({.program = "unzip",
             .arguments = {"-q", (folder_ / "whole.zip").string(), "-d", task.string()}});
    ASSERT_EQ(result.exit_code, 0) << result.err;
  }

  std::string checksum_of(const std::string& zip) const {
    return checksum(read_file(folder_ / zip));
  }
  const TemporaryFolder& folder() const { return folder_; }

 private:
  Package() {
    folder_.write("whimbrel.yaml", "version: 1\ntargets:\n  dev: {url: \"${DATABASE_URL}\"}\n");
    folder_.write("schema.yaml",
                  "tables:\n  t:\n    columns: {id: {type: integer, primary_key: true}}\n");
    folder_.write(
        "migrations/a1.yaml",
        "revision: a1\nmessage: First\n---\nupgrade:\n  - create_table: {name: t, columns: "
        "[{name: id, type: integer, primary_key: true}]}\ndowngrade: auto\n");
    const CommandResult result = build("whole.zip", {"--add", (folder_ / "schema.yaml").string()});
    EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  }

  TemporaryFolder folder_;
};

/// A root with nothing in it but the package. As root it is entered with chroot, as somebody else
/// in a namespace of users.
class EmptyRoot {
 public:
  EmptyRoot() { Package::shared().unpack(root_.path()); }

  std::vector<std::string> bootstrap() const {
    std::vector<std::string> command;
    if (geteuid() != 0) command = {"/usr/bin/unshare", "-r"};
    for (const std::string& word : {std::string("/usr/sbin/chroot"), root_.path().string(),
                                    std::string("/var/task/bootstrap")})
      command.push_back(word);
    return command;
  }
  Variables variables(const std::string& url) const {
    return {{"LAMBDA_TASK_ROOT", "/var/task"}, {"DATABASE_URL", url}};
  }
  const TemporaryFolder& folder() const { return root_; }

 private:
  TemporaryFolder root_;
};

TEST(LambdaPackage, MigratesEveryDatabaseFromAnEmptyRoot) {
  const EmptyRoot root;
  for (const char* dialect : {"postgresql", "mysql", "mariadb"}) {
    SCOPED_TRACE(dialect);
    const FreshDatabase database(dialect);
    LambdaFunction function(root.bootstrap(), root.variables(database.url().reveal()));
    EXPECT_THAT(function.succeed("{}").text, HasSubstr(R"("to":["a1"])"));
    EXPECT_EQ(function.succeed(R"({"command": "check"})")["different"], "false");
    EXPECT_THAT(all_objects(database), testing::Contains("t"));
  }
  LambdaFunction function(root.bootstrap(), root.variables("sqlite:/tmp/app.db"));
  EXPECT_THAT(function.succeed("{}").text, HasSubstr(R"("to":["a1"])"));
  EXPECT_EQ(function.succeed(R"({"command": "check"})")["different"], "false");
  EXPECT_TRUE(fs::exists(root.folder() / "tmp/app.db"));
}

TEST(LambdaPackage, LooksHostsUpWithTheResolverThatItCarries) {
  const EmptyRoot root;
  root.folder().write("etc/hosts", "127.0.0.1 database.internal\n");
  const FreshDatabase database("postgresql");
  std::string url = database.url().reveal();
  const std::string numeric = "@127.0.0.1:";
  url.replace(url.find(numeric), numeric.size(), "@database.internal:");
  LambdaFunction function(root.bootstrap(), root.variables(url));
  EXPECT_THAT(function.succeed("{}").text, HasSubstr(R"("to":["a1"])"));
}

// The client library opens caching_sha2_password from a folder of its own, which no list of
// libraries names: without it there is no login, so it is the carried one that lets us in.
TEST(LambdaPackage, LogsInWithTheClientPluginThatItCarries) {
  const EmptyRoot root;
  const FreshDatabase database("mysql");
  LambdaFunction function(root.bootstrap(), root.variables(database.url().reveal()));
  const fs::path plugins = root.folder() / "var/task/lib/libmariadb3/plugin";
  fs::rename(plugins, plugins.string() + "-away");
  EXPECT_THAT(function.fail("{}", "Whimbrel.Connection")["errorMessage"],
              HasSubstr("caching_sha2_password"));
  fs::rename(plugins.string() + "-away", plugins);
  EXPECT_THAT(function.succeed("{}").text, HasSubstr(R"("to":["a1"])"));
}

TEST(LambdaPackage, RunsInABareFolderWithItsOwnLoader) {
  const TemporaryFolder root;
  Package::shared().unpack(root.path());
  const fs::path task = root / "var/task";
  const FreshDatabase database("sqlite");
  LambdaFunction function(std::vector<std::string>{(task / "bootstrap").string()},
                          {{"LAMBDA_TASK_ROOT", task.string()},
                           {"DATABASE_URL", database.url().reveal()},
                           {"LD_LIBRARY_PATH", "/nowhere"}});
  EXPECT_THAT(function.succeed("{}").text, HasSubstr(R"("to":["a1"])"));
}

TEST(LambdaPackage, TheSameInputGivesTheSameBytes) {
  const Package& package = Package::shared();
  const fs::path schema = package.folder() / "schema.yaml";
  fs::last_write_time(schema, fs::last_write_time(schema) - std::chrono::hours(5));
  const CommandResult result = package.build("again.zip", {"--add", schema.string()});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(package.checksum_of("again.zip"), package.checksum_of("whole.zip"));
}

TEST(LambdaPackage, HoldsOnlyThePluginsThatAreAskedFor) {
  const Package& package = Package::shared();
  const fs::path unpacked = package.folder() / "small";
  const CommandResult result =
      package.build("small.zip", {"--plugin", "sqlite", "--folder", unpacked.string()});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(fs::exists(unpacked / "lib/whimbrel/plugins/whimbrel_sqlite.so"));
  EXPECT_FALSE(fs::exists(unpacked / "lib/whimbrel/plugins/whimbrel_postgresql.so"));
  EXPECT_FALSE(fs::exists(unpacked / "lib/libpq.so.5"));
}

TEST(LambdaPackage, WhatIsWrongIsFoundWhenItIsMade) {
  const Package& package = Package::shared();
  const TemporaryFolder elsewhere;
  elsewhere.write("whimbrel.yaml", "version: 1\n");
  elsewhere.write("migrations/a.yaml", "revision: a\n---\nupgrde: []\n");
  const CommandResult result =
      package.build("wrong.zip", {"--config", (elsewhere / "whimbrel.yaml").string()});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, HasSubstr("upgrde"));
  EXPECT_FALSE(fs::exists(package.folder() / "wrong.zip"));
  const CommandResult outside =
      package.build("wrong.zip", {"--add", (elsewhere / "whimbrel.yaml").string()});
  EXPECT_THAT(outside.err, HasSubstr("is not below"));
  EXPECT_THAT(package.build("wrong.zip", {"--plugin", "oracle"}).err,
              HasSubstr("there is no plugin 'oracle'"));
}

}  // namespace
}  // namespace whimbrel::test
