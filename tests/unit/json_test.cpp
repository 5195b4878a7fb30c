#include "whimbrel/core/json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/config_text.h"
#include "whimbrel/core/yaml.h"

namespace whimbrel {
namespace {

using test::message_of;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string again(const std::string& json) { return to_json(parse_json(json, "f.json"), -1); }
std::string refusal(const std::string& json) {
  return message_of([&] { parse_json(json, "f.json"); });
}

TEST(Json, ReadsBackAsItIsWritten) {
  for (const std::string json :
       {R"({})", R"([])", R"(null)", R"("")", R"(true)", R"([[],{},[null]])",
        R"({"b":1,"a":{"z":[1,-2,1.50,1e5,1E+2],"y":false}})", R"("a\"b\\c\nd\te\u0001\u007f")",
        R"(["1","true","null",""])", R"([18446744073709551615,-9223372036854775808])",
        R"([0.1000000000000000055511151231257827])", "\"\u00e9\U0001F426\""})
    EXPECT_EQ(again(json), json);
}

TEST(Json, NumbersKeepEveryDigit) {
  EXPECT_EQ(to_json(Node::plain("123456789012345678901234567890"), -1),
            "123456789012345678901234567890");
  EXPECT_EQ(to_json(Node::plain("1.10"), -1), "1.10");
}

TEST(Json, OnlyWhatJsonCallsANumberIsOne) {
  for (const char* text : {"0123", "+1", "1.", ".5", "0x1", "1_0", "-", "True", "yes", "1 ", "NaN"})
    EXPECT_EQ(to_json(Node::plain(text), -1), "\"" + std::string(text) + "\"");
  EXPECT_EQ(to_json(Node::text("1"), -1), "\"1\"");
}

TEST(Json, IsLaidOutWithIndentation) {
  EXPECT_EQ(
      to_json(parse_json(R"({"a":[1,2],"b":{},"c":{"d":null}})", "f.json")),
      "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {},\n  \"c\": {\n    \"d\": null\n  }\n}");
}

TEST(Json, BytesThatAreNoUtf8BecomeReplacementCharacters) {
  EXPECT_EQ(to_json(Node::text("a\xff\xc3"), -1), "\"a\uFFFD\uFFFD\"");
  EXPECT_EQ(to_json(Node::text(std::string("\0", 1)), -1), "\"\\u0000\"");
}

TEST(Json, KeepsTheOrderOfKeysAndKeysThatStandTwice) {
  EXPECT_EQ(again(R"({"b":1,"a":2,"b":3})"), R"({"b":1,"a":2,"b":3})");
}

TEST(Json, RefusesWhatIsNoJsonWithItsPlaceAndWithoutRepeatingIt) {
  EXPECT_THAT(refusal("{\"a\": 1,\n  sesame}"),
              AllOf(HasSubstr("f.json:2:"), HasSubstr("no valid JSON"), Not(HasSubstr("sesame"))));
  for (const std::string json : {"", "{", "[1,]", "{\"a\"}", "'a'", "1 2", "\"\xff\"", "nul"})
    EXPECT_THAT(refusal(json), HasSubstr("f.json:")) << json;
}

TEST(Json, RefusesDeepNesting) {
  const auto nested = [](size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_EQ(refusal(nested(kDeepestNesting)), "no error");
  EXPECT_THAT(refusal(nested(kDeepestNesting + 1)), HasSubstr("too deeply"));
  EXPECT_THAT(refusal(std::string(1'000'000, '[')), HasSubstr("too deeply"));
}

}  // namespace
}  // namespace whimbrel
