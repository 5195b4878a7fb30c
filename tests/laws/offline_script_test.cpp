// Scripts of --sql, fed to the database's own client, against a run of the same revisions.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/client.h"
#include "support/offline_history.h"
#include "support/project.h"

namespace whimbrel::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class OfflineScript : public ::testing::Test {
 protected:
  OfflineScript() { write_history(project_); }

  Arguments at(const FreshDatabase& database, Arguments arguments) const {
    arguments.insert(arguments.end(), {"--url", database.url().reveal()});
    return arguments;
  }
  std::string whimbrel(const FreshDatabase& database, Arguments arguments) const {
    return project_.succeed(at(database, std::move(arguments)));
  }
  std::string script(Arguments arguments) const {
    arguments.emplace_back("--sql");
    return whimbrel(by_script_, std::move(arguments));
  }
  void feed(const std::string& text) const {
    const CommandResult result = feed_client(by_script_, text);
    EXPECT_EQ(result.exit_code, 0) << result.out << result.err << "\n" << text;
  }
  CommandResult refuse(const std::string& text) const {
    CommandResult result = feed_client(by_script_, text);
    EXPECT_NE(result.exit_code, 0) << text;
    return result;
  }
  std::string versions(const FreshDatabase& database) const {
    return whimbrel(database, {"current"});
  }
  void expect_the_same() const {
    EXPECT_EQ(whimbrel(by_script_, {"inspect"}), whimbrel(by_run_, {"inspect"}));
    EXPECT_EQ(all_rows(by_script_), all_rows(by_run_));
    EXPECT_EQ(versions(by_script_), versions(by_run_));
    EXPECT_EQ(without_journal(all_objects(by_script_)), without_journal(all_objects(by_run_)));
  }
  static std::vector<std::string> without_journal(std::vector<std::string> objects) {
    std::erase(objects, "whimbrel_journal");
    return objects;
  }

  FreshDatabase by_run_;
  FreshDatabase by_script_;
  Project project_{by_run_};
};

TEST_F(OfflineScript, OfAWholeHistoryMakesWhatARunMakesAndTheWayBackLeavesNothing) {
  whimbrel(by_run_, {"upgrade", "heads"});
  feed(script({"upgrade", "heads"}));
  expect_the_same();
  EXPECT_EQ(value_of(by_script_, "SELECT count(*) FROM books"), "6");
  whimbrel(by_run_, {"downgrade", "base"});
  feed(script({"downgrade", "heads:base"}));
  expect_the_same();
  EXPECT_THAT(all_objects(by_script_), ElementsAre("whimbrel_version"));
}

TEST_F(OfflineScript, InRangesEndsWhereOneScriptEnds) {
  feed(script({"upgrade", "base:a1"}));
  feed(script({"upgrade", "a1:a3"}));
  EXPECT_EQ(versions(by_script_), "a3\n");
  feed(script({"upgrade", "a3:m1"}));
  whimbrel(by_run_, {"upgrade", "m1"});
  expect_the_same();
  feed(script({"downgrade", "m1:a2"}));
  whimbrel(by_run_, {"downgrade", "a2"});
  expect_the_same();
}

TEST_F(OfflineScript, IsGoneOnFromWithADatabase) {
  feed(script({"upgrade", "a2", "--tag", "release 7"}));
  EXPECT_EQ(versions(by_script_), "a2\n");
  whimbrel(by_script_, {"upgrade", "heads"});
  whimbrel(by_run_, {"upgrade", "heads"});
  expect_the_same();
  project_.write("schema.yaml", whimbrel(by_run_, {"inspect"}));
  whimbrel(by_script_, {"check"});
  whimbrel(by_script_, {"downgrade", "base"});
  EXPECT_THAT(all_rows(by_script_), IsEmpty());
}

TEST_F(OfflineScript, StampsAsTheCommandDoes) {
  feed(script({"stamp", "a2"}));
  EXPECT_EQ(versions(by_script_), "a2\n");
  feed(script({"stamp", "a2:heads"}));
  whimbrel(by_run_, {"stamp", "heads"});
  expect_the_same();
  feed(script({"stamp", "heads:base"}));
  EXPECT_EQ(versions(by_script_), "");
}

TEST_F(OfflineScript, StopsWhereTheDatabaseIsNotAtItsStart) {
  const std::string whole = script({"upgrade", "a1"});
  const CommandResult early = refuse(script({"upgrade", "a1:a3"}));
  EXPECT_THAT(all_objects(by_script_), IsEmpty()) << early.err;
  feed(whole);
  const auto before = all_objects(by_script_);
  EXPECT_THAT(refuse(whole).err, HasSubstr("the database is not at base"));
  EXPECT_THAT(refuse(script({"upgrade", "a2:a3"})).err, HasSubstr("the database is not at 'a2'"));
  EXPECT_EQ(all_objects(by_script_), before);
  EXPECT_EQ(versions(by_script_), "a1\n");
}

TEST_F(OfflineScript, CommitsNothingOfAMigrationThatFails) {
  project_.add_sql_revision("z1", "m1",
                            "-- whimbrel: upgrade\nINSERT INTO shelves VALUES (70, 'kept?');\n"
                            "INSERT INTO no_such_table VALUES (1);\nINSERT INTO shelves VALUES "
                            "(71, 'never');\n-- whimbrel: downgrade\nSELECT 1;\n");
  EXPECT_THAT(refuse(script({"upgrade", "z1"})).err, HasSubstr("no_such_table"));
  EXPECT_EQ(versions(by_script_), "m1\n");
  const bool transactional = by_script_.dialect().capabilities().transactional_ddl;
  EXPECT_EQ(value_of(by_script_, "SELECT count(*) FROM shelves WHERE id >= 70"),
            transactional ? "0" : "1");
}

TEST_F(OfflineScript, ReadsTheSameEveryTime) {
  EXPECT_EQ(script({"upgrade", "heads"}), script({"upgrade", "heads"}));
}

TEST_F(OfflineScript, RunsWithoutTransactionsAndInASingleOne) {
  const bool transactional = by_script_.dialect().capabilities().transactional_ddl;
  for (const std::string mode : {"none", "all"}) {
    project_.write("whimbrel.yaml", "version: 1\ntargets:\n  dev: {url: \"" +
                                        by_script_.url().reveal() + "\", transaction: " + mode +
                                        "}\n");
    if (mode == "all" && !transactional) {
      EXPECT_THAT(project_.expect(1, {"upgrade", "a2", "--sql"}).err, HasSubstr("one transaction"));
      continue;
    }
    // Only one of the two databases is free to be built.
    feed(project_.succeed({"upgrade", "a2", "--sql"}));
    EXPECT_EQ(versions(by_script_), "a2\n");
    feed(project_.succeed({"downgrade", "a2:base", "--sql"}));
    EXPECT_THAT(all_rows(by_script_), IsEmpty());
  }
}

TEST(OfflineExample, OfTheMusicShopKeepsItsRows) {
  const FreshDatabase by_run;
  const FreshDatabase by_script;
  Project project(by_run);
  std::filesystem::copy(
      std::filesystem::path(WHIMBREL_SOURCE_DIR) / "examples" / "music_shop", project.path(),
      std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
  project.add_revision("d1", "5c1d9f3a7e20", kChangesOfTheShop);
  const auto at = [](const FreshDatabase& database, Arguments arguments) {
    arguments.insert(arguments.end(), {"--url", database.url().reveal()});
    return arguments;
  };
  if (by_run.dialect().syntax().schema_is_database)
    for (const FreshDatabase* each : {&by_run, &by_script})
      each->connect()->execute("ALTER DATABASE CHARACTER SET utf8mb4");
  project.succeed(at(by_run, {"upgrade", "5c1d9f3a7e20"}));
  const auto feed = [&](Arguments arguments) {
    const CommandResult result = feed_client(by_script, project.succeed(at(by_script, arguments)));
    EXPECT_EQ(result.exit_code, 0) << result.err;
  };
  feed({"upgrade", "5c1d9f3a7e20", "--sql"});
  // The rows have the time of their making as default.
  for (const FreshDatabase* each : {&by_run, &by_script})
    run_script(*each, project.read("rows.sql") +
                          ";UPDATE artists SET created_at = '2026-01-01 00:00:00';"
                          "UPDATE customers SET created_at = '2026-01-01 00:00:00';"
                          "UPDATE orders SET ordered_at = '2026-01-01 00:00:00'");
  const auto rows = all_rows(by_run);
  project.succeed(at(by_run, {"upgrade"}));
  feed({"upgrade", "5c1d9f3a7e20:head", "--sql"});
  EXPECT_EQ(project.succeed(at(by_script, {"inspect"})), project.succeed(at(by_run, {"inspect"})));
  EXPECT_EQ(all_rows(by_script), all_rows(by_run));
  feed({"downgrade", "head:5c1d9f3a7e20", "--sql"});
  EXPECT_EQ(all_rows(by_script), rows);
  project.succeed(at(by_script, {"check"}));
}

}  // namespace
}  // namespace whimbrel::test
