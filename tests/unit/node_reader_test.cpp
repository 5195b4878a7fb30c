#include "whimbrel/core/node_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/config_text.h"
#include "whimbrel/core/yaml.h"

namespace whimbrel {
namespace {

using test::message_of;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Node node(const std::string& yaml) { return parse_yaml(yaml, "f.yaml"); }

TEST(MapReader, ReadsWhatIsThereAndNothingElse) {
  const Node map = node("a: x\nb: true\nc: 7\nd: [p, q]\ne: p\nn:\n");
  MapReader reader(map, "thing");
  EXPECT_EQ(reader.required_text("a"), "x");
  EXPECT_EQ(reader.flag("b"), true);
  EXPECT_EQ(reader.number("c"), 7);
  EXPECT_THAT(reader.texts("d"), ElementsAre("p", "q"));
  EXPECT_THAT(reader.texts("e"), ElementsAre("p"));
  EXPECT_EQ(reader.text("n"), std::nullopt);
  EXPECT_EQ(reader.text("absent"), std::nullopt);
  EXPECT_EQ(reader.flag("absent"), std::nullopt);
  EXPECT_EQ(reader.number("absent"), std::nullopt);
  EXPECT_THAT(reader.texts("absent"), IsEmpty());
  EXPECT_EQ(message_of([&] { reader.finish(); }), "no error");
}

TEST(MapReader, RefusesAKeyNobodyAskedForWithPlaceAndNearestKey) {
  const Node map = node("name: x\n  \ncolums: y\n");
  MapReader reader(map, "table 'x'");
  reader.text("name");
  reader.find("columns");
  EXPECT_EQ(message_of([&] { reader.finish(); }),
            "f.yaml:3:1: unknown key 'colums' in table 'x'\n  hint: did you mean 'columns'?");
}

TEST(MapReader, ListsTheKnownKeysWhenNoneIsNear) {
  const Node map = node("zzzzzzzzz: x\n");
  MapReader reader(map, "thing");
  reader.find("one");
  reader.find("two");
  reader.find("one");
  EXPECT_THAT(message_of([&] { reader.finish(); }), HasSubstr("known keys: one, two"));
}

TEST(MapReader, NeedsAMapAndItsRequiredKeys) {
  const Node list = node("a: [1]\n");
  EXPECT_THAT(message_of([&] { MapReader(list.entries[0].value, "thing"); }),
              AllOf(HasSubstr("f.yaml:1:4"), HasSubstr("thing must be a map")));
  EXPECT_THAT(message_of([] { MapReader(Node(), "thing"); }), HasSubstr("must be a map"));
  const Node map = node("a:\n");
  MapReader reader(map, "thing");
  EXPECT_THAT(message_of([&] { reader.require("a"); }), HasSubstr("thing needs the key 'a'"));
}

TEST(MapReader, RefusesAKeyThatStandsTwice) {
  Node map = Node::map();
  map.add("a", Node::text("1"));
  map.add("a", Node::text("2"));
  EXPECT_THAT(message_of([&] { MapReader(map, "thing"); }), HasSubstr("'a' stands twice in thing"));
}

TEST(MapReader, ValueOfAnotherKindIsAnErrorAtItsPlace) {
  const Node map = node("t: [x]\nb: maybe\nn: 1.5\nl: {x: y}\ni: [[x]]\n");
  MapReader reader(map, "thing");
  EXPECT_THAT(message_of([&] { reader.text("t"); }),
              AllOf(HasSubstr("f.yaml:1:4"), HasSubstr("'t' of thing must be a single value")));
  EXPECT_THAT(message_of([&] { reader.flag("b"); }),
              AllOf(HasSubstr("f.yaml:2:4"), HasSubstr("'maybe'")));
  EXPECT_THAT(message_of([&] { reader.number("n"); }),
              AllOf(HasSubstr("f.yaml:3:4"), HasSubstr("'1.5'")));
  EXPECT_THAT(message_of([&] { reader.texts("l"); }), HasSubstr("must be a list"));
  EXPECT_THAT(message_of([&] { reader.texts("i"); }), HasSubstr("f.yaml:5:5"));
}

TEST(NodeReader, TruthIsSpelledAsInYaml12AndNeverQuoted) {
  for (const char* word : {"true", "True", "TRUE"})
    EXPECT_TRUE(truth(Node::plain(word), "it")) << word;
  for (const char* word : {"false", "False", "FALSE"})
    EXPECT_FALSE(truth(Node::plain(word), "it")) << word;
  for (const char* word : {"yes", "no", "on", "1", "tRUE", ""})
    EXPECT_THAT(message_of([&] { truth(Node::plain(word), "it"); }), HasSubstr("true or false"))
        << word;
  EXPECT_THAT(message_of([] { truth(Node::text("true"), "it"); }), HasSubstr("true or false"));
}

TEST(NodeReader, WholeNumbersAreRefusedWhereTheyDoNotFit) {
  EXPECT_EQ(whole_number(Node::plain("-9223372036854775808"), "it"), INT64_MIN);
  for (const char* word : {"", "9223372036854775808", "1x", "+1", "0x10", " 1", "1e3"})
    EXPECT_THAT(message_of([&] { whole_number(Node::plain(word), "it"); }),
                HasSubstr("whole number"))
        << word;
}

TEST(NodeReader, ErrorsDoNotRepeatAUrl) {
  const Node map = node("'server://me:sesame@host': 1\n");
  MapReader reader(map, "thing");
  EXPECT_THAT(message_of([&] { reader.finish(); }), HasSubstr("'server:***'"));
}

}  // namespace
}  // namespace whimbrel
