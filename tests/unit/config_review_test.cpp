// The section `review` of the configuration.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/config_text.h"

namespace whimbrel {
namespace {

using test::config_from;
using test::message_of;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string refusal(const std::string& review) {
  return message_of([&] { config_from("version: 1\nreview: {" + review + "}\n"); });
}

TEST(ConfigReview, IsReadWhole) {
  const ReviewConfig review = config_from(
                                  "version: 1\n"
                                  "review:\n"
                                  "  threshold: error\n"
                                  "  rules: {drop-table: error, no-downgrade: off}\n"
                                  "  only: [drop-table, no-downgrade]\n"
                                  "  server_version: \"8.0.36\"\n")
                                  .review;
  EXPECT_EQ(review.threshold, ReviewLevel::error);
  EXPECT_EQ(review.rules.at("drop-table"), ReviewLevel::error);
  EXPECT_EQ(review.rules.at("no-downgrade"), ReviewLevel::off);
  EXPECT_THAT(review.only, ElementsAre("drop-table", "no-downgrade"));
  EXPECT_EQ(review.server_version, 8'000'036);
}

TEST(ConfigReview, DefaultsToWarningsOfAllRules) {
  const ReviewConfig review = config_from("version: 1\n").review;
  EXPECT_EQ(review.threshold, ReviewLevel::warning);
  EXPECT_TRUE(review.rules.empty());
  EXPECT_TRUE(review.only.empty());
  EXPECT_EQ(review.server_version, 0);
}

TEST(ConfigReview, RefusesWhatItDoesNotKnowAtItsPlace) {
  EXPECT_THAT(refusal("threshold: fatal"),
              AllOf(HasSubstr("whimbrel.yaml:2:"), HasSubstr("'threshold'"), HasSubstr("'fatal'")));
  EXPECT_THAT(refusal("rules: {drop-table: loud}"), HasSubstr("the level of 'drop-table'"));
  EXPECT_THAT(refusal("rules: {a: off, a: off}"), HasSubstr("twice"));
  EXPECT_THAT(refusal("rules: [drop-table]"), HasSubstr("is a map"));
  EXPECT_THAT(refusal("server_version: new"), HasSubstr("such as \"15.3\""));
  EXPECT_THAT(refusal("server_version: 1.2.3.4"), HasSubstr("such as"));
  EXPECT_THAT(refusal("treshold: error"), HasSubstr("threshold"));
}

}  // namespace
}  // namespace whimbrel
