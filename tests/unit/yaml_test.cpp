#include "whimbrel/core/yaml.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/config_text.h"
#include "whimbrel/core/json.h"

namespace whimbrel {
namespace {

using test::message_of;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using namespace std::string_literals;

std::string as_json(const std::string& yaml) { return to_json(parse_yaml(yaml, "f.yaml"), -1); }

std::string refusal(const std::string& yaml) {
  return message_of([&] { parse_yaml_documents(yaml, "f.yaml"); });
}

TEST(Yaml, BecomesATree) {
  EXPECT_EQ(as_json("a: 1\nb: [x, 'true', true]\nc: {d: ~, e: null, f: }\n\"g\": '~'\n"),
            R"({"a":1,"b":["x","true",true],"c":{"d":null,"e":null,"f":null},"g":"~"})");
}

TEST(Yaml, KeepsTheTextOfUnquotedScalars) {
  const Node node = parse_yaml("[0123, 1e5, 1_000, yes, 2026-01-01, 0x1F]", "f.yaml");
  std::string texts;
  for (const Node& item : node.items) texts += item.scalar + (item.quoted ? "q " : " ");
  EXPECT_EQ(texts, "0123 1e5 1_000 yes 2026-01-01 0x1F ");
}

TEST(Yaml, KnowsWhatIsQuoted) {
  const Node node = parse_yaml("[a, 'a', \"a\", !!str 1]", "f.yaml");
  EXPECT_FALSE(node.items[0].quoted);
  EXPECT_TRUE(node.items[1].quoted);
  EXPECT_TRUE(node.items[2].quoted);
  EXPECT_TRUE(node.items[3].quoted);
}

TEST(Yaml, MarksPlacesFromOne) {
  const Node node = parse_yaml("# note\nab: {c: d}\n", "folder/f.yaml");
  EXPECT_EQ(node.entries[0].key_mark.text(), "folder/f.yaml:2:1");
  EXPECT_EQ(node.entries[0].value.entries[0].value.mark.text(), "folder/f.yaml:2:9");
}

TEST(Yaml, DocumentsAreTakenApart) {
  const auto count = [](const std::string& text) {
    return parse_yaml_documents(text, "f.yaml").size();
  };
  EXPECT_EQ(count(""), 0u);
  EXPECT_EQ(count("# nothing\n"), 0u);
  EXPECT_EQ(count("a: 1\n"), 1u);
  EXPECT_EQ(count("---\na: 1\n---\nb: 2\n"), 2u);
  EXPECT_EQ(count("a: 1\n---\nb: 2\n...\n"), 2u);
  EXPECT_EQ(count("a: 1\n---\n"), 2u);
  EXPECT_TRUE(parse_yaml("", "f.yaml").is_null());
  EXPECT_THAT(message_of([] { parse_yaml("a: 1\n---\nb: 2\n", "f.yaml"); }),
              AllOf(HasSubstr("f.yaml:3:1"), HasSubstr("single YAML document")));
}

TEST(Yaml, LineEndsOfOtherSystemsAreNewlines) {
  EXPECT_EQ(as_json("a: |\r\n  x\r\n  y\r\nb: 1\r\n"), as_json("a: |\n  x\n  y\nb: 1\n"));
  EXPECT_EQ(as_json("a: |\r\n  x\r\n"), R"({"a":"x\n"})");
}

TEST(Yaml, ByteOrderMarkIsPassedOver) { EXPECT_EQ(as_json("\uFEFFa: 1\n"), R"({"a":1})"); }

TEST(Yaml, LiteralBlocksKeepTheirLineEnds) {
  EXPECT_EQ(as_json("a: |-\n  x\n\n  y\n\nb: 1"), R"({"a":"x\n\ny","b":1})");
  EXPECT_EQ(as_json("a: |\n  x\n   y\n\nb: 1"), R"({"a":"x\n y\n","b":1})");
  EXPECT_EQ(as_json("a: |+\n  x\n\n\nb: 1"), R"({"a":"x\n\n\n","b":1})");
}

TEST(Yaml, EscapesGiveTheirCodePoints) {
  EXPECT_EQ(parse_yaml(R"("\N \_ \L \x85 \u00e9 \0")", "f.yaml").scalar,
            "\u0085 \u00a0 \u2028 \u0085 \u00e9 "s + '\0');
}

TEST(Yaml, AliasesAreCopies) {
  EXPECT_EQ(as_json("a: &x [1, {b: 2}]\nc: *x\nd: [*x]\n"),
            R"({"a":[1,{"b":2}],"c":[1,{"b":2}],"d":[[1,{"b":2}]]})");
}

TEST(Yaml, RefusesWhatIsNoYamlWithItsPlace) {
  EXPECT_THAT(refusal("a: [1\nb: 2\n"), HasSubstr("f.yaml:"));
  EXPECT_THAT(refusal("a: 1\n b: 2\n"), HasSubstr("f.yaml:2:"));
  EXPECT_THAT(refusal("a: *unknown\n"), HasSubstr("f.yaml:1:"));
  EXPECT_THAT(refusal("a: 'open\n"), HasSubstr("f.yaml:"));
  EXPECT_THAT(refusal("a:\n\t- tab\n"), HasSubstr("f.yaml:2:"));
  EXPECT_THAT(refusal("{a: 1} x\n"), HasSubstr("f.yaml:"));
}

TEST(Yaml, RefusesBytesThatDoNotBelongIntoText) {
  EXPECT_THAT(refusal("a: 1\nb: x\0y\n"s),
              AllOf(HasSubstr("f.yaml:2:5"), HasSubstr("control character")));
  EXPECT_THAT(refusal("a: 1\n\x04\nb: 2\n"), HasSubstr("f.yaml:2:1"));
  EXPECT_THAT(refusal("a: \x7f\n"), HasSubstr("control character"));
  EXPECT_THAT(refusal("a: \xff\n"), AllOf(HasSubstr("f.yaml:1:4"), HasSubstr("no UTF-8")));
  EXPECT_THAT(refusal("a: \xed\xa0\x80\n"), HasSubstr("no UTF-8"));
  EXPECT_THAT(refusal("a: \xc3"), HasSubstr("no UTF-8"));
  EXPECT_THAT(refusal("\xff\xfe"
                      "a\0:\0"s),
              HasSubstr("no UTF-8"));
}

TEST(Yaml, RefusesKeysThatStandTwiceOrAreNoSingleValue) {
  EXPECT_THAT(refusal("a: 1\nb: 2\na: 3\n"),
              AllOf(HasSubstr("f.yaml:3:1"), HasSubstr("'a' stands twice")));
  EXPECT_THAT(refusal("x: {a: 1, 'a': 2}\n"), HasSubstr("stands twice"));
  EXPECT_THAT(refusal("? [a]\n: 1\n"), HasSubstr("single value"));
  EXPECT_THAT(refusal("null: 1\n"), AllOf(HasSubstr("not null"), HasSubstr("quotes")));
  EXPECT_THAT(refusal("? {a: 1}\n: 1\n"), HasSubstr("single value"));
}

TEST(Yaml, RefusesDeepNesting) {
  const auto nested = [](size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_EQ(refusal(nested(kDeepestNesting)), "no error");
  EXPECT_THAT(refusal(nested(kDeepestNesting + 1)), HasSubstr("too deeply"));
  EXPECT_THAT(refusal(std::string(1'000'000, '[')), HasSubstr("too deeply"));
  std::string blocks;
  for (int i = 0; i < 5'000; ++i) blocks += "- ";
  EXPECT_THAT(refusal(blocks), HasSubstr("too deeply"));
}

TEST(Yaml, RefusesDepthThatAliasesMake) {
  std::string text = "- &a0 [" + std::string(80, '[') + std::string(80, ']') + "]\n";
  EXPECT_EQ(refusal(text + "- [*a0]\n"), "no error");
  EXPECT_THAT(refusal(text + "- " + std::string(30, '[') + "*a0" + std::string(30, ']')),
              HasSubstr("too deeply"));
}

TEST(Yaml, RefusesTreesThatAliasesBlowUp) {
  std::string bomb = "- &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string last = "*a" + std::to_string(i - 1);
    bomb += "- &a" + std::to_string(i) + " [" + last;
    for (int j = 0; j < 8; ++j) bomb += ", " + last;
    bomb += "]\n";
  }
  EXPECT_THAT(refusal(bomb), HasSubstr("too large"));
  std::string long_text = "- &a " + std::string(1'000'000, 'x') + "\n";
  for (int i = 0; i < 1'000; ++i) long_text += "- *a\n";
  EXPECT_THAT(refusal(long_text), HasSubstr("too large"));
}

TEST(Yaml, RefusesCopiesThatNestedAnchorsMake) {
  std::string text;
  for (int i = 0; i < 90; ++i) text += "[&a" + std::to_string(i) + " ";
  for (int i = 0; i < 2'000; ++i) text += i == 0 ? "[x" : ", x";
  EXPECT_THAT(refusal(text + "]" + std::string(90, ']')), HasSubstr("too large"));
}

TEST(Yaml, RefusesAnAliasInsideOfWhatItNames) {
  EXPECT_THAT(refusal("a: &x [*x]\n"), HasSubstr("inside of what it names"));
}

TEST(Yaml, AnchorsEndWithTheirDocument) {
  EXPECT_THAT(refusal("a: &x 1\n---\nb: *x\n"), Not(HasSubstr("no error")));
}

}  // namespace
}  // namespace whimbrel
