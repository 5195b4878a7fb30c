// The commands that work on the graph of revisions, in a project on SQLite.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/command.h"
#include "support/temporary_folder.h"

namespace whimbrel::test {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

class GraphCommands : public ::testing::Test {
 protected:
  GraphCommands() { succeed({"init"}); }

  CommandResult run(std::vector<std::string> arguments,
                    std::map<std::string, std::optional<std::string>> environment = {}) const {
    environment.emplace("WHIMBREL_CONFIG", std::nullopt);
    return test::run({.arguments = std::move(arguments),
                      .working_folder = folder_.path(),
                      .environment = std::move(environment)});
  }
  CommandResult expect(int code, std::vector<std::string> arguments) const {
    CommandResult result = run(std::move(arguments));
    EXPECT_EQ(result.exit_code, code) << result.out << result.err;
    return result;
  }
  std::string succeed(std::vector<std::string> arguments) const {
    return expect(0, std::move(arguments)).out;
  }
  void revision(const std::string& id, std::vector<std::string> more = {}) const {
    std::vector<std::string> arguments = {"revision", "-m", "The " + id, "--rev-id", id};
    arguments.insert(arguments.end(), more.begin(), more.end());
    succeed(std::move(arguments));
  }
  std::string file(const std::string& id) const {
    return folder_.read("migrations/" + id + "_the_" + id + ".yaml");
  }
  void configure(const std::string& section) const {
    folder_.write("whimbrel.yaml",
                  "version: 1\ntargets: {dev: {url: 'sqlite:app.db'}}\n" + section);
  }

  TemporaryFolder folder_;
};

TEST_F(GraphCommands, ARevisionStandsWhereItIsTold) {
  revision("a1");
  revision("b2");
  revision("c3", {"--head", "a1", "--splice", "--branch-label", "side"});
  revision("d4", {"--head", "base", "--depends-on", "side"});
  EXPECT_THAT(file("c3"),
              AllOf(HasSubstr("down_revision: a1\n"), HasSubstr("branch_labels: side")));
  EXPECT_THAT(file("d4"), AllOf(Not(HasSubstr("down_revision")), HasSubstr("depends_on: side\n")));
  EXPECT_EQ(succeed({"heads"}), "b2 (head)\nc3 (side) (effective head)\nd4 (head)\n");
  EXPECT_EQ(succeed({"heads", "--resolve-dependencies"}), "b2 (head)\nd4 (head)\n");
  EXPECT_EQ(succeed({"branches"}),
            "a1 (branchpoint)\n    -> b2 (head)\n    -> c3 (side) (effective head)\n");
}

TEST_F(GraphCommands, WithoutSpliceItStandsOnAHead) {
  revision("a1");
  revision("b2");
  EXPECT_THAT(expect(2, {"revision", "-m", "x", "--head", "a1"}).err,
              AllOf(HasSubstr("not a head revision"), HasSubstr("--splice")));
}

TEST_F(GraphCommands, SeveralHeadsAreMergedIntoOne) {
  revision("a1");
  revision("b2", {"--head", "base"});
  EXPECT_THAT(expect(2, {"revision", "-m", "x"}).err,
              AllOf(HasSubstr("Multiple heads"), HasSubstr("whimbrel merge heads")));
  succeed({"merge", "-m", "Both", "--rev-id", "m3"});
  EXPECT_EQ(succeed({"heads"}), "m3 (head)\n");
  succeed({"upgrade"});
  EXPECT_EQ(succeed({"current"}), "m3 (head)\n");
  succeed({"downgrade", "base"});
  EXPECT_EQ(succeed({"current"}), "");
  EXPECT_THAT(expect(2, {"merge", "-m", "x"}).err, HasSubstr("nothing to merge"));
}

TEST_F(GraphCommands, ARevisionThatIsNotAppliedMoves) {
  revision("a1");
  succeed({"upgrade"});
  revision("b2");
  revision("c3", {"--head", "a1", "--splice"});
  const std::string before = file("c3");
  EXPECT_THAT(succeed({"rebase", "c3", "--onto", "b2"}), HasSubstr("'c3' stands on b2 now"));
  EXPECT_EQ(succeed({"heads"}), "c3 (head)\n");
  EXPECT_THAT(file("c3"), HasSubstr("down_revision: b2\n"));
  succeed({"rebase", "c3", "--onto", "a1"});
  EXPECT_EQ(file("c3"), before);
}

TEST_F(GraphCommands, ARebaseKeepsEveryOtherLine) {
  revision("a1");
  folder_.write("migrations/b2_the_b2.yaml",
                "# first\n---\nrevision: b2  # mine\ndown_revision:  # all of them\n  - a1\n"
                "message: M\n---\n# body\nupgrade: []\ndowngrade: auto\n");
  succeed({"rebase", "b2", "--onto", "base"});
  EXPECT_EQ(file("b2"),
            "# first\n---\nrevision: b2  # mine\nmessage: M\n---\n# body\nupgrade: []\ndowngrade: "
            "auto\n");
  succeed({"rebase", "b2", "--onto", "a1"});
  EXPECT_THAT(file("b2"),
              HasSubstr("revision: b2  # mine\ndown_revision: a1\nmessage: M\n---\n# body"));
}

TEST_F(GraphCommands, WhatIsAppliedOrWouldStandOnItselfDoesNotMove) {
  revision("a1");
  revision("b2");
  succeed({"upgrade", "a1"});
  EXPECT_THAT(expect(2, {"rebase", "a1", "--onto", "base"}).err, HasSubstr("'a1' is applied"));
  revision("c3");
  EXPECT_THAT(expect(2, {"rebase", "b2", "--onto", "c3"}).err, HasSubstr("'c3' stands on 'b2'"));
  EXPECT_THAT(file("b2"), HasSubstr("down_revision: a1"));
}

TEST_F(GraphCommands, TheEditorIsTheUsers) {
  revision("a1");
  const CommandResult shown = run({"edit", "a1"}, {{"VISUAL", std::nullopt}, {"EDITOR", "cat -n"}});
  EXPECT_EQ(shown.exit_code, 0) << shown.err;
  EXPECT_THAT(shown.out, ContainsRegex("1.*revision: a1"));
  EXPECT_THAT(run({"edit", "a1"}, {{"VISUAL", "false"}}).err, HasSubstr("exit code 1"));
  expect(2, {"edit", "zz"});
}

TEST_F(GraphCommands, TheToolsTablesCanBeMadeAhead) {
  EXPECT_THAT(succeed({"ensure_version"}), HasSubstr("whimbrel_version"));
  EXPECT_EQ(succeed({"current"}), "");
  EXPECT_THAT(succeed({"ensure_version"}), HasSubstr("whimbrel_journal"));
}

TEST_F(GraphCommands, FilesAreCalledAsTheConfigurationSays) {
  configure(
      "revision_files: {file_template: 'deep/{slug}-{rev}', recursive: true, kind: sql, timezone: "
      "Asia/Tokyo}\n");
  const std::string said = succeed({"revision", "-m", "First one", "--rev-id", "a1"});
  EXPECT_EQ(said, "created migrations/deep/first_one-a1.sql\n");
  EXPECT_THAT(folder_.read("migrations/deep/first_one-a1.sql"),
              ContainsRegex("created: [-0-9T:]+\\+09:00"));
  EXPECT_EQ(succeed({"heads"}), "a1 (head)\n");
}

TEST_F(GraphCommands, AnUnknownTimeZoneIsNamed) {
  configure("revision_files: {timezone: Mars/Olympus}\n");
  EXPECT_THAT(expect(2, {"revision", "-m", "x"}).err, HasSubstr("'Mars/Olympus'"));
}

TEST_F(GraphCommands, HooksRunOnTheNewFileAndMayFail) {
  configure("revision_files: {post_write_hooks: [[sed, -i, '$a# seen', '{file}']]}\n");
  revision("a1");
  EXPECT_THAT(file("a1"), EndsWith("# seen\n"));
  configure("revision_files: {post_write_hooks: [['false'], [rm, '{file}']]}\n");
  EXPECT_THAT(expect(2, {"revision", "-m", "The b2", "--rev-id", "b2"}).err,
              AllOf(HasSubstr("hook 'false' failed with exit code 1"),
                    HasSubstr("the revision file is written")));
  EXPECT_THAT(file("b2"), HasSubstr("revision: b2"));
}

TEST_F(GraphCommands, WithSeveralFoldersTheFileGoesToItsParents) {
  folder_.write("whimbrel.yaml",
                "version: 1\nmigrations: [one, two]\ntargets: {dev: {url: 'sqlite:app.db'}}\n");
  EXPECT_THAT(expect(2, {"revision", "-m", "x"}).err, HasSubstr("--version-path"));
  EXPECT_THAT(expect(2, {"revision", "-m", "x", "--version-path", "three"}).err,
              AllOf(HasSubstr("'three' is no folder"), HasSubstr("one, two")));
  EXPECT_THAT(succeed({"revision", "-m", "x", "--rev-id", "a1", "--version-path", "two"}),
              HasSubstr("two/a1_x.yaml"));
  EXPECT_THAT(succeed({"revision", "-m", "y", "--rev-id", "b2"}), HasSubstr("two/b2_y.yaml"));
}

TEST(Templates, EachMakesAProjectThatWorks) {
  for (const std::string name : {"single", "multiple", "sql"}) {
    const TemporaryFolder folder;
    const auto run = [&](std::vector<std::string> arguments) {
      return test::run({.arguments = std::move(arguments), .working_folder = folder.path()});
    };
    EXPECT_EQ(run({"init", "--template", name}).exit_code, 0) << name;
    EXPECT_THAT(run({"list_templates"}).out, HasSubstr(name + " - "));
    EXPECT_EQ(run({"revision", "-m", "First"}).exit_code, 0) << name;
    EXPECT_EQ(run({"upgrade", "head"}).exit_code, 0) << name;
    EXPECT_EQ(run({"check"}).exit_code, 0) << name;
  }
}

}  // namespace
}  // namespace whimbrel::test
