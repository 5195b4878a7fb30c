// A disk without room: an error that says so, and neither half a file nor half a migration.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "support/project.h"
#include "support/small_disk.h"

namespace whimbrel::test {
namespace {

using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

namespace fs = std::filesystem;

const auto kNoRoom = AnyOf(HasSubstr("No space left"), HasSubstr("File too large"),
                           HasSubstr("database or disk is full"));

std::set<std::string> files_below(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().filename() != "filler")
      names.insert(fs::relative(entry.path(), folder));
  return names;
}

class FullDisk : public ::testing::TestWithParam<SmallDisk::Kind> {
 protected:
  void refused(int code, const std::vector<std::string>& arguments) const {
    const CommandResult result = disk_.run(arguments);
    EXPECT_EQ(result.exit_code, code) << result.out << result.err;
    EXPECT_THAT(result.err, AllOf(HasSubstr("error: "), kNoRoom, HasSubstr("hint: ")));
  }
  std::string succeed(const std::vector<std::string>& arguments) const {
    const CommandResult result = disk_.run(arguments);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return result.out;
  }

  SmallDisk disk_{GetParam()};
};

TEST_P(FullDisk, LeavesNoHalfRevision) {
  succeed({"init"});
  const std::set<std::string> before = files_below(disk_ / "");
  disk_.fill();
  refused(2, {"revision", "-m", "Next"});
  EXPECT_EQ(files_below(disk_ / ""), before);
  disk_.make_room();
  succeed({"revision", "-m", "Next"});
}

TEST_P(FullDisk, LeavesNoHalfProject) {
  disk_.fill();
  refused(2, {"init"});
  EXPECT_THAT(files_below(disk_ / ""), ElementsAre());
  disk_.make_room();
  succeed({"init"});
}

TEST_P(FullDisk, LeavesTheDatabaseAsItWas) {
  const auto write = [&](const std::string& name, const std::string& text) {
    fs::create_directories(disk_ / "migrations");
    write_file(disk_ / ("migrations/" + name), text);
  };
  const std::string url = "sqlite:app.db";
  write("a1.yaml",
        "revision: a1\nmessage: One\n---\nupgrade:\n  - execute: CREATE TABLE a (b)\n"
        "downgrade: []\n");
  succeed({"upgrade", "--url", url});
  const std::string schema = succeed({"inspect", "--url", url});
  write(
      "b2.yaml",
      "revision: b2\ndown_revision: a1\nmessage: Two\n---\nupgrade:\n"
      "  - execute: CREATE TABLE small (b)\n"
      "  - execute: >\n      CREATE TABLE large AS WITH RECURSIVE n (x) AS\n"
      "      (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 40000) SELECT hex(randomblob(40)) AS c "
      "FROM n\ndowngrade: []\n");
  refused(1, {"upgrade", "--url", url});
  EXPECT_EQ(succeed({"current", "--url", url}), "a1\n");
  EXPECT_EQ(succeed({"inspect", "--url", url}), schema);
  disk_.make_room();
  succeed({"upgrade", "--url", url});
  EXPECT_EQ(succeed({"current", "--url", url}), "b2 (head)\n");
}

TEST(FullOutput, IsNoSuccess) {
  const CommandResult result =
      test::run({.program = "sh",
                 .arguments = {"-c", "exec \"$0\" inspect --url sqlite::memory: >/dev/full",
                               Command::whimbrel_command()}});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, AllOf(HasSubstr("cannot write the output"), kNoRoom));
}

INSTANTIATE_TEST_SUITE_P(Disks, FullDisk,
                         ::testing::Values(SmallDisk::Kind::whatever_is_allowed,
                                           SmallDisk::Kind::limit),
                         [](const auto& kind) {
                           return kind.param == SmallDisk::Kind::limit ? "Limited" : "Small";
                         });

}  // namespace
}  // namespace whimbrel::test
