#include "whimbrel/core/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whimbrel {
namespace {

using ::testing::ElementsAre;
using Words = std::vector<std::string>;

TEST(Text, IsTrimmedOfAsciiWhiteSpace) {
  EXPECT_EQ(trimmed(" \t\r\n a b \v\f"), "a b");
  EXPECT_EQ(trimmed(" \n "), "");
  EXPECT_EQ(trimmed(""), "");
  EXPECT_EQ(trimmed("\xC2\xA0x"), "\xC2\xA0x");
}

TEST(Text, CaseChangesAsciiLettersOnly) {
  EXPECT_EQ(lower("AZ\xC3\x84[@"), "az\xC3\x84[@");
  EXPECT_EQ(upper("az\xC3\xA4{`"), "AZ\xC3\xA4{`");
  EXPECT_TRUE(same_word("Varchar", "vARCHAR"));
  EXPECT_FALSE(same_word("a", "ab"));
  EXPECT_FALSE(same_word("@", "`"));
}

TEST(Text, SplitKeepsEmptyPieces) {
  EXPECT_THAT(split("a,,b,", ','), ElementsAre("a", "", "b", ""));
  EXPECT_THAT(split("", ','), ElementsAre(""));
}

TEST(Text, JoinPutsBackWhatSplitTookApart) {
  for (const std::string text : {"", "a", ",", ",a", "a,", ",,", "a,b,,c"}) {
    Words parts;
    for (const std::string_view part : split(text, ',')) parts.emplace_back(part);
    EXPECT_EQ(join(parts, ","), text);
  }
  EXPECT_EQ(join(Words(), ","), "");
}

TEST(Text, ReplacementIsNotSearchedAgain) {
  EXPECT_EQ(replaced("aXbX", "X", "XX"), "aXXbXX");
  EXPECT_EQ(replaced("aaa", "aa", "b"), "ba");
  EXPECT_EQ(replaced("abc", "x", "y"), "abc");
}

TEST(Text, ReplacingNothingChangesNothing) { EXPECT_EQ(replaced("abc", "", "x"), "abc"); }

TEST(Text, NearestWordIsTheOneThatWasMeant) {
  const Words known = {"columns", "nullable", "url", "url_file", "default", "type"};
  EXPECT_EQ(nearest("colums", known), "columns");
  EXPECT_EQ(nearest("nulable", known), "nullable");
  EXPECT_EQ(nearest("NULLABEL", known), "nullable");
  EXPECT_EQ(nearest("ulr", known), "url");
  EXPECT_EQ(nearest("tpye", known), "type");
  EXPECT_EQ(nearest("urlfile", known), "url_file");
}

TEST(Text, NothingIsNearestWhenAllAreFar) {
  EXPECT_EQ(nearest("to", Words{"id"}), "");
  EXPECT_EQ(nearest("owner", Words{"columns", "type"}), "");
  EXPECT_EQ(nearest("x", Words{}), "");
  EXPECT_EQ(nearest(std::string(1'000'000, 'x'), Words{"type"}), "");
}

TEST(Text, GlobMatchesTheWholeText) {
  EXPECT_TRUE(glob_matches("legacy_*", "legacy_users"));
  EXPECT_FALSE(glob_matches("legacy_*", "my_legacy_users"));
  EXPECT_TRUE(glob_matches("*.t?", "public.t1"));
  EXPECT_TRUE(glob_matches("[ab]c", "bc"));
  EXPECT_FALSE(glob_matches("users", "Users"));
}

TEST(Text, LineEndsBecomeNewlines) {
  EXPECT_EQ(with_unix_line_ends("a\r\nb\rc\n\r\n"), "a\nb\nc\n\n");
}

TEST(Text, MessagesMentionOfAUrlOnlyTheScheme) {
  EXPECT_EQ(mentioned("users"), "users");
  EXPECT_EQ(mentioned("a:b"), "a:b");
  EXPECT_EQ(mentioned("me@home"), "me@home");
  EXPECT_EQ(mentioned("server://me:sesame@host"), "server:***");
  EXPECT_EQ(mentioned("me:sesame@host"), "me:***");
  EXPECT_EQ(mentioned("://sesame"), ":***");
}

}  // namespace
}  // namespace whimbrel
