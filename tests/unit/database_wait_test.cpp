#include "database_wait.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <vector>

namespace whimbrel::cli {
namespace {

using std::chrono::milliseconds;
using ::testing::AllOf;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Le;
using ::testing::SizeIs;

Error unreachable(const std::string& message = "nobody listens") {
  return Error(ErrorCode::connection, message)
      .with_condition(DatabaseCondition::unreachable)
      .with_hint("is it up?")
      .with_native_code("2002");
}

Connection* const kNone = nullptr;

// A world in which time passes only in pauses and attempts.
class DatabaseWait : public ::testing::Test {
 protected:
  /// Waits for a database that says `refusal` until `up_after`. What was thrown, or nothing.
  std::optional<Error> wait(milliseconds patience, milliseconds up_after,
                            const Error& refusal = unreachable()) {
    const WaitWorld world{[this] { return now_; },
                          [this](milliseconds length) {
                            pauses_.push_back(length);
                            now_ += length;
                          },
                          [this](const std::string& line) { log_.push_back(line); }};
    const auto attempt = [&](milliseconds limit) {
      limits_.push_back(limit);
      const bool up = now_ - begin_ >= up_after;
      now_ += up ? milliseconds(1) : std::min(attempt_takes_, limit);
      if (!up) throw refusal;
      return std::unique_ptr<Connection>(kNone);
    };
    try {
      EXPECT_EQ(connect_within(patience, "db://host", attempt, world), nullptr);
    } catch (const Error& error) {
      return error;
    }
    return std::nullopt;
  }
  milliseconds passed() const { return std::chrono::duration_cast<milliseconds>(now_ - begin_); }

  const std::chrono::steady_clock::time_point begin_{};
  std::chrono::steady_clock::time_point now_ = begin_;
  milliseconds attempt_takes_{1};
  std::vector<milliseconds> pauses_;
  std::vector<milliseconds> limits_;
  std::vector<std::string> log_;
};

TEST_F(DatabaseWait, IsNoneWhenTheDatabaseIsThere) {
  EXPECT_EQ(wait(milliseconds(60'000), milliseconds(0)), std::nullopt);
  EXPECT_THAT(pauses_, IsEmpty());
  EXPECT_THAT(log_, IsEmpty());
}

TEST_F(DatabaseWait, PausesGrowFromATenthOfASecondToTwoSeconds) {
  EXPECT_EQ(wait(milliseconds(60'000), milliseconds(9'000)), std::nullopt);
  EXPECT_THAT(pauses_, ElementsAre(milliseconds(100), milliseconds(200), milliseconds(400),
                                   milliseconds(800), milliseconds(1'600), milliseconds(2'000),
                                   milliseconds(2'000), milliseconds(2'000)));
}

TEST_F(DatabaseWait, SaysWhenItBeginsEveryTenSecondsAndWhenItIsOver) {
  EXPECT_EQ(wait(milliseconds(60'000), milliseconds(25'000)), std::nullopt);
  EXPECT_THAT(log_, ElementsAre(AllOf(HasSubstr("Waiting up to 1m"), HasSubstr("db://host"),
                                      HasSubstr("nobody listens")),
                                AllOf(HasSubstr("Still waiting"), HasSubstr("nobody listens")),
                                HasSubstr("Still waiting"), HasSubstr("accepts connections")));
}

TEST_F(DatabaseWait, EndsWithThePatienceAndSaysHowLongItWasAndWhy) {
  const auto error = wait(milliseconds(5'000), milliseconds(600'000));
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code(), ErrorCode::connection);
  EXPECT_EQ(error->where(), "db://host");
  EXPECT_THAT(error->message(), AllOf(HasSubstr("5.0 s"), HasSubstr("nobody listens")));
  EXPECT_EQ(error->hint(), "is it up?");
  EXPECT_EQ(error->native_code(), "2002");
  EXPECT_EQ(error->condition(), DatabaseCondition::unreachable);
  EXPECT_LE(passed(), milliseconds(5'010));
}

TEST_F(DatabaseWait, TriesOnceMoreAtTheVeryEnd) {
  EXPECT_EQ(wait(milliseconds(5'000), milliseconds(5'000)), std::nullopt);
  EXPECT_GE(passed(), milliseconds(5'000));
}

TEST_F(DatabaseWait, WithoutPatienceIsOneAttempt) {
  EXPECT_TRUE(wait(milliseconds(0), milliseconds(600'000)));
  EXPECT_THAT(limits_, SizeIs(1));
  EXPECT_THAT(log_, IsEmpty());
}

TEST_F(DatabaseWait, IsNotEatenByAHostThatDoesNotAnswer) {
  attempt_takes_ = milliseconds(600'000);
  EXPECT_TRUE(wait(milliseconds(25'000), milliseconds(600'000)));
  EXPECT_THAT(limits_, SizeIs(3));
  EXPECT_THAT(limits_, Each(Le(milliseconds(10'000))));
  EXPECT_LE(passed(), milliseconds(26'000));
}

TEST_F(DatabaseWait, EndsAtOnceWhereTimeCuresNothing) {
  const Error wrong_password = Error(ErrorCode::connection, "wrong password")
                                   .with_condition(DatabaseCondition::authentication);
  const Error no_database(ErrorCode::connection, "no such database");
  const Error wrong_url =
      Error(ErrorCode::config, "wrong parameter").with_condition(DatabaseCondition::unreachable);
  for (const Error& refusal : {wrong_password, no_database, wrong_url}) {
    const auto error = wait(milliseconds(60'000), milliseconds(600'000), refusal);
    ASSERT_TRUE(error);
    EXPECT_EQ(error->message(), refusal.message());
  }
  EXPECT_THAT(pauses_, IsEmpty());
}

TEST_F(DatabaseWait, TellsTheLastReasonAndNotTheFirst) {
  int attempts = 0;
  const WaitWorld world{[&] { return now_; }, [&](milliseconds length) { now_ += length; },
                        [](const std::string&) {}};
  const ConnectAttempt attempt = [&](milliseconds) -> std::unique_ptr<Connection> {
    throw unreachable(++attempts < 3 ? "nobody listens" : "the server starts up");
  };
  try {
    connect_within(milliseconds(2'000), "db://host", attempt, world);
    ADD_FAILURE() << "no error";
  } catch (const Error& error) {
    EXPECT_THAT(error.message(), HasSubstr("the server starts up"));
  }
}

}  // namespace
}  // namespace whimbrel::cli
