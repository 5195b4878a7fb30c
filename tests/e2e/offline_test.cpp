// --sql: what is refused, what is asked of nobody, and what is said of what is not known.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/project.h"

namespace whimbrel::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr const char* kUser = R"(upgrade:
  - create_table:
      name: users
      columns:
        - {name: id, type: integer, primary_key: true}
        - {name: name, type: varchar(20), nullable: false}
        - {name: mail, type: varchar(90)}
downgrade: auto
)";

class Offline : public ::testing::Test {
 protected:
  Offline() {
    project_.add_revision("a1", "", kUser);
    project_.add_revision("a2", "a1", "upgrade: []\ndowngrade: []\n");
  }
  /// Refused with exit code `code` and these words, and nothing that could run.
  void refused(int code, Arguments arguments, const std::vector<std::string>& words) {
    const CommandResult result = project_.expect(code, std::move(arguments));
    EXPECT_EQ(result.out, "");
    EXPECT_THAT(result.err, HasSubstr("hint: "));
    for (const std::string& word : words) EXPECT_THAT(result.err, HasSubstr(word));
  }
  void configure(const std::string& target) {
    project_.write("whimbrel.yaml", "version: 1\ntargets:\n  dev: " + target + "\n");
  }

  // Nobody listens there.
  Project project_{Secret("postgresql://me:sesame@127.0.0.1:9/nowhere")};
};

TEST_F(Offline, AsksNoDatabase) {
  const CommandResult result = project_.expect(0, {"upgrade", "--sql"});
  EXPECT_THAT(result.out, StartsWith("-- whimbrel upgrade head --sql\n"));
  EXPECT_THAT(result.out, HasSubstr("\n-- Running upgrade base -> a1, Revision a1\nBEGIN;\n"));
  EXPECT_THAT(result.out, HasSubstr("\n-- Running upgrade a1 -> a2, Revision a2\n"));
  EXPECT_THAT(result.out, Not(HasSubstr("sesame")));
  EXPECT_THAT(result.err, HasSubstr("no database was asked"));
}

TEST_F(Offline, NeedsNoPassword) {
  configure("{url: \"postgresql://me:${WHIMBREL_NO_SUCH}@there/app\"}");
  EXPECT_THAT(project_.succeed({"upgrade", "--sql"}), HasSubstr("CREATE TABLE \"users\""));
  configure("{url: \"${WHIMBREL_NO_SUCH}\"}");
  refused(2, {"upgrade", "--sql"}, {"WHIMBREL_NO_SUCH"});
}

TEST_F(Offline, WritesTheTag) {
  EXPECT_THAT(project_.succeed({"upgrade", "--sql", "--tag", "two\nlines"}),
              HasSubstr("\n-- Tag: two lines\n"));
  EXPECT_EQ(project_.expect(2, {"upgrade", "--sql", "--tag", std::string(256, 'x')}).out, "");
}

TEST_F(Offline, AnswersAsJsonWithTheScriptInIt) {
  const Node result = project_.answer({"upgrade", "base:a1", "--sql"});
  ASSERT_NE(result.find("sql"), nullptr);
  EXPECT_THAT(result.find("sql")->scalar, HasSubstr("CREATE TABLE \"users\""));
  EXPECT_EQ(result.find("steps")->items.size(), 1u);
}

TEST_F(Offline, ARangeIsForScriptsOnly) {
  refused(2, {"upgrade", "a1:a2"}, {"Range revision not allowed", "--sql"});
  refused(2, {"downgrade", "a2:a1"}, {"Range revision not allowed"});
  refused(2, {"stamp", "a1:a2"}, {"Range revision not allowed"});
}

TEST_F(Offline, ADowngradeNeedsBothEnds) {
  for (const char* range : {"base", "-1", ":a1", "a2:"})
    refused(2, {"downgrade", range, "--sql"}, {"downgrade with --sql requires FROM:TO"});
}

TEST_F(Offline, TheWrongDirectionIsNamed) {
  refused(2, {"upgrade", "a2:a1", "--sql"}, {"goes down", "whimbrel downgrade a2:a1 --sql"});
  refused(2, {"upgrade", "a2:base", "--sql"}, {"goes down"});
  refused(2, {"downgrade", "a1:a2", "--sql"}, {"a2", "not a valid downgrade target"});
}

TEST_F(Offline, AnUnknownRevisionAtEitherEnd) {
  refused(2, {"upgrade", "nosuch:a2", "--sql"}, {"nosuch"});
  refused(2, {"upgrade", "a1:nosuch", "--sql"}, {"nosuch"});
  refused(2, {"upgrade", "current:a2", "--sql"}, {"current", "none is asked"});
  refused(2, {"upgrade", "+1:a2", "--sql"}, {"+1", "none is asked"});
}

TEST_F(Offline, CountsFromTheStart) {
  EXPECT_THAT(project_.succeed({"upgrade", "a1:+1", "--sql"}), HasSubstr("upgrade a1 -> a2"));
  EXPECT_THAT(project_.succeed({"upgrade", "+1", "--sql"}), Not(HasSubstr("a1 -> a2")));
  EXPECT_THAT(project_.succeed({"downgrade", "a2:-1", "--sql"}), HasSubstr("downgrade a2 -> a1"));
}

TEST_F(Offline, NothingToDoIsAnEmptyScript) {
  EXPECT_EQ(project_.succeed({"upgrade", "a2:a2", "--sql"}), "");
}

TEST_F(Offline, AStampBeginsAtOnePlaceAndKnowsNoPurge) {
  refused(2, {"stamp", "a1:a2", "base:a1", "--sql"}, {"single revision"});
  refused(2, {"stamp", "--purge", "a2", "--sql"}, {"--purge and --sql"});
}

TEST_F(Offline, AnswersOnlyOneOfPlanAndScript) {
  refused(2, {"upgrade", "--plan", "--sql"}, {"--plan and --sql"});
}

TEST_F(Offline, WritesNothingWhenALaterRevisionCannotBeWritten) {
  project_.add_revision("a3", "a2", "upgrade:\n  - drop_table: {nme: users}\n");
  EXPECT_EQ(project_.expect(2, {"upgrade", "--sql"}).out, "");
}

TEST_F(Offline, WhatNoRevisionSaysIsNotGuessed) {
  project_.add_revision("a3", "a2",
                        "upgrade:\n  - drop_column: {table: strangers, column: name}\n"
                        "downgrade: []\n");
  for (const char* url : {"mysql://me@there/app", "mariadb://me@there/app"})
    refused(1, {"upgrade", "--sql", "--url", url}, {"a3.yaml:6:", "strangers", "not known"});
  project_.add_revision("a3", "a2",
                        "upgrade:\n  - alter_column: {table: strangers, column: name, nullable: "
                        "true}\ndowngrade: []\n");
  for (const char* url : {"mysql://me@there/app", "mariadb://me@there/app", "sqlite:app.db"})
    refused(1, {"upgrade", "--sql", "--url", url}, {"a3.yaml:6:", "strangers", "not known"});
}

TEST_F(Offline, SqlThatNobodyCanReadHidesTheTablesBehindIt) {
  project_.add_sql_revision("a3", "a2",
                            "-- whimbrel: upgrade\nREADABLE TO nobody;\n-- whimbrel: downgrade\n"
                            "SELECT 1;\n");
  project_.add_revision("a4", "a3",
                        "upgrade:\n  - alter_column: {table: users, column: name, nullable: true}\n"
                        "downgrade: []\n");
  for (const char* url : {"mysql://me@there/app", "mariadb://me@there/app", "sqlite:app.db"})
    refused(1, {"upgrade", "--sql", "--url", url}, {"a4.yaml:6:", "a3.sql:5"});
}

TEST_F(Offline, SqlThatLeavesTablesAloneHidesNothing) {
  project_.add_sql_revision("a3", "a2",
                            "-- whimbrel: upgrade\nINSERT INTO users VALUES (1, 'a', NULL);\n"
                            "CREATE VIEW names AS SELECT name FROM users;\n"
                            "-- whimbrel: downgrade\nDROP VIEW names;\n");
  project_.add_revision("a4", "a3",
                        "upgrade:\n  - alter_column: {table: users, column: name, nullable: true}\n"
                        "downgrade: []\n");
  EXPECT_THAT(project_.succeed({"upgrade", "--sql", "--url", "mysql://me@there/app"}),
              HasSubstr("MODIFY COLUMN `name` varchar(20)"));
}

TEST_F(Offline, ATableThatMayBeReferredToIsNotDroppedInTheDark) {
  project_.add_revision("a3", "a2", "upgrade:\n  - drop_table: {name: users}\ndowngrade: []\n");
  EXPECT_THAT(project_.succeed({"upgrade", "--sql", "--url", "sqlite:app.db"}),
              HasSubstr("DROP TABLE \"users\""));
  project_.add_sql_revision("a2", "a1",
                            "-- whimbrel: upgrade\nREADABLE TO nobody;\n-- whimbrel: downgrade\n"
                            "SELECT 1;\n");
  std::filesystem::remove(project_.path() / "migrations/a2.yaml");
  refused(1, {"upgrade", "--sql", "--url", "sqlite:app.db"}, {"a3.yaml:6:", "a2.sql:5", "refer"});
}

TEST_F(Offline, IsWrittenForTheReleaseThatTheTargetNames) {
  const auto target = [](const std::string& version) {
    return "{url: \"postgresql://there/app\", server_version: \"" + version + "\"}";
  };
  project_.add_revision("a3", "a2",
                        "upgrade:\n  - add_column: {table: users, column: {name: twice, type: "
                        "integer, generated: {expression: id * 2, stored: false}}}\n"
                        "downgrade: []\n");
  configure(target("18"));
  EXPECT_THAT(project_.succeed({"upgrade", "--sql"}), HasSubstr("VIRTUAL"));
  configure(target("15.3"));
  EXPECT_THAT(project_.expect(1, {"upgrade", "--sql"}).err, HasSubstr("a3.yaml:6:"));
  configure(target("new"));
  EXPECT_THAT(project_.expect(2, {"upgrade", "--sql"}).err, HasSubstr("server_version"));
}

TEST(OfflineTag, OfARunStandsInItsJournal) {
  const FreshDatabase database("sqlite");
  Project project(database);
  project.add_revision("a1", "", kUser);
  project.succeed({"upgrade", "--tag", "release 7"});
  EXPECT_EQ(value_of(database, "SELECT tag FROM whimbrel_journal"), "release 7");
}

}  // namespace
}  // namespace whimbrel::test
