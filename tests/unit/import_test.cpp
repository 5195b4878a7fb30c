// Histories of other tools become revisions.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/temporary_folder.h"
#include "whimbrel/core/error.h"
#include "whimbrel/import/history.h"

namespace whimbrel {
namespace {

using test::TemporaryFolder;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Texts = std::map<std::string, std::string>;

ImportRequest request(ImportTool tool, const TemporaryFolder& folder) {
  ImportRequest request;
  request.tool = tool;
  request.sources = {{folder.path(), {}}};
  request.dialect_words = {{"blue", {"blue"}}, {"red", {"red"}}, {"rouge", {"red"}}};
  request.version_table = default_version_table(tool);
  return request;
}

ImportedHistory history(ImportTool tool, const TemporaryFolder& folder) {
  return read_history(request(tool, folder));
}

std::vector<std::string> ids(const ImportedHistory& history) {
  std::vector<std::string> result;
  for (const ImportedRevision& each : history.revisions) result.push_back(each.header.id);
  return result;
}

std::string problem(ImportTool tool, const TemporaryFolder& folder) {
  try {
    history(tool, folder);
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

std::vector<std::string> texts(const std::vector<ImportNote>& notes) {
  std::vector<std::string> result;
  for (const ImportNote& each : notes)
    result.push_back(std::filesystem::path(each.mark.text()).filename().string() + " " + each.text);
  return result;
}

TEST(ImportGolangMigrate, VersionsAreOrderedAsNumbersAndKeepTheirPadding) {
  const TemporaryFolder folder;
  folder.write("10_third.up.sql", "c");
  folder.write("0009_second_one.up.sql", "b");
  folder.write("0009_second_one.down.sql", "-b");
  folder.write("20150100000001000000_far.up.sql", "d");
  folder.write("0001_first.up.sql", "a");
  const ImportedHistory read = history(ImportTool::golang_migrate, folder);
  EXPECT_THAT(ids(read), ElementsAre("0001", "0009", "10", "20150100000001000000"));
  EXPECT_THAT(read.revisions[1].header.down_revisions, ElementsAre("0001"));
  EXPECT_EQ(read.revisions[1].header.message, "second one");
  EXPECT_EQ(read.revisions[1].sections.downgrade, (Texts{{"", "-b"}}));
  EXPECT_THAT(read.revisions[0].sections.downgrade, IsEmpty());
}

TEST(ImportGolangMigrate, AWordInTheNameIsADialectAndAutocommitHasNoTransaction) {
  const TemporaryFolder folder;
  folder.write("1_a.up.sql", "all");
  folder.write("1_a.rouge.up.sql", "red");
  folder.write("2_b.blue3.autocommit.up.sql", "blue");
  folder.write("3_v1.2.up.sql", "dotted");
  folder.write("1_a.green.up.sql", "green");
  const ImportedHistory read = history(ImportTool::golang_migrate, folder);
  EXPECT_EQ(read.revisions[0].sections.upgrade, (Texts{{"", "all"}, {"red", "red"}}));
  EXPECT_EQ(read.revisions[1].sections.upgrade, (Texts{{"blue", "blue"}}));
  EXPECT_FALSE(read.revisions[1].sections.transactional);
  EXPECT_EQ(read.revisions[2].header.message, "v1.2");
  EXPECT_THAT(texts(read.left_out),
              ElementsAre(AllOf(HasSubstr("1_a.green.up.sql"), HasSubstr("'green'"))));
  EXPECT_TRUE(sections_for_file(read.revisions[1], dialects_of(read)).upgrade.contains("red"))
      << "a dialect that has nothing here passes over the revision";
  EXPECT_FALSE(read.revisions[1].is_for("red"));
}

TEST(ImportGolangMigrate, OneNumberWithSeveralTitlesIsSeveralRevisions) {
  const TemporaryFolder folder;
  folder.write("0001_b-two.up.sql", "b");
  folder.write("0001_a.up.sql", "a");
  folder.write("0002_up.up.sql", "c");
  folder.write("0002_other.down.sql", "-c");
  const ImportedHistory read = history(ImportTool::golang_migrate, folder);
  EXPECT_THAT(ids(read), ElementsAre("0001_a", "0001_b_two", "0002"));
  EXPECT_EQ(read.revisions[2].sections.downgrade, (Texts{{"", "-c"}}));
}

TEST(ImportGolangMigrate, WhatIsNoMigrationIsNamed) {
  const TemporaryFolder folder;
  folder.write("1_a.up.sql", "a");
  folder.write("notes.sql", "x");
  folder.write("2_code.up.go", "x");
  folder.write("README.md", "x");
  folder.write("3_b.down.sql", "x");
  EXPECT_THAT(texts(history(ImportTool::golang_migrate, folder).left_out),
              ElementsAre(HasSubstr("2_code.up.go"), HasSubstr("notes.sql"),
                          HasSubstr("a way down without a way up")));
}

TEST(ImportGolangMigrate, TheTransactionAroundAFileIsTheRevisionsOwn) {
  const TemporaryFolder folder;
  folder.write("1_a.up.sql", "-- why\nBEGIN;\nSELECT 1;\nCOMMIT;\n");
  folder.write("2_b.up.sql", "SELECT 1;\nCOMMIT;\nSELECT 2;\n");
  const ImportedHistory read = history(ImportTool::golang_migrate, folder);
  const std::string& sql = read.revisions[0].sections.upgrade.at("");
  EXPECT_EQ(sql.find("BEGIN;"), std::string::npos);
  EXPECT_EQ(sql.find("COMMIT;"), std::string::npos);
  EXPECT_EQ(std::count(sql.begin(), sql.end(), '\n'), 4);
  EXPECT_TRUE(read.revisions[0].sections.transactional);
  EXPECT_FALSE(read.revisions[1].sections.transactional);
  EXPECT_THAT(texts(read.warnings), ElementsAre(HasSubstr("2_b.up.sql:2")));
}

TEST(ImportGolangMigrate, TwoFilesForTheSameAreAnError) {
  const TemporaryFolder folder;
  folder.write("1_a.red.up.sql", "a");
  folder.write("1_a.rouge.up.sql", "b");
  EXPECT_THAT(problem(ImportTool::golang_migrate, folder),
              AllOf(HasSubstr("1_a.rouge.up.sql"), HasSubstr("another file has this version")));
}

TEST(ImportDbmate, BothDirectionsStandInOneFile) {
  const TemporaryFolder folder;
  folder.write("20240203101112_add_a.sql",
               "-- a\n-- migrate:up transaction:false\nup;\n\n-- migrate:down\ndown;\n");
  const ImportedHistory read = history(ImportTool::dbmate, folder);
  const ImportedRevision& revision = read.revisions.at(0);
  EXPECT_EQ(revision.header.created, "2024-02-03T10:11:12Z");
  EXPECT_EQ(revision.sections.upgrade, (Texts{{"", "up;\n"}}));
  EXPECT_EQ(revision.sections.downgrade, (Texts{{"", "down;\n"}}));
  EXPECT_FALSE(revision.sections.transactional);
  EXPECT_THAT(texts(read.warnings), ElementsAre(HasSubstr("both directions")));
}

TEST(ImportDbmate, WhatIsNotUnderstoodIsNamedWithItsLine) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"-- migrate:up wild:true\n", "1_a.sql:1"},
      {"-- migrate:sideways\n", "1_a.sql:1"},
      {"-- migrate:up\n\n-- migrate:up\n", "1_a.sql:3"},
      {"\nSELECT 1;\n-- migrate:up\n", "1_a.sql:2"},
      {"-- nothing\n", "there is no '-- migrate:up'"},
  };
  for (const auto& [text, place] : cases) {
    const TemporaryFolder folder;
    folder.write("1_a.sql", text);
    EXPECT_THAT(problem(ImportTool::dbmate, folder), HasSubstr(place)) << text;
  }
}

TEST(ImportGoose, DirectivesBecomeWhatTheyMean) {
  const TemporaryFolder folder;
  folder.write("00001_a.sql",
               "-- +goose NO TRANSACTION\n-- +goose Up\n-- +goose StatementBegin\nCREATE x; "
               "y\n-- +goose StatementEnd\n-- +goose Down\nDROP x;\n");
  folder.write("00002_b.go", "package x");
  const ImportedHistory read = history(ImportTool::goose, folder);
  EXPECT_THAT(ids(read), ElementsAre("00001"));
  EXPECT_EQ(read.revisions[0].sections.upgrade, (Texts{{"", "CREATE x; y\n;\n"}}));
  EXPECT_FALSE(read.revisions[0].sections.transactional);
  EXPECT_THAT(texts(read.left_out), ElementsAre(HasSubstr("00002_b.go")));
}

TEST(ImportGoose, AVariableOfTheEnvironmentMakesARevisionThatRefuses) {
  const TemporaryFolder folder;
  folder.write("1_a.sql", "-- +goose ENVSUB ON\n-- +goose Up\nSELECT ${NAME};\n");
  folder.write("2_b.sql", "-- +goose Up\nSELECT '${NAME}';\n");
  const ImportedHistory read = history(ImportTool::goose, folder);
  EXPECT_THAT(read.revisions[0].sections.refused, HasSubstr("line 3 of 1_a.sql"));
  EXPECT_THAT(read.revisions[1].sections.refused, IsEmpty());
}

TEST(ImportGoose, WhatIsNotUnderstoodIsNamedWithItsLine) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"-- +goose Up\n-- +goose Sideways\n", "1_a.sql:2"},
      {"-- +goose Up\n-- +goose StatementEnd\n", "1_a.sql:2"},
      {"-- +goose Up\n-- +goose StatementBegin\nx\n", "1_a.sql:2"},
      {"-- +goose StatementBegin\n", "1_a.sql:1"},
  };
  for (const auto& [text, place] : cases) {
    const TemporaryFolder folder;
    folder.write("1_a.sql", text);
    EXPECT_THAT(problem(ImportTool::goose, folder), HasSubstr(place)) << text;
  }
}

TEST(ImportFlyway, VersionsAreSpelledWithDots) {
  const TemporaryFolder folder;
  folder.write("V1_10__Ten.sql", "c");
  folder.write("V1.2.1__Two_one.sql", "b");
  folder.write("sub/V1__First.sql", "a");
  folder.write("U1_2_1__Two_one.sql", "-b");
  const ImportedHistory read = history(ImportTool::flyway, folder);
  EXPECT_THAT(ids(read), ElementsAre("1", "1.2.1", "1.10"));
  EXPECT_EQ(read.revisions[1].header.message, "Two one");
  EXPECT_EQ(read.revisions[1].sections.downgrade, (Texts{{"", "-b"}}));
}

TEST(ImportFlyway, RepeatablesCallbacksBaselinesAndProgramsAreNamed) {
  const TemporaryFolder folder;
  folder.write("V1__a.sql", "a");
  folder.write("R__view.sql", "x");
  folder.write("B1__base.sql", "x");
  folder.write("afterMigrate.sql", "x");
  folder.write("V2__Code.java", "x");
  EXPECT_THAT(texts(history(ImportTool::flyway, folder).left_out),
              ElementsAre(HasSubstr("baseline"), HasSubstr("repeatable"), HasSubstr("program"),
                          HasSubstr("callback")));
}

TEST(ImportFlyway, TheFileBesideAScriptAndPlaceholdersCount) {
  const TemporaryFolder folder;
  folder.write("V1__a.sql", "a");
  folder.write("V1__a.sql.conf", "# x\nexecuteInTransaction = false\nencoding=UTF-8\n");
  folder.write("V2__b.sql", "one;\nCREATE TABLE ${prefix}x;\n");
  folder.write("V3__c.sql", "SELECT '${x}';\n");
  folder.write("V3__c.sql.conf", "placeholderReplacement=false\n");
  const ImportedHistory read = history(ImportTool::flyway, folder);
  EXPECT_FALSE(read.revisions[0].sections.transactional);
  EXPECT_THAT(read.revisions[1].sections.refused,
              AllOf(HasSubstr("line 2"), HasSubstr("${prefix}")));
  EXPECT_THAT(read.revisions[2].sections.refused, IsEmpty());
  EXPECT_THAT(texts(read.warnings), ElementsAre(HasSubstr("'encoding'"), HasSubstr("V2__b.sql:2")));
}

TEST(ImportSources, AFolderForADialectMakesSectionsForIt) {
  const TemporaryFolder red;
  const TemporaryFolder blue;
  red.write("1_a.sql", "-- +goose Up\nred;\n");
  blue.write("001_b.sql", "-- +goose Up\nblue;\n");
  blue.write("2_c.sql", "-- +goose Up\nmore;\n-- +goose Down\nless;\n");
  ImportRequest both = request(ImportTool::goose, red);
  both.sources = {{red.path(), {"red"}}, {blue.path(), {"blue"}}};
  const ImportedHistory read = read_history(both);
  ASSERT_EQ(read.revisions.size(), 2u);
  EXPECT_EQ(read.revisions[0].sections.upgrade, (Texts{{"blue", "blue;\n"}, {"red", "red;\n"}}));
  const SqlSections second = sections_for_file(read.revisions[1], dialects_of(read));
  EXPECT_EQ(second.upgrade.at("red"), "-- nothing happens here on this dialect\n");
  EXPECT_EQ(second.downgrade, (Texts{{"blue", "less;\n"}, {"red", ""}}));
}

TEST(ImportTools, AWordThatIsNoToolIsAnsweredWithTheNearest) {
  EXPECT_EQ(parse_import_tool("golang-migrate"), ImportTool::golang_migrate);
  try {
    parse_import_tool("flywya");
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.hint(), HasSubstr("flyway"));
  }
}

}  // namespace
}  // namespace whimbrel
