// The files that `whimbrel ci` writes, and what it refuses before it writes or runs anything.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "support/ci_project.h"
#include "support/json_schema.h"
#include "whimbrel/core/json.h"
#include "whimbrel/core/text.h"

namespace whimbrel::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

namespace fs = std::filesystem;

// Reads JUnit XML with the parser of Python's library, which is not ours, and holds it against the
// elements and attributes that the readers of the format know. Prints what it counted.
constexpr const char* kReadJunit = R"python(
import sys, xml.etree.ElementTree as tree
allowed = {
    'testsuites': ({'name', 'tests', 'failures', 'errors', 'skipped', 'time'}, {'testsuite'}),
    'testsuite': ({'name', 'tests', 'failures', 'errors', 'skipped', 'time'}, {'testcase'}),
    'testcase': ({'classname', 'name', 'time'}, {'failure', 'skipped', 'system-out'}),
    'failure': ({'message', 'type'}, set()), 'skipped': ({'message'}, set()),
    'system-out': (set(), set())}
root = tree.parse(sys.argv[1]).getroot()
assert root.tag == 'testsuites'
for node in root.iter():
    attributes, children = allowed[node.tag]
    assert set(node.keys()) <= attributes, (node.tag, node.keys())
    assert {child.tag for child in node} <= children, (node.tag, [c.tag for c in node])
for suite in root:
    for key, tag in (('tests', 'testcase'), ('failures', 'failure'), ('skipped', 'skipped')):
        assert int(suite.get(key)) == len(list(suite.iter(tag))), key
    assert float(suite.get('time')) >= 0
print(root.get('tests'), root.get('failures'), root.get('skipped'))
for case in root.iter('testcase'):
    for failure in case.iter('failure'):
        print(case.get('classname'), case.get('name'), failure.get('message'), sep='|')
)python";

class CiReports : public ::testing::Test {
 protected:
  std::string read_junit() {
    project_.write("read.py", kReadJunit);
    const CommandResult result = run({.program = "python3",
                                      .arguments = {"read.py", "reports/ci.xml"},
                                      .working_folder = project_.path()});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return result.out;
  }

  // Everything that could break out of a format.
  void add_nasty_failure() {
    project_.add_shop();
    project_.add_revision(
        "b2", "a1",
        "upgrade:\n"
        "  - execute: \"UPDATE users SET note = '<b>&\\\"]]> | ``` \\x01 \\u00e4 [x](y)'\"\n"
        "  - create_table: {name: \"we`ird|<t>&\", columns: [{name: a, type: integer}]}\n"
        "downgrade:\n  - drop_table: {name: \"we`ird|<t>&\"}\n");
  }

  void expect_refused(const Arguments& arguments, const std::vector<std::string>& words) {
    project_.add_shop();
    const CommandResult result = project_.expect(2, arguments);
    EXPECT_EQ(result.out, "");
    EXPECT_THAT(result.err, AllOf(HasSubstr("error: "), HasSubstr("hint: ")));
    for (const std::string& word : words) EXPECT_THAT(result.err, HasSubstr(word));
    EXPECT_THAT(all_objects(database_), IsEmpty());
  }

  FreshDatabase database_{"sqlite"};
  CiProject project_{database_};
};

TEST_F(CiReports, JunitIsWellFormedAndCountsStepsAndRevisions) {
  add_nasty_failure();
  project_.expect(1, {"ci"});
  const std::string read = read_junit();
  EXPECT_THAT(read, HasSubstr("8 3 0\n"));
  EXPECT_THAT(read,
              HasSubstr("whimbrel.dev.roundtrip|revision b2|after the downgrade: table users"));
  EXPECT_THAT(read, HasSubstr("<b>&\"]]> | ```"));
}

TEST_F(CiReports, SarifHasTheFailedRevisionWithItsFile) {
  add_nasty_failure();
  project_.expect(1, {"ci"});
  const Node log = parse_json(project_.read("reports/ci.sarif"), "reports/ci.sarif");
  EXPECT_EQ(log.find("version")->scalar, "2.1.0");
  const Node& run = log.find("runs")->items.at(0);
  std::set<std::string> rules;
  for (const Node& rule : run.find("tool")->find("driver")->find("rules")->items)
    EXPECT_TRUE(rules.insert(rule.find("id")->scalar).second);
  bool found = false;
  for (const Node& result : run.find("results")->items) {
    EXPECT_TRUE(rules.contains(result.find("ruleId")->scalar));
    EXPECT_THAT((std::vector<std::string>{"none", "note", "warning", "error"}),
                testing::Contains(result.find("level")->scalar));
    const Node* place = result.find("locations")->items.at(0).find("physicalLocation");
    EXPECT_THAT(place->find("artifactLocation")->find("uri")->scalar,
                testing::StartsWith("migrations/"));
    found = found || result.find("ruleId")->scalar == "round-trip";
  }
  EXPECT_TRUE(found);
}

TEST_F(CiReports, MarkdownHasATableOfTargetsAndStepsAndStaysText) {
  add_nasty_failure();
  project_.expect(1, {"ci"});
  const std::string text = project_.read("reports/ci.md");
  EXPECT_THAT(text, HasSubstr("| target | heads | review | upgrade | roundtrip | check | plan |"));
  EXPECT_THAT(text, testing::ContainsRegex("\\| dev \\(ephemeral\\) \\| ✔ [0-9.]+ s"));
  EXPECT_THAT(text, HasSubstr("✖"));
  EXPECT_THAT(text, HasSubstr("````sql\n"));  // the SQL has three backticks in it
  const std::string prose = text.substr(0, text.find("<details>"));
  EXPECT_THAT(prose, Not(HasSubstr("<b>")));
  EXPECT_THAT(prose, Not(HasSubstr("[x](y)")));
}

TEST_F(CiReports, JsonIsTheAnswerAndFitsItsSchema) {
  add_nasty_failure();
  const CommandResult result = project_.expect(1, {"ci", "--format", "json"});
  const Node printed = parse_json(result.out, "the answer");
  const Node written = parse_json(project_.read("reports/ci.json"), "reports/ci.json");
  EXPECT_EQ(JsonSchema("answer").problems(printed), "");
  EXPECT_EQ(JsonSchema("answer").problems(written), "");
  EXPECT_EQ(printed.find("result")->find("line")->scalar,
            written.find("result")->find("line")->scalar);
}

TEST_F(CiReports, TheSchemaOfAnswersRefusesAnotherFormOfTheResult) {
  const JsonSchema schema("answer");
  EXPECT_NE(schema.problems(parse_json(R"({"command": "ci", "target": null, "result": []})", "j")),
            "");
  EXPECT_EQ(
      schema.problems(parse_json(R"({"command": "heads", "target": null, "result": []})", "j")),
      "");
}

TEST_F(CiReports, SeveralHeadsAreAFailureThatNamesThemAndTheCure) {
  project_.add_shop();
  project_.add_revision("b2", "a1", "upgrade: []\ndowngrade: []\n");
  project_.add_revision("c3", "a1", "upgrade: []\ndowngrade: []\n");
  const CommandResult result = project_.expect(2, {"ci"});
  EXPECT_THAT(result.out, AllOf(HasSubstr("heads on dev (2 heads: 'b2', 'c3')"),
                                HasSubstr("down_revision is [b2, c3]")));
  EXPECT_EQ(project_.state("roundtrip"), "passed");
}

TEST_F(CiReports, AHistoryThatCannotBeReadFailsAndIsReported) {
  project_.add_revision("b2", "nosuch", "upgrade: []\n");
  const CommandResult result = project_.expect(2, {"ci"});
  EXPECT_THAT(result.out, HasSubstr("nosuch"));
  EXPECT_EQ(project_.state("heads"), "failed");
}

TEST_F(CiReports, AFailingTargetDoesNotStopTheOthers) {
  project_.write("whimbrel.yaml",
                 "version: 1\ntargets:\n  bad: {url: \"${NO_SUCH_VARIABLE_HERE}\"}\n"
                 "  dev: {url: \"${DATABASE_URL}\"}\nreview: {threshold: off}\nci:\n"
                 "  targets: [{target: bad, ephemeral: true}, {target: dev, ephemeral: true}]\n"
                 "  reports: {json: reports/ci.json}\n");
  project_.add_shop();
  const CommandResult result = project_.expect(2, {"ci"});
  EXPECT_THAT(result.out, HasSubstr("ci: 2 targets, 6 of 12 steps passed, 5 skipped; failed: heads "
                                    "on bad ("));
  EXPECT_EQ(project_.state("roundtrip", 1), "passed");
}

TEST_F(CiReports, AFolderThatCannotBeWrittenIsFoundBeforeAnythingRuns) {
  project_.write("file", "no folder");
  expect_refused({"ci", "--report", "junit=file/ci.xml"}, {"junit report", "file/ci.xml"});
  expect_refused({"ci", "--report", "json=/proc/whimbrel/ci.json"}, {"/proc/whimbrel"});
  expect_refused({"ci", "--report", "markdown=migrations"}, {"folder"});
  EXPECT_FALSE(fs::exists(project_.path() / "reports" / "ci.sarif"));
}

TEST_F(CiReports, AFailedTrialLeavesNoFileBehind) {
  expect_refused({"ci", "--report", "junit=a/b.xml", "--report", "sarif=migrations"}, {"sarif"});
  EXPECT_TRUE(fs::is_empty(project_.path() / "a"));
}

TEST_F(CiReports, UnknownWordsOfTheCommandLineAreRefused) {
  expect_refused({"ci", "--step", "roundtirp"}, {"roundtirp", "did you mean 'roundtrip'"});
  expect_refused({"ci", "--target", "prod"}, {"prod", "dev"});
  expect_refused({"ci", "--since", "nosuch"}, {"nosuch"});
  expect_refused({"ci", "--report", "html=a"}, {"html", "junit"});
  project_.write("whimbrel.yaml", "version: 1\ntargets: {dev: {url: \"${DATABASE_URL}\"}}\n");
  expect_refused({"ci"}, {"has no 'ci'", "ephemeral"});
}

TEST_F(CiReports, ATargetOfTheCommandLineNeedsNoSection) {
  project_.write("whimbrel.yaml", "version: 1\ntargets: {dev: {url: \"${DATABASE_URL}\"}}\n");
  project_.add_shop();
  const CommandResult result = project_.expect(0, {"ci", "--target", "dev", "--ephemeral", "--step",
                                                   "upgrade,roundtrip", "--step", "check"});
  EXPECT_THAT(result.out, HasSubstr("ci: 1 target, 3 of 3 steps passed\n"));
  const CommandResult url = project_.expect(
      0, {"ci", "--url", database_.url().reveal(), "--ephemeral", "--step", "upgrade"});
  EXPECT_THAT(url.out, HasSubstr("ci: 1 target, 1 of 1 steps passed\n"));
  EXPECT_THAT(all_objects(database_), IsEmpty());
}

TEST_F(CiReports, ATableThatCannotBeSeededIsNamed) {
  project_.add_revision("a1", "",
                        "upgrade:\n"
                        "  - create_table:\n"
                        "      name: locked\n"
                        "      columns: [{name: a, type: integer}]\n"
                        "      checks: {ck_locked: \"1 = 0\"}\n"
                        "downgrade: auto\n");
  project_.want(
      "tables: {locked: {columns: {a: {type: integer}}, checks: {ck_locked: '1 = 0'}}}\n");
  project_.expect(0, {"ci"});
  EXPECT_THAT(project_.texts("roundtrip", "details"),
              HasSubstr("revision a1: table locked has no rows: "));
}

}  // namespace
}  // namespace whimbrel::test
