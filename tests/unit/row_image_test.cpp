#include "whimbrel/seed/row_image.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whimbrel {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

RowImage image(std::vector<std::string> columns,
               std::vector<std::vector<std::optional<std::string>>> rows, bool keyed = true) {
  RowImage result;
  result.table = QualifiedName("t");
  for (std::string& each : columns) result.columns.emplace_back(std::move(each));
  if (keyed) result.key = {result.columns.front()};
  result.rows = std::move(rows);
  return result;
}

std::vector<std::string> texts(const RowImage& before, const RowImage& after,
                               const std::set<Identifier>& ignored = {}) {
  std::vector<std::string> result;
  for (const RowChange& each : row_changes(before, after, ignored, 100))
    result.push_back(each.text(before.table));
  return result;
}

TEST(RowImage, IsTheSameInAnotherOrderOfRowsAndColumns) {
  EXPECT_THAT(texts(image({"id", "a"}, {{"1", "x"}, {"2", std::nullopt}}),
                    image({"a", "id"}, {{std::nullopt, "2"}, {"x", "1"}})),
              IsEmpty());
}

TEST(RowImage, NamesTheRowAndTheColumnOfAnotherValue) {
  EXPECT_THAT(texts(image({"id", "a"}, {{"1", "x"}, {"2", "y"}}),
                    image({"id", "a"}, {{"1", "x"}, {"2", std::nullopt}})),
              ElementsAre("table t, row id='2', column a: was 'y', is NULL"));
}

TEST(RowImage, TellsNullAndTheEmptyTextApart) {
  EXPECT_THAT(texts(image({"id", "a"}, {{"1", ""}}), image({"id", "a"}, {{"1", std::nullopt}})),
              ElementsAre("table t, row id='1', column a: was '', is NULL"));
}

TEST(RowImage, NamesRowsThatAreGoneAndRowsThatAreNew) {
  EXPECT_THAT(
      texts(image({"id"}, {{"1"}, {"2"}}), image({"id"}, {{"2"}, {"3"}})),
      ElementsAre("table t, row id='1': the row is gone", "table t, row id='3': the row is new"));
}

TEST(RowImage, WithoutAKeyNamesTheValueOfTheNearestRow) {
  EXPECT_THAT(texts(image({"a", "b"}, {{"1", "x"}, {"1", "y"}}, false),
                    image({"a", "b"}, {{"1", "x"}, {"1", "z"}}, false)),
              ElementsAre("table t, row a='1', b='y', column b: was 'y', is 'z'"));
}

TEST(RowImage, CountsEqualRowsWithoutAKey) {
  EXPECT_THAT(texts(image({"a"}, {{"1"}, {"1"}}, false), image({"a"}, {{"1"}}, false)),
              ElementsAre("table t, row a='1': the row is gone"));
}

TEST(RowImage, LooksAwayFromWhatIsIgnoredAlsoInTheKey) {
  EXPECT_THAT(
      texts(image({"id", "a"}, {{"1", "x"}}), image({"id", "a"}, {{"9", "x"}}), {Identifier("id")}),
      IsEmpty());
}

}  // namespace
}  // namespace whimbrel
