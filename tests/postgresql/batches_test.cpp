// Several statements in one message.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

#include "postgresql/live_schema.h"
#include "whimbrel/core/error.h"
#include "whimbrel/dialect/statement_batches.h"

namespace whimbrel::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const BatchStep kBegin{BatchStep::Kind::begin, {}};
const BatchStep kCommit{BatchStep::Kind::commit, {}};

BatchStep say(std::string sql) { return {BatchStep::Kind::statement, std::move(sql)}; }

class PostgresqlBatches : public ::testing::Test {
 protected:
  /// The error that the batch ends with, if any; `changed_` has the answers.
  std::optional<Error> run(const std::vector<BatchStep>& steps) {
    changed_.clear();
    try {
      ability<StatementBatches>(postgresql())->run(*session_, steps, changed_);
    } catch (const Error& error) {
      return error;
    }
    return std::nullopt;
  }

  std::string value(const std::string& query) {
    return session_->query(query).rows.at(0).at(0).value_or("NULL");
  }

  FreshDatabase database_{"postgresql"};
  std::unique_ptr<Connection> session_ = database_.connect();
  std::vector<std::uint64_t> changed_;
};

TEST_F(PostgresqlBatches, EachStepAnswersHowManyRowsItChanged) {
  EXPECT_FALSE(run({kBegin, say("CREATE TABLE t (a integer) -- behind this nothing is hidden"),
                    say("INSERT INTO t VALUES (1), (2)"), say("SELECT * FROM t"),
                    say("UPDATE t SET a = 3 WHERE a = 1"), kCommit}));
  EXPECT_THAT(changed_, ElementsAre(0, 0, 2, 0, 1, 0));
  EXPECT_EQ(value("SELECT sum(a) FROM t"), "5");
}

TEST_F(PostgresqlBatches, NothingOfATransactionStaysWhenAStepIsRefused) {
  const auto error =
      run({kBegin, say("CREATE TABLE t (a integer)"), say("SELECT 1,\n  2 FROM nowhere"), kCommit});
  ASSERT_TRUE(error);
  EXPECT_EQ(error->statement(), "SELECT 1,\n  2 FROM nowhere");
  EXPECT_EQ(error->statement_offset(), error->statement().find("nowhere"));
  EXPECT_EQ(error->condition(), DatabaseCondition::undefined_table);
  EXPECT_THAT(changed_, ElementsAre(0, 0));
  session_->rollback();
  EXPECT_EQ(value("SELECT to_regclass('t')"), "NULL");
}

TEST_F(PostgresqlBatches, WhatIsNoSqlIsNamedAlthoughTheMessageIsReadBeforeAnyOfItRuns) {
  const auto error = run({kBegin, say("CREATE TABLE t (a integer)"), say("CREAT TABLE u")});
  ASSERT_TRUE(error);
  EXPECT_EQ(error->statement(), "CREAT TABLE u");
  EXPECT_EQ(error->statement_offset(), 0U);
  EXPECT_THAT(changed_, IsEmpty());
  session_->rollback();
  EXPECT_EQ(value("SELECT 1"), "1");
}

TEST_F(PostgresqlBatches, OutsideOfATransactionEachStatementCommitsByItself) {
  const auto error = run({say("CREATE TABLE t (a integer)"), say("INSERT INTO t VALUES (1)"),
                          say("CREATE INDEX CONCURRENTLY i ON t (a)"), say("SELECT 1 / 0"),
                          say("INSERT INTO t VALUES (2)")});
  ASSERT_TRUE(error);
  EXPECT_EQ(error->statement(), "SELECT 1 / 0");
  EXPECT_THAT(changed_, ElementsAre(0, 1, 0));
  EXPECT_EQ(value("SELECT count(*) FROM t"), "1");
  EXPECT_EQ(value("SELECT to_regclass('i')"), "i");
}

TEST_F(PostgresqlBatches, ATransactionThatAStatementEndedIsNotCommitted) {
  ASSERT_FALSE(run({kBegin, say("CREATE TABLE t (a integer)"), say("ROLLBACK")}));
  const auto error = run({say("SELECT 1"), kCommit});
  ASSERT_TRUE(error);
  EXPECT_THAT(error->message(), ::testing::HasSubstr("no transaction to commit"));
  EXPECT_THAT(changed_, ElementsAre(0));
}

TEST_F(PostgresqlBatches, CopyIsRefusedAndTheSessionGoesOn) {
  ASSERT_FALSE(run({say("CREATE TABLE t (a integer)")}));
  const auto error = run({kBegin, say("COPY t TO STDOUT"), say("INSERT INTO t VALUES (1)")});
  ASSERT_TRUE(error);
  EXPECT_EQ(error->statement(), "COPY t TO STDOUT");
  session_->rollback();
  EXPECT_EQ(value("SELECT count(*) FROM t"), "0");
}

TEST_F(PostgresqlBatches, RowsBehindACopyComeWithIt) {
  ASSERT_FALSE(
      run({kBegin, say("CREATE TABLE t (a integer)"), say("COPY t FROM stdin;\n1\n2\n\\.\n"),
           say("DELETE FROM t WHERE a = 1"), kCommit}));
  EXPECT_THAT(changed_, ElementsAre(0, 0, 2, 1, 0));
  EXPECT_EQ(value("SELECT sum(a) FROM t"), "2");
}

TEST_F(PostgresqlBatches, AKilledSessionIsOver) {
  const auto other = database_.connect();
  other->query("SELECT pg_terminate_backend(" + session_->session_id() + ", 5000)");
  const auto error = run({kBegin, say("CREATE TABLE t (a integer)"), kCommit});
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code(), ErrorCode::connection);
  EXPECT_THAT(changed_, IsEmpty());
}

}  // namespace
}  // namespace whimbrel::test
