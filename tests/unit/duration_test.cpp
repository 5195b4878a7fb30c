#include "whimbrel/core/duration.h"

#include <gtest/gtest.h>

namespace whimbrel {
namespace {

using std::chrono::milliseconds;

TEST(Duration, IsAWholeNumberAndAUnit) {
  EXPECT_EQ(parse_duration("500ms"), milliseconds(500));
  EXPECT_EQ(parse_duration("5s"), milliseconds(5'000));
  EXPECT_EQ(parse_duration("10m"), milliseconds(600'000));
  EXPECT_EQ(parse_duration("1h"), milliseconds(3'600'000));
  EXPECT_EQ(parse_duration("2d"), milliseconds(172'800'000));
  EXPECT_EQ(parse_duration("0"), milliseconds(0));
  EXPECT_EQ(parse_duration("0s"), milliseconds(0));
}

TEST(Duration, IsNothingElse) {
  for (const char* text : {"", "5", "s", "5 s", " 5s", "5s ", "-5s", "+5s", "1.5s", "5S", "5sec",
                           "1h30m", "5ms5", "99999999999999999999s", "9223372036854775807s"})
    EXPECT_EQ(parse_duration(text), std::nullopt) << text;
}

TEST(Duration, LongestThatCanBeCountedIsRead) {
  EXPECT_EQ(parse_duration("9223372036854775807ms"), milliseconds::max());
  EXPECT_EQ(parse_duration("106751991167d"), milliseconds(106'751'991'167 * 86'400'000));
  EXPECT_EQ(parse_duration("106751991168d"), std::nullopt);
}

TEST(Duration, IsWrittenInItsLargestWholeUnit) {
  EXPECT_EQ(to_text(milliseconds(0)), "0");
  EXPECT_EQ(to_text(milliseconds(1'500)), "1500ms");
  EXPECT_EQ(to_text(milliseconds(90'000)), "90s");
  EXPECT_EQ(to_text(milliseconds(600'000)), "10m");
  EXPECT_EQ(to_text(milliseconds(86'400'000)), "1d");
}

TEST(Duration, ReadsBackAsItIsWritten) {
  for (long long count : {0LL, 1LL, 999LL, 1'000LL, 61'000LL, 3'600'000LL, 86'400'001LL})
    EXPECT_EQ(parse_duration(to_text(milliseconds(count))), milliseconds(count));
}

}  // namespace
}  // namespace whimbrel
