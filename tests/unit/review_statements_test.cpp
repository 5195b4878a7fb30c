// Reviews of SQL, suppressions, levels and reports.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/reviewed.h"
#include "whimbrel/core/json.h"
#include "whimbrel/review/report.h"

namespace whimbrel::test {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// Reads a handful of statements by their first word.
SqlReading read_simply(std::string_view statement) {
  SqlReading reading;
  if (statement.starts_with("BEGIN")) {
    reading.kind = SqlReading::Kind::transaction;
  } else if (statement.starts_with("UPDATE")) {
    reading.kind = SqlReading::Kind::rows;
    reading.changes_all_rows = statement.find("WHERE") == std::string_view::npos;
  } else if (statement.starts_with("SET")) {
    reading.kind = SqlReading::Kind::session;
    reading.sets_lock_timeout = true;
  } else if (statement.starts_with("VACUUM")) {
    reading.kind = SqlReading::Kind::schema;
    reading.outside_transaction = true;
    reading.hazards.push_back({"exclusive-maintenance", "nobody can use it", "do not", 7});
  } else if (statement.starts_with("COMPACT")) {
    reading.kind = SqlReading::Kind::query;
    reading.outside_transaction = true;
  } else if (statement.starts_with("DROP")) {
    reading.kind = SqlReading::Kind::schema;
    const size_t at = statement.find("nick");
    reading.operations.push_back(
        {DropColumn{QualifiedName("users"), Identifier("nick"), std::nullopt}, at});
  } else {
    reading.unread = "a strange statement";
  }
  return reading;
}

ModelDialect reading_dialect(bool transactional = true) {
  return ModelDialect({.transactional_ddl = transactional}, GuideAnswers{.read = read_simply});
}

Review review_of_sql(std::string_view upgrade, const ModelDialect& dialect = reading_dialect()) {
  ReviewedHistory history;
  history.add_sql("-- whimbrel: upgrade\n" + std::string(upgrade) +
                  "-- whimbrel: downgrade\nUPDATE users SET nick = '' WHERE id = 0;\n");
  return history.review(dialect);
}

TEST(ReviewOfSql, FindsWhatTheOperationsInItDoAtTheirPlace) {
  const auto lost = finding(review_of_sql("DROP\n  nick;\n"), "drop-column");
  ASSERT_TRUE(lost);
  EXPECT_EQ(lost->mark.line, 5);
  EXPECT_EQ(lost->mark.column, 3);
}

TEST(ReviewOfSql, FindsTransactionsOfItsOwn) {
  EXPECT_THAT(found(review_of_sql("BEGIN;\n")), Contains("transaction-control"));
}

TEST(ReviewOfSql, FindsChangesOfAllRowsAndThoseBesideASchemaChange) {
  const Review review = review_of_sql("DROP nick;\nUPDATE users SET nick = 'a';\n");
  EXPECT_THAT(found(review),
              AllOf(Contains("rows-without-condition"), Contains("rows-and-schema-together")));
  EXPECT_THAT(found(review_of_sql("UPDATE users SET nick = 'a' WHERE id < 9;\n")), IsEmpty());
}

TEST(ReviewOfSql, AStatementOutsideOfTheTransactionMustStandAlone) {
  EXPECT_THAT(found(review_of_sql("VACUUM users;\n")), ElementsAre("exclusive-maintenance"));
  EXPECT_THAT(found(review_of_sql("VACUUM users;\nUPDATE users SET nick = '' WHERE id = 1;\n")),
              ElementsAre("exclusive-maintenance", "outside-transaction"));
}

TEST(ReviewOfSql, AStatementOutsideOfTransactionsCountsThoughItChangesNothing) {
  EXPECT_TRUE(finding(review_of_sql("DROP nick;\nCOMPACT;\n"), "outside-transaction"));
  EXPECT_FALSE(finding(review_of_sql("COMPACT;\n"), "outside-transaction"));
}

TEST(ReviewOfSql, SaysWhatItDidNotLookAt) {
  const auto unread = finding(review_of_sql("DO something;\n"), "unread-statement");
  ASSERT_TRUE(unread);
  EXPECT_EQ(unread->level, ReviewLevel::note);
  EXPECT_THAT(unread->message, HasSubstr("a strange statement"));
}

TEST(ReviewOfSql, WithoutAGuideSaysThatNothingWasRead) {
  const ModelDialect mute({.transactional_ddl = true}, std::nullopt);
  EXPECT_THAT(found(review_of_sql("DROP nick;\n", mute)), ElementsAre("unread-statement"));
}

TEST(ReviewOfSql, ATimeoutThatTheFileSetsIsSeen) {
  EXPECT_TRUE(finding(review_of_sql("DROP nick;\n"), "missing-lock-timeout"));
  EXPECT_FALSE(finding(review_of_sql("SET x;\nDROP nick;\n"), "missing-lock-timeout"));
}

TEST(ReviewOfSql, WithoutTransactionsAFailureLeavesAPart) {
  const std::string two = "DROP nick;\nUPDATE users SET nick = '' WHERE id = 1;\n";
  EXPECT_THAT(found(review_of_sql(two, reading_dialect(false))), Contains("half-applied"));
}

TEST(ReviewSuppression, HoldsForTheOperationBehindIt) {
  ReviewedHistory history;
  history.add(
      "upgrade:\n"
      "  # review: ignore drop-column: nothing reads it\n"
      "  - drop_column: {table: users, column: nick}\n"
      "  - drop_column: {table: pets, column: owner}\n");
  const Review review = history.review();
  ASSERT_THAT(review.suppressed, SizeIs(1));
  EXPECT_EQ(review.suppressed.front().reason, "nothing reads it");
  EXPECT_THAT(finding(review, "drop-column")->message, HasSubstr("pets.owner"));
}

TEST(ReviewSuppression, InsideOfAnOperationHoldsForIt) {
  ReviewedHistory history;
  history.add(
      "upgrade:\n"
      "  - drop_column:\n"
      "      table: users\n"
      "      column: nick  # review: ignore drop-column: nothing reads it\n"
      "downgrade:\n"
      "  - add_column: {table: users, column: {name: nick, type: varchar(40)}}\n");
  EXPECT_THAT(found(history.review()), IsEmpty());
}

TEST(ReviewSuppression, InTheHeaderHoldsForTheFileAndForSeveralRules) {
  ReviewedHistory history;
  history.add(
      "upgrade:\n"
      "  - drop_column: {table: users, column: nick}\n"
      "  - drop_column: {table: pets, column: owner}\n",
      "# review: ignore drop-column, no-downgrade: the data is archived\n");
  EXPECT_THAT(found(history.review()), IsEmpty());
  EXPECT_THAT(history.review().suppressed, SizeIs(3));
}

TEST(ReviewSuppression, InSqlStandsInItsComments) {
  const Review review = review_of_sql(
      "-- review: ignore rows-without-condition: it has three rows\n"
      "UPDATE users SET nick = '';\n");
  EXPECT_THAT(found(review), IsEmpty());
  EXPECT_THAT(review.suppressed, SizeIs(1));
}

TEST(ReviewSuppression, WithoutAReasonSuppressesNothing) {
  ReviewedHistory history;
  history.add(
      "upgrade:\n  # review: ignore drop-table\n  - drop_table: {name: pets}\n"
      "downgrade: []\n");
  EXPECT_THAT(found(history.review()),
              ElementsAre("downgrade-mismatch", "drop-table", "suppression-without-reason"));
}

TEST(ReviewSuppression, OfNothingIsNamedAndSoIsAMisspelledRule) {
  ReviewedHistory history;
  history.add(
      "upgrade:\n"
      "  # review: ignore drop-table: no\n"
      "  # review: ignore drop-colum: no\n"
      "  - add_column: {table: users, column: {name: a, type: text}}\n"
      "downgrade: auto\n");
  const Review review = history.review();
  EXPECT_THAT(found(review), ElementsAre("unused-suppression"));
  EXPECT_THAT(finding(review, "unused-suppression")->message, HasSubstr("'drop-table'"));
  EXPECT_THAT(review.findings,
              Contains(::testing::Field(&ReviewFinding::cure, HasSubstr("'drop-column'"))));
}

TEST(ReviewLevels, AreTheUsersChoice) {
  ReviewSettings settings;
  settings.levels = {{"drop-table", ReviewLevel::error}, {"no-downgrade", ReviewLevel::off}};
  ReviewedHistory history;
  history.add("upgrade:\n  - drop_table: {name: pets}\n");
  const Review review = history.review(settings);
  EXPECT_THAT(found(review), ElementsAre("drop-table"));
  EXPECT_EQ(finding(review, "drop-table")->level, ReviewLevel::error);
  EXPECT_TRUE(reaches(review, ReviewLevel::error));
  EXPECT_FALSE(reaches(review, ReviewLevel::off));
}

TEST(ReviewLevels, OnlySomeRulesCanBeAsked) {
  ReviewSettings settings;
  settings.only = {"no-downgrade"};
  ReviewedHistory history;
  history.add("upgrade:\n  - drop_table: {name: pets}\n");
  EXPECT_THAT(found(history.review(settings)), ElementsAre("no-downgrade"));
}

TEST(ReviewLevels, ARuleThatNobodyHasIsRemarkedUpon) {
  ReviewSettings settings;
  settings.levels = {{"drop-tabel", ReviewLevel::error}};
  EXPECT_THAT(ReviewedHistory().review(settings).remarks,
              ElementsAre(AllOf(HasSubstr("'drop-tabel'"), HasSubstr("'drop-table'"))));
}

class ReviewReports : public ::testing::Test {
 protected:
  ReviewReports() {
    history_.add(
        "upgrade:\n"
        "  - drop_table: {name: pets}\n"
        "  # review: ignore drop-column: meant\n"
        "  - drop_column: {table: users, column: nick}\n"
        "downgrade: []\n");
    settings_.only = {"drop-table", "drop-column"};
    review_ = history_.review(settings_);
  }
  ReviewedHistory history_;
  ReviewSettings settings_;
  Review review_;
};

TEST_F(ReviewReports, GitHubGetsOneCommandForEachFinding) {
  EXPECT_EQ(github_annotations(review_, history_.folder().path()),
            "::warning file=r2.yaml,line=5,col=5,title=drop-table::table 'pets' is dropped with "
            "all its rows.%0Arelease code that does not use it first, keep a copy for as long as "
            "you may want it back, and drop it in a later migration.\n");
}

TEST_F(ReviewReports, SarifHasRulesResultsAndSuppressions) {
  const Node log =
      parse_json(sarif_log(review_, review_rules(ModelDialect()), history_.folder().path()), "log");
  EXPECT_EQ(log.find("version")->scalar, "2.1.0");
  const Node& run = log.find("runs")->items.at(0);
  EXPECT_GE(run.find("tool")->find("driver")->find("rules")->items.size(), 25U);
  const auto& results = run.find("results")->items;
  ASSERT_THAT(results, SizeIs(2));
  EXPECT_EQ(results[0].find("ruleId")->scalar, "drop-table");
  const Node* place = results[0].find("locations")->items.at(0).find("physicalLocation");
  EXPECT_EQ(place->find("artifactLocation")->find("uri")->scalar, "r2.yaml");
  EXPECT_EQ(place->find("region")->find("startLine")->scalar, "5");
  EXPECT_EQ(results[0].find("suppressions"), nullptr);
  EXPECT_EQ(results[1].find("suppressions")->items.at(0).find("justification")->scalar, "meant");
}

TEST_F(ReviewReports, JsonHasFindingsAndSuppressed) {
  const Node node = review_node(review_, ReviewLevel::warning);
  EXPECT_EQ(node.find("passed")->scalar, "false");
  EXPECT_THAT(node.find("findings")->items, SizeIs(1));
  EXPECT_EQ(node.find("suppressed")->items.at(0).find("reason")->scalar, "meant");
}

}  // namespace
}  // namespace whimbrel::test
