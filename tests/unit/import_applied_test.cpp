// What the version tables of other tools say.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "whimbrel/core/error.h"
#include "whimbrel/import/applied.h"

namespace whimbrel {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Row = std::vector<std::optional<std::string>>;

ImportedHistory chain(ImportTool tool, const std::vector<std::string>& versions) {
  ImportedHistory history;
  history.tool = tool;
  for (const std::string& each : versions) {
    ImportedRevision revision;
    revision.header.id = revision.version = each;
    revision.name = each + "_title";
    revision.sections.upgrade[""] = "x";
    history.revisions.push_back(std::move(revision));
  }
  return history;
}

std::vector<std::string> heads(const ImportedHistory& history, std::vector<Row> rows) {
  return applied_heads(history, "blue", {{}, std::move(rows)});
}

std::string refusal(const ImportedHistory& history, std::vector<Row> rows) {
  try {
    heads(history, std::move(rows));
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

TEST(ImportApplied, AVersionIsFoundWhateverItsPadding) {
  const ImportedHistory history = chain(ImportTool::golang_migrate, {"0001", "0002"});
  EXPECT_THAT(heads(history, {{"2", "f"}}), ElementsAre("0002"));
  EXPECT_THAT(heads(history, {{"0001_title", "0"}}), ElementsAre("0001"));
  EXPECT_THAT(heads(history, {}), IsEmpty());
  EXPECT_THAT(refusal(history, {{"3", "f"}}), HasSubstr("3 is applied, and no imported file"));
  EXPECT_THAT(refusal(history, {{"2", "t"}}), HasSubstr("dirty"));
}

TEST(ImportApplied, SeveralHeadsOfAlembicStaySeveral) {
  const ImportedHistory history = chain(ImportTool::alembic, {"a", "b", "c"});
  EXPECT_THAT(heads(history, {{"b"}, {"c"}}), ElementsAre("b", "c"));
  EXPECT_THAT(refusal(history, {{"z"}}), HasSubstr("z is applied"));
}

TEST(ImportApplied, AGapIsRefusedByName) {
  const ImportedHistory history = chain(ImportTool::dbmate, {"1", "2", "3", "4"});
  EXPECT_THAT(heads(history, {{"1"}, {"2"}}), ElementsAre("2"));
  EXPECT_THAT(refusal(history, {{"1"}, {"4"}}), HasSubstr("not applied: 2, 3"));
}

TEST(ImportApplied, AMigrationOfAnotherDialectLeavesNoGap) {
  ImportedHistory history = chain(ImportTool::goose, {"1", "2", "3"});
  history.revisions[1].sections.upgrade = {{"red", "x"}};
  EXPECT_THAT(heads(history, {{"0", "t"}, {"1", "t"}, {"3", "t"}}), ElementsAre("3"));
}

TEST(ImportApplied, OfFlywayUndoneFailedAndRepeatableRowsCountAsWhatTheyAre) {
  const ImportedHistory history = chain(ImportTool::flyway, {"1", "1.1", "2"});
  EXPECT_THAT(
      heads(history, {{"1", "BASELINE", "1"}, {"1.1", "SQL", "1"}, {std::nullopt, "SQL", "1"}}),
      ElementsAre("1.1"));
  EXPECT_THAT(heads(history, {{"1", "SQL", "1"}, {"1.1", "SQL", "1"}, {"1.1", "UNDO_SQL", "1"}}),
              ElementsAre("1"));
  EXPECT_THAT(heads(history, {{"1", "SQL", "1"}, {"1.0.5", "JDBC", "1"}}), ElementsAre("1"));
  EXPECT_THAT(refusal(history, {{"1", "SQL", "0"}}), HasSubstr("flyway repair"));
}

}  // namespace
}  // namespace whimbrel
