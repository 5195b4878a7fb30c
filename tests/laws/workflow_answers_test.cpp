// What the commands that report say, for people and for programs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/json_schema.h"
#include "support/project.h"
#include "whimbrel/core/json.h"

namespace whimbrel::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class WorkflowAnswers : public ::testing::Test {
 protected:
  WorkflowAnswers() {
    project_.add_revision("a1", "",
                          "upgrade:\n"
                          "  - create_table: {name: a, columns: [{name: id, type: integer}]}\n"
                          "downgrade: auto\n");
    project_.add_revision("b2", "a1",
                          "upgrade:\n  - add_column: {table: a, column: {name: note, type: text}}\n"
                          "downgrade: auto\n");
  }

  static std::string text(const Node& node, const char* key) {
    const Node* value = node.find(key);
    return value ? value->scalar : std::string("no ") + key;
  }

  FreshDatabase database_;
  Project project_{database_};
};

TEST_F(WorkflowAnswers, HistoryListsTheNewestFirstAndMarksWhereTheDatabaseIs) {
  EXPECT_EQ(project_.succeed({"history"}),
            "a1 -> b2 (head), Revision b2\n<base> -> a1, Revision a1\n");
  project_.succeed({"upgrade", "a1"});
  EXPECT_EQ(project_.succeed({"history", "--indicate-current"}),
            "a1 -> b2 (head), Revision b2\n<base> -> a1 (current), Revision a1\n");
}

TEST_F(WorkflowAnswers, HeadsAndShowNameTheRevision) {
  EXPECT_EQ(project_.succeed({"heads"}), "b2 (head)\n");
  EXPECT_THAT(project_.succeed({"show", "a1"}),
              AllOf(HasSubstr("Revision a1"), HasSubstr("a1.yaml"), HasSubstr("create_table")));
}

TEST_F(WorkflowAnswers, CurrentCanFailWhenTheDatabaseIsNotAtTheHead) {
  project_.succeed({"upgrade", "a1"});
  EXPECT_EQ(project_.expect(3, {"current", "--check-heads"}).out, "a1\n");
  project_.succeed({"upgrade"});
  EXPECT_EQ(project_.expect(0, {"current", "--check-heads"}).out, "b2 (head)\n");
}

TEST_F(WorkflowAnswers, EveryReportIsAJsonAnswer) {
  EXPECT_THAT(project_.answer({"upgrade", "a1"}).items, SizeIs(1));
  const Node current = project_.answer({"current"});
  ASSERT_THAT(current.items, SizeIs(1));
  EXPECT_EQ(text(current.items[0], "revision"), "a1");
  EXPECT_THAT(project_.answer({"history"}).items, SizeIs(2));
  EXPECT_EQ(text(project_.answer({"heads"}).items.at(0), "revision"), "b2");
  EXPECT_THAT(text(project_.answer({"show", "b2"}).items.at(0), "text"), HasSubstr("add_column"));
  project_.succeed({"upgrade"});
  EXPECT_EQ(text(project_.answer({"check"}), "different"), "true");
  EXPECT_THAT(project_.answer({"downgrade", "base"}).items, SizeIs(2));
  EXPECT_THAT(project_.answer({"stamp", "head"}).items, SizeIs(1));
  EXPECT_TRUE(project_.answer({"inspect"}).is_map());
}

TEST_F(WorkflowAnswers, AnAnswerNamesCommandAndTarget) {
  const CommandResult result = project_.expect(0, {"current", "--format", "json"});
  const Node answer = parse_json(result.out, "the answer");
  EXPECT_EQ(text(answer, "command"), "current");
  EXPECT_EQ(text(answer, "target"), "dev");
}

TEST_F(WorkflowAnswers, ErrorsAreJsonAnswersToo) {
  const Node unknown = project_.answer({"upgrade", "nosuchrevision"});
  EXPECT_EQ(text(unknown, "code"), "revision");
  EXPECT_THAT(text(unknown, "message"), HasSubstr("nosuchrevision"));
  const Node pending = project_.answer({"revision", "--autogenerate", "-m", "x"});
  EXPECT_EQ(text(pending, "code"), "pending");
  EXPECT_THAT(text(pending, "hint"), HasSubstr("upgrade"));
}

TEST_F(WorkflowAnswers, ThePluginOfThisDialectIsListedWithItsPlace) {
  const Node plugins = project_.answer({"plugins"});
  const Node* found = nullptr;
  for (const Node& plugin : plugins.items)
    if (text(plugin, "name") == dialect_under_test()) found = &plugin;
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(text(*found, "state"), "usable");
  EXPECT_THAT(text(*found, "library"), HasSubstr(dialect_under_test() + ".so"));
}

TEST_F(WorkflowAnswers, ResultsStandOnStandardOutputAndTheLogOnStandardError) {
  const CommandResult upgrade = project_.expect(0, {"upgrade"});
  EXPECT_EQ(upgrade.out, "");
  EXPECT_THAT(upgrade.err, HasSubstr("Running upgrade"));
  EXPECT_EQ(project_.expect(0, {"downgrade", "base", "--quiet"}).err, "");
  EXPECT_EQ(project_.expect(0, {"current"}).out, "");
}

TEST_F(WorkflowAnswers, NothingThatIsSaidHoldsThePassword) {
  const std::string& password = database_.endpoint().password.reveal();
  if (password.empty()) return;  // a database without passwords has none to tell
  for (const Arguments& arguments : {Arguments{"upgrade", "--verbose"},
                                     {"current", "--verbose"},
                                     {"check", "--verbose"},
                                     {"upgrade", "nosuchrevision"},
                                     {"inspect", "--verbose"},
                                     {"plugins", "--verbose"}}) {
    const CommandResult result = project_.run(arguments);
    EXPECT_THAT(result.out + result.err, testing::Not(HasSubstr(password))) << arguments.front();
  }
}

}  // namespace
}  // namespace whimbrel::test
