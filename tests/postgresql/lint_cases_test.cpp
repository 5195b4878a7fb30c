// Cases that another linter for this database is held to, put to the whole review.
#include <gtest/gtest.h>

#include <map>

#include "postgresql/live_schema.h"
#include "support/shared_data.h"
#include "support/temporary_folder.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/json.h"
#include "whimbrel/core/text.h"
#include "whimbrel/review/review.h"
#include "whimbrel/revision/graph.h"
#include "whimbrel/revision/revision_file.h"

namespace whimbrel::test {
namespace {

// What is ours for one of their rules. docs/rules/compared.md tells the same to people.
struct Counterpart {
  std::vector<std::string> rules;  ///< one of them has to find something
  /// Ours finds more on purpose: what they let pass is not held against it.
  bool stricter = false;
};

const std::map<std::string, Counterpart>& counterparts() {
  static const std::map<std::string, Counterpart> all = {
      {"AddingFieldWithDefault", {{"column-rewrites-table"}}},
      {"AddingForeignKeyConstraint", {{"foreign-key-locks"}}},
      {"AddingNotNullableField", {{"not-null-scans-table"}}},
      {"AddingRequiredField", {{"required-column"}}},
      {"AddingSerialPrimaryKeyField", {{"primary-key-locks"}}},
      {"BanAlterDomainWithAddConstraint", {{"domain-constraint"}}},
      {"BanCharField", {{"char-type"}}},
      {"BanConcurrentIndexCreationInTransaction", {{"outside-transaction"}}},
      {"BanCreateDomainWithConstraint", {{"domain-constraint"}}},
      {"BanDropColumn", {{"drop-column"}}},
      {"BanDropDatabase", {{"drop-database"}}},
      {"BanDropNotNull", {{"drop-not-null"}}},
      {"BanDropTable", {{"drop-table"}}},
      {"BanTruncateCascade", {{"truncate"}, true}},
      {"BanUncommittedTransaction", {{"transaction-control"}, true}},
      {"ChangingColumnType", {{"type-change-rewrites"}}},
      {"ConstraintMissingNotValid",
       {{"check-scans-table", "foreign-key-locks", "constraint-validated-at-once"}}},
      {"DisallowedUniqueConstraint", {{"unique-constraint-locks"}}},
      {"IdentifierTooLong", {{"name-too-long"}}},
      {"PreferBigInt", {{"integer-column", "smallint-column"}}},
      {"PreferBigintOverInt", {{"integer-column"}}},
      {"PreferBigintOverSmallint", {{"smallint-column"}}},
      {"PreferIdentity", {{"serial-column"}}},
      {"PreferRepack", {{"exclusive-maintenance"}}},
      {"PreferTextField", {{"varchar-limit"}}},
      {"PreferTimestampTz", {{"timestamp-without-time-zone"}}},
      {"RenamingColumn", {{"rename-column"}}},
      {"RenamingTable", {{"rename-table"}}},
      {"RequireConcurrentIndexCreation", {{"index-blocks-writes"}}},
      {"RequireConcurrentIndexDeletion", {{"drop-index-blocks"}}},
      {"RequireConcurrentPartitionDetach", {{"detach-partition-blocks"}}},
      {"RequireConcurrentReindex", {{"reindex-blocks"}}},
      {"RequireEnumValueOrdering", {{"enum-value-order"}}},
      {"RequireLockTimeout", {{"missing-lock-timeout"}}},
      {"RequireStatementTimeout", {{"missing-statement-timeout"}}},
      {"RequireTableSchema", {{"unqualified-name"}}},
      {"RequireTimeoutSettings", {{"missing-lock-timeout", "missing-statement-timeout"}}},
      {"TransactionNesting", {{"transaction-control"}, true}},
  };
  return all;
}

// Single cases where ours differs, with the reason.
const std::map<std::string, std::string>& exceptions() {
  static const std::map<std::string, std::string> all = {
      {"fix_adds_commit_with_cr_line_endings", "the SQL is a place holder, not SQL"},
      {"quoted_identifier_with_escaped_quotes_message_unescapes_quotes",
       "the SQL is a place holder, not SQL"},
      {"err_other_ddl_operations", "CREATE TYPE waits for no table"},
  };
  return all;
}

std::set<std::string> rules_finding(const std::string& script) {
  TemporaryFolder folder;
  folder.write("r1.sql", "-- whimbrel: revision: r1\n-- whimbrel: upgrade\n" + script +
                             "\n-- whimbrel: downgrade\nSELECT 1;\n");
  const std::vector<std::filesystem::path> folders = {folder.path()};
  const RevisionGraph graph(read_revision_headers(folders));
  ReviewSettings settings;
  for (const ReviewRule& rule : review_rules(postgresql()))
    if (rule.level == ReviewLevel::off) settings.levels[std::string(rule.id)] = ReviewLevel::note;
  const std::vector<RevisionIndex> which = {graph.find_id("r1").value()};
  std::set<std::string> rules;
  for (const ReviewFinding& each : review(graph, which, postgresql(), settings).findings)
    rules.insert(each.rule);
  return rules;
}

TEST(PostgresqlReview, FindsWhatAnotherLinterFinds) {
  const auto file = shared_data("cases/lint.postgresql.jsonl");
  if (!file) return;
  int judged = 0;
  const std::string text = read_file(*file);
  for (const std::string_view line : split(text, '\n')) {
    if (trimmed(line).empty()) continue;
    const Node one = parse_json(line, file->string());
    const std::string& rule = one.find("rule")->scalar;
    const std::string& name = one.find("name")->scalar;
    const std::string& sql = one.find("sql")->scalar;
    const bool expected = one.find("expect")->scalar == "err";
    if (exceptions().contains(name)) continue;
    const auto ours = counterparts().find(rule);
    if (ours == counterparts().end()) {
      ADD_FAILURE() << "nothing of ours is named for " << rule;
      continue;
    }
    if (!expected && ours->second.stricter) continue;
    const std::set<std::string> found = rules_finding(sql);
    bool finds = false;
    for (const std::string& each : ours->second.rules) finds = finds || found.contains(each);
    EXPECT_EQ(finds, expected) << rule << " " << name << ":" << sql;
    ++judged;
  }
  std::cout << judged << " cases judged\n";
  EXPECT_GE(judged, 80);
}

TEST(PostgresqlReview, EveryRuleThatStandsForAnothersExists) {
  std::set<std::string_view> known;
  for (const ReviewRule& rule : review_rules(postgresql())) known.insert(rule.id);
  for (const auto& [theirs, ours] : counterparts())
    for (const std::string& each : ours.rules) EXPECT_TRUE(known.contains(each)) << each;
}

}  // namespace
}  // namespace whimbrel::test
