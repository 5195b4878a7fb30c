// Several statements in one message.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

#include "mysql_family/family_database.h"
#include "whimbrel/core/error.h"
#include "whimbrel/dialect/statement_batches.h"

namespace whimbrel::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const BatchStep kBegin{BatchStep::Kind::begin, {}};
const BatchStep kCommit{BatchStep::Kind::commit, {}};

BatchStep say(std::string sql) { return {BatchStep::Kind::statement, std::move(sql)}; }

class FamilyBatches : public ::testing::Test {
 protected:
  /// The error that the batch ends with, if any; `changed_` has the answers.
  std::optional<Error> run(const std::vector<BatchStep>& steps) {
    changed_.clear();
    try {
      ability<StatementBatches>(database_.dialect())->run(database_.session(), steps, changed_);
    } catch (const Error& error) {
      return error;
    }
    return std::nullopt;
  }

  std::string value(const std::string& query) {
    return database_.session().query(query).rows.at(0).at(0).value_or("NULL");
  }

  FamilyDatabase database_;
  std::vector<std::uint64_t> changed_;
};

TEST_F(FamilyBatches, EachStepAnswersHowManyRowsItChanged) {
  EXPECT_FALSE(
      run({say("CREATE TABLE t (a int) -- behind this nothing is hidden"),
           say("INSERT INTO t VALUES (1), (2)"), kBegin, say("UPDATE t SET a = 3 WHERE a = 1"),
           say("DELETE FROM t WHERE a = 9"), kCommit}));
  EXPECT_THAT(changed_, ElementsAre(0, 2, 0, 1, 0, 0));
  EXPECT_EQ(value("SELECT SUM(a) FROM t"), "5");
}

TEST_F(FamilyBatches, WhatIsBeforeARefusedStepStaysAndNothingBehindItRuns) {
  const auto error = run({say("CREATE TABLE t (a int)"), say("INSERT INTO t VALUES (1)"),
                          say("ALTER TABLE t ADD KEY k (nowhere)"), say("DELETE FROM t")});
  ASSERT_TRUE(error);
  EXPECT_EQ(error->statement(), "ALTER TABLE t ADD KEY k (nowhere)");
  EXPECT_EQ(error->native_code(), "1072");
  EXPECT_THAT(changed_, ElementsAre(0, 1));
  EXPECT_EQ(value("SELECT COUNT(*) FROM t"), "1");
}

TEST_F(FamilyBatches, WhatIsNoSqlIsQuotedWithoutWhatFollowsIt) {
  const auto error = run({say("CREATE TABLE t (a int)"), say("CREATE TABLE u (b, int)"), kBegin,
                          say("DELETE FROM t"), kCommit});
  ASSERT_TRUE(error);
  EXPECT_THAT(error->message(), HasSubstr("int)' at line 1"));
  EXPECT_THAT(error->message(), Not(HasSubstr("TRANSACTION")));
  EXPECT_THAT(changed_, ElementsAre(0));
  const auto at_the_end = run({say("CREATE TABLE u ("), kBegin, kCommit});
  ASSERT_TRUE(at_the_end);
  EXPECT_THAT(at_the_end->message(), HasSubstr("near '' at line 1"));
  EXPECT_THAT(at_the_end->message(), Not(HasSubstr("TRANSACTION")));
}

TEST_F(FamilyBatches, AProcedureWithManyAnswersBetweenDoesNotConfuseThem) {
  database_.execute("CREATE TABLE t (a int)");
  database_.execute("CREATE PROCEDURE p() BEGIN SELECT 1; SELECT 2; INSERT INTO t VALUES (7); END");
  EXPECT_FALSE(run({say("INSERT INTO t VALUES (1)"), say("CALL p()"), say("UPDATE t SET a = a + 1"),
                    say("DELETE FROM t WHERE a = 8")}));
  EXPECT_THAT(changed_, ElementsAre(1, 0, 2, 1));
}

TEST_F(FamilyBatches, ATransactionThatIsNotCommittedIsRolledBack) {
  database_.execute("CREATE TABLE t (a int)");
  ASSERT_FALSE(run({kBegin, say("INSERT INTO t VALUES (1)")}));
  database_.session().rollback();
  EXPECT_EQ(value("SELECT COUNT(*) FROM t"), "0");
}

TEST_F(FamilyBatches, AKilledSessionIsOver) {
  const auto other = database_.fresh().connect();
  other->execute("KILL " + database_.session().session_id());
  const auto error = run({kBegin, say("CREATE TABLE t (a int)"), kCommit});
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code(), ErrorCode::connection);
  EXPECT_THAT(changed_, IsEmpty());
}

TEST_F(FamilyBatches, ATextOfSeveralStatementsLeavesTheSessionUsable) {
  database_.execute("CREATE TABLE t (a int); INSERT INTO t VALUES (1); SELECT 5");
  EXPECT_EQ(value("SELECT COUNT(*) FROM t"), "1");
}

}  // namespace
}  // namespace whimbrel::test
