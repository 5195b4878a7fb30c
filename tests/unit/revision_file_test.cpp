#include "whimbrel/revision/revision_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "whimbrel/core/error.h"
#include "whimbrel/dialect/sql_splitter.h"

namespace whimbrel {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* kFile = "m/ab12_x.yaml";
constexpr const char* kSql = "m/ab12_x.sql";

std::string refusal(const std::function<void()>& body) {
  try {
    body();
  } catch (const Error& error) {
    return error.what();
  }
  return "accepted";
}

Revision header(const std::string& text, const char* file = kFile) {
  return parse_revision_header(text, file);
}

TEST(RevisionHeader, ReadsEveryKey) {
  const Revision revision = header(
      "revision: ab12\ndown_revision: [c1, c2]\ndepends_on: d3\nbranch_labels: billing\n"
      "message: Add it\ncreated: 2026-11-22T14:32:00Z\n---\nupgrade: []\n");
  EXPECT_EQ(revision.id, "ab12");
  EXPECT_THAT(revision.down_revisions, ElementsAre("c1", "c2"));
  EXPECT_THAT(revision.depends_on, ElementsAre("d3"));
  EXPECT_THAT(revision.branch_labels, ElementsAre("billing"));
  EXPECT_EQ(revision.message, "Add it");
  EXPECT_EQ(revision.created, "2026-11-22T14:32:00Z");
}

TEST(RevisionHeader, IdsAreTextWhateverTheyLookLike) {
  for (const char* id : {"0123", "1e5", "0x1f", "1_000", "true", "12:30:45"})
    EXPECT_EQ(header("revision: " + std::string(id) + "\n---\n").id, id);
}

TEST(RevisionHeader, AcceptsALeadingSeparatorCommentsAndForeignLineEnds) {
  EXPECT_EQ(header("# mine\n---\nrevision: ab12\n---\nupgrade: []\n").id, "ab12");
  EXPECT_EQ(header("---\r\nrevision: ab12\r\nmessage: x y\r\n---\r\n").message, "x y");
}

TEST(RevisionHeader, PlainAndQuotedSpellingsReadTheSame) {
  const Revision plain = header("revision: ab12\nmessage: Add a table\n---\n");
  const Revision quoted = header("\"revision\": 'ab12'\nmessage: \"Add a table\"\n---\n");
  EXPECT_EQ(plain, quoted);
  EXPECT_EQ(header("revision: a\nmessage: \"it's #1: \\u00e9\"\n---\n").message,
            "it's #1: \xc3\xa9");
}

TEST(RevisionHeader, RefusesAFileThatIsNoRevision) {
  EXPECT_THAT(refusal([] { header("tables: {}\n"); }), HasSubstr("no key 'revision'"));
  EXPECT_THAT(refusal([] { header(""); }), HasSubstr(kFile));
  EXPECT_THAT(refusal([] { header("revision: a\ndown_revison: b\n---\n"); }),
              HasSubstr("did you mean 'down_revision'?"));
  EXPECT_THAT(refusal([] { header("SELECT 1;\n", kSql); }), HasSubstr("-- whimbrel: revision"));
}

TEST(RevisionBody, TheChecksumCoversTheBodyAndNotTheHeader) {
  const std::string body = "---\nupgrade:\n  - drop_table: {name: t}\n";
  const auto sum = [](const std::string& text) {
    return parse_revision_body(text, kFile).checksum;
  };
  EXPECT_EQ(sum("revision: a\n" + body), sum("revision: a\ndown_revision: b\n" + body));
  EXPECT_NE(sum("revision: a\n" + body), sum("revision: a\n---\nupgrade: []\n"));
  EXPECT_EQ(sum("revision: a\n---\nupgrade: []\n"), sum("revision: a\r\n---\r\nupgrade: []\r\n"));
}

TEST(RevisionBody, AutoDerivesTheWayBack) {
  const RevisionBody body = parse_revision_body(
      "revision: a\n---\nupgrade:\n"
      "  - add_column: {table: t, column: {name: c, type: text}}\n"
      "  - create_index: {name: i, table: t, columns: [c]}\ndowngrade: auto\n",
      kFile);
  std::vector<std::string> down;
  for (const LocatedOperation& each : operations_of(body, false, "any", kFile))
    down.push_back(summary(each.operation));
  EXPECT_THAT(down, ElementsAre("drop_index i on t", "drop_column t.c"));
}

TEST(RevisionBody, AutoIsRefusedWithTheOperationAndItsPlace) {
  const RevisionBody body = parse_revision_body(
      "revision: a\n---\nupgrade:\n  - drop_table: {name: t}\ndowngrade: auto\n", kFile);
  const std::string text = refusal([&] { operations_of(body, false, "any", kFile); });
  EXPECT_THAT(text, HasSubstr("drop_table t"));
  EXPECT_THAT(text, HasSubstr("ab12_x.yaml:4:5"));
  EXPECT_THAT(text, HasSubstr("before"));
}

TEST(RevisionBody, WithoutADowngradeTheWayBackIsRefused) {
  const RevisionBody body = parse_revision_body("revision: a\n---\nupgrade: []\n", kFile);
  EXPECT_THAT(refusal([&] { operations_of(body, false, "any", kFile); }), HasSubstr("no way down"));
}

constexpr const char* kSqlText =
    "-- whimbrel: revision: ab12\n-- whimbrel: message: Two sections\n\n"
    "-- whimbrel: upgrade\nCREATE TABLE t (a int);\n"
    "-- whimbrel: upgrade one\nCREATE TABLE t (a integer);\n"
    "-- whimbrel: downgrade\nDROP TABLE t;\n";

std::string sql_of(const RevisionBody& body, bool up, const char* dialect) {
  const auto operations = operations_of(body, up, dialect, kSql);
  return split_script(std::get<Execute>(operations.at(0).operation).sql.text, {}).at(0).text;
}

TEST(SqlRevision, ASectionForADialectReplacesTheGeneralOne) {
  const RevisionBody body = parse_revision_body(kSqlText, kSql);
  EXPECT_EQ(header(kSqlText, kSql).message, "Two sections");
  EXPECT_EQ(sql_of(body, true, "one"), "CREATE TABLE t (a integer)");
  EXPECT_EQ(sql_of(body, true, "two"), "CREATE TABLE t (a int)");
  EXPECT_EQ(sql_of(body, false, "one"), "DROP TABLE t");
}

TEST(SqlRevision, StatementsKnowTheirLineInTheFile) {
  const RevisionBody body = parse_revision_body(kSqlText, kSql);
  const auto operations = operations_of(body, false, "two", kSql);
  const auto statements = split_script(std::get<Execute>(operations.at(0).operation).sql.text, {});
  EXPECT_EQ(statements.at(0).line, 9);
}

TEST(SqlRevision, ADialectWithoutASectionIsRefused) {
  const RevisionBody body =
      parse_revision_body("-- whimbrel: revision: a\n-- whimbrel: upgrade one\nSELECT 1;\n", kSql);
  EXPECT_THAT(refusal([&] { operations_of(body, true, "two", kSql); }),
              HasSubstr("no upgrade section for two"));
}

TEST(RefusedRevision, StandsInTheGraphAndRunsInNeitherDirection) {
  const std::string in_sql = "-- whimbrel: revision: a\n-- whimbrel: refused: nobody knows: why\n";
  const std::string in_yaml = "revision: a\n---\nrefused: 'nobody knows: why'\ndowngrade: auto\n";
  EXPECT_EQ(header(in_sql, kSql).id, "a");
  for (const auto& [text, file] : {std::pair(in_sql, kSql), std::pair(in_yaml, kFile)}) {
    const RevisionBody body = parse_revision_body(text, file);
    for (const bool up : {true, false})
      EXPECT_THAT(refusal([&, name = file] { operations_of(body, up, "one", name); }),
                  testing::AllOf(HasSubstr("nobody knows: why"), HasSubstr("whimbrel stamp"),
                                 HasSubstr(file)));
  }
}

TEST(RefusedRevision, SaysWhy) {
  EXPECT_THAT(refusal([] { parse_revision_body("revision: a\n---\nrefused: ''\n", kFile); }),
              HasSubstr("ab12_x.yaml:3"));
  EXPECT_THAT(refusal([] { parse_revision_body("-- whimbrel: refused:\n", kSql); }),
              HasSubstr("ab12_x.sql:1"));
}

TEST(RevisionText, OfSqlHasTheSectionsThatItIsGiven) {
  Revision revision;
  revision.id = "a";
  SqlSections sections;
  sections.upgrade = {{"", "SELECT 1;"}, {"one", "SELECT 2;\n"}};
  sections.downgrade = {{"one", "SELECT 3;"}};
  sections.transactional = false;
  const RevisionBody body = parse_revision_body(sql_revision_text(revision, sections), kSql);
  EXPECT_EQ(sql_of(body, true, "two"), "SELECT 1");
  EXPECT_EQ(sql_of(body, true, "one"), "SELECT 2");
  EXPECT_EQ(sql_of(body, false, "one"), "SELECT 3");
  EXPECT_EQ(body.transactional, false);
  sections.upgrade[""] = "SELECT 1;\n-- whimbrel: downgrade\n";
  EXPECT_THAT(refusal([&] { sql_revision_text(revision, sections); }), HasSubstr("directive"));
}

TEST(RevisionText, ReadsBack) {
  Revision revision;
  revision.id = "0123";
  revision.down_revisions = {"1e5"};
  revision.message = "Add: a #table 'x'";
  revision.created = "2026-11-22T14:32:00Z";
  const std::string text =
      revision_text(revision, std::vector<Operation>{DropTable{QualifiedName("t"), {}}}, {});
  Revision read = header(text);
  read.file.clear();
  EXPECT_EQ(read, revision);
  EXPECT_EQ(parse_revision_body(text, kFile).upgrade.size(), 1U);
  Revision from_sql = header(sql_revision_text(revision), kSql);
  from_sql.file.clear();
  EXPECT_EQ(from_sql, revision);
}

}  // namespace
}  // namespace whimbrel
