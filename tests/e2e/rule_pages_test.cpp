// docs/rules/: a page for each rule, and every example of a page is what the page says of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "support/rule_page.h"
#include "whimbrel/core/json.h"
#include "whimbrel/core/text.h"

namespace whimbrel::test {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr const char* kDialects[] = {"postgresql", "mysql", "mariadb", "sqlite"};

std::string text_at(const Node& node, std::string_view key) { return node.find(key)->scalar; }

struct Listed {
  std::string level;
  std::string title;
  std::set<std::string> dialects;
};

/// What `whimbrel review --rules` lists, on all dialects together.
std::map<std::string, Listed> listed_rules() {
  std::map<std::string, Listed> rules;
  for (const char* dialect : kDialects) {
    const Node answer = Project(url_of_nowhere(dialect)).answer({"review", "--rules"});
    for (const Node& rule : answer.items) {
      Listed& entry = rules[text_at(rule, "id")];
      const Listed here{text_at(rule, "level"), text_at(rule, "title"), entry.dialects};
      if (!entry.dialects.empty()) {
        EXPECT_EQ(entry.level, here.level) << text_at(rule, "id") << " on " << dialect;
        EXPECT_EQ(entry.title, here.title) << text_at(rule, "id") << " on " << dialect;
      }
      entry.level = here.level;
      entry.title = here.title;
      entry.dialects.insert(dialect);
    }
  }
  return rules;
}

template <class Map>
std::vector<std::string> keys_of(const Map& map) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : map) keys.push_back(key);
  return keys;
}

TEST(RulePages, EveryRuleHasAPageAndEveryPageIsARule) {
  std::vector<std::string> pages;
  for (const auto& file : rule_page_files()) pages.push_back(file.stem().string());
  EXPECT_EQ(pages, keys_of(listed_rules()));
}

TEST(RulePages, TheTableSaysWhatTheRulesAndTheirPagesSay) {
  const std::map<std::string, RuleRow> table = read_rule_table();
  const std::map<std::string, Listed> rules = listed_rules();
  EXPECT_EQ(keys_of(table), keys_of(rules));
  for (const auto& file : rule_page_files()) {
    const RulePage page = read_rule_page(file);
    const auto row = table.find(page.id);
    const auto rule = rules.find(page.id);
    if (row == table.end() || rule == rules.end()) continue;  // told above
    EXPECT_EQ(page.heading, page.id);
    EXPECT_EQ(page.level, rule->second.level) << page.id;
    EXPECT_EQ(row->second.level, rule->second.level) << page.id;
    EXPECT_EQ(row->second.title, rule->second.title) << page.id;
    EXPECT_EQ(row->second.dialects, page.dialects) << page.id;
    for (const std::string& dialect : page.dialects)
      EXPECT_THAT(rule->second.dialects, Contains(dialect)) << page.id;
  }
}

TEST(RulePages, DatabasesOfARuleAreThoseOfItsFoundExamples) {
  for (const auto& file : rule_page_files()) {
    const RulePage page = read_rule_page(file);
    std::set<std::string> shown;
    for (const RuleExample& example : page.examples)
      if (example.found) shown.insert(example.dialects.begin(), example.dialects.end());
    EXPECT_EQ(shown, std::set<std::string>(page.dialects.begin(), page.dialects.end())) << page.id;
    EXPECT_THAT(shown, Not(IsEmpty())) << page.id;
  }
}

class RulePageExamples : public ::testing::TestWithParam<std::filesystem::path> {};

void expect_what_the_page_says(const RulePage& page, const RuleExample& example,
                               const std::string& dialect, const std::string& base) {
  Project project(url_of_nowhere(dialect));
  const std::string range = add_example(project, base, example);
  const Node review = project.answer({"review", range});
  const std::string place = page.id + ".md:" + std::to_string(example.line) + " on " + dialect;
  const Node* findings = review.find("findings");
  ASSERT_NE(findings, nullptr) << place << "\n" << to_json(review);
  std::set<std::string> rules;
  std::string told;
  std::string errors;
  for (const Node& finding : findings->items) {
    const std::string line = text_at(finding, "level") + " " + text_at(finding, "rule") + ": " +
                             text_at(finding, "message") + "\n";
    rules.insert(text_at(finding, "rule"));
    told += line;
    if (text_at(finding, "level") == "error") errors += line;
  }
  if (example.found) {
    EXPECT_THAT(rules, Contains(page.id)) << place << "\n" << told;
  } else {
    EXPECT_THAT(rules, Not(Contains(page.id))) << place << "\n" << told;
    EXPECT_EQ(errors, "") << place;
  }
}

TEST_P(RulePageExamples, AreFoundOrSafeAsThePageSays) {
  const RulePage page = read_rule_page(GetParam());
  const std::string base = read_rule_base();
  for (const RuleExample& example : page.examples)
    for (const std::string& dialect : example.dialects)
      expect_what_the_page_says(page, example, dialect, base);
}

INSTANTIATE_TEST_SUITE_P(Page, RulePageExamples, ::testing::ValuesIn(rule_page_files()),
                         [](const auto& info) {
                           return replaced(info.param.stem().string(), "-", "_");
                         });

}  // namespace
}  // namespace whimbrel::test
