// The framework's rules of a review, on a dialect that has no database.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/reviewed.h"
#include "whimbrel/review/catalogue.h"

namespace whimbrel::test {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(ReviewCatalogue, IsInTheOrderOfTheIdsAndHasAtLeastTwentyFive) {
  const auto rules = rule_catalogue();
  EXPECT_GE(rules.size(), 25U);
  for (size_t i = 1; i < rules.size(); ++i) EXPECT_LT(rules[i - 1].id, rules[i].id);
}

TEST(Review, OfAHarmlessMigrationFindsNothing) {
  const Review review = review_of_upgrade(
      "  - add_column: {table: users, column: {name: born, type: date}}\n"
      "  - create_table:\n"
      "      name: notes\n"
      "      columns: [{name: id, type: bigint, primary_key: true}]\n");
  EXPECT_THAT(found(review), IsEmpty());
  EXPECT_THAT(review.revisions, ElementsAre("r2"));
}

TEST(Review, FindsWhatIsLost) {
  ReviewedHistory history;
  history.add(
      "upgrade:\n"
      "  - drop_table: {name: pets}\n"
      "  - drop_column: {table: users, column: nick}\n"
      "  - alter_column: {table: users, column: email, type: varchar(20)}\n");
  const Review review = history.review();
  EXPECT_THAT(found(review),
              ElementsAre("drop-column", "drop-table", "narrowing-type", "no-downgrade"));
  EXPECT_THAT(finding(review, "narrowing-type")->message,
              AllOf(HasSubstr("users.email"), HasSubstr("varchar(320)"), HasSubstr("varchar(20)")));
}

TEST(Review, NothingIsLostOfATableThatTheMigrationItselfMade) {
  EXPECT_THAT(found(review_of_upgrade(
                  "  - create_table:\n"
                  "      name: t\n"
                  "      columns: [{name: id, type: bigint, primary_key: true}, {name: a, type: "
                  "text}]\n"
                  "  - rename_column: {table: t, column: a, to: b}\n"
                  "  - alter_column: {table: t, column: b, nullable: false, existing: {nullable: "
                  "true}}\n")),
              IsEmpty());
}

TEST(Review, ATableThatIsMadeAnewUnderItsNameIsNotLost) {
  ReviewedHistory history;
  history.add(
      "upgrade:\n"
      "  - create_table:\n"
      "      name: pets_new\n"
      "      columns: [{name: id, type: bigint, primary_key: true}]\n"
      "  - drop_table: {name: pets}\n"
      "  - rename_table: {name: pets_new, to: pets}\n");
  EXPECT_THAT(found(history.review()), ElementsAre("no-downgrade"));
}

TEST(Review, FindsWhatBreaksARunningApplication) {
  EXPECT_THAT(found(review_of_upgrade("  - rename_table: {name: pets, to: animals}\n"
                                      "  - rename_column: {table: users, column: nick, to: alias}\n"
                                      "  - alter_column: {table: users, column: email, nullable: "
                                      "true, existing: {nullable: false}}\n")),
              ElementsAre("drop-not-null", "rename-column", "rename-table"));
}

TEST(Review, FindsWhatExistingRowsMayNotAllow) {
  EXPECT_THAT(
      found(review_of_upgrade(
          "  - add_column: {table: users, column: {name: age, type: integer, nullable: false}}\n"
          "  - alter_column: {table: users, column: nick, nullable: false, existing: {nullable: "
          "true}}\n"
          "  - create_unique_constraint: {name: uq_nick, table: users, columns: [nick]}\n")),
      ElementsAre("not-null-on-existing-rows", "required-column", "unique-on-existing-rows"));
}

TEST(Review, ARequiredColumnWithADefaultIsFine) {
  EXPECT_THAT(found(review_of_upgrade("  - add_column: {table: users, column: {name: age, type: "
                                      "integer, nullable: false, default: 0}}\n")),
              IsEmpty());
}

TEST(Review, FindsForeignKeysThatDoNotHold) {
  const auto key = [](const std::string& rest) {
    return finding(review_of_upgrade("  - create_foreign_key: {name: fk, table: pets, " + rest +
                                     "}\n  - create_index: {name: ix, table: pets, columns: "
                                     "[owner]}\n"),
                   "foreign-key-invalid");
  };
  EXPECT_FALSE(key("columns: [owner], references: {table: users, columns: [id]}"));
  EXPECT_THAT(key("columns: [owner], references: {table: nobody, columns: [id]}")->message,
              HasSubstr("'nobody', which is not there"));
  EXPECT_THAT(key("columns: [owner], references: {table: users, columns: [x]}")->message,
              HasSubstr("'users.x', which is not there"));
  EXPECT_THAT(key("columns: [owner], references: {table: users, columns: [email]}")->message,
              HasSubstr("holds bigint"));
  EXPECT_THAT(key("columns: [owner], references: {table: pets, columns: [owner]}")->message,
              HasSubstr("no primary or unique key"));
}

TEST(Review, FindsATableThatIsDroppedWhileOthersReferToIt) {
  ReviewedHistory history;
  history.add(
      "upgrade:\n"
      "  - create_foreign_key: {name: fk, table: pets, columns: [owner], references: {table: "
      "users, columns: [id]}}\n"
      "  - create_index: {name: ix, table: pets, columns: [owner]}\n"
      "downgrade: auto\n");
  history.add("upgrade:\n  - drop_table: {name: users}\n");
  EXPECT_THAT(finding(history.review(), "foreign-key-invalid")->message,
              HasSubstr("table 'pets' still refers to it"));
}

TEST(Review, FindsAForeignKeyWithoutIndexUnlessTheDatabaseMakesOne) {
  const std::string key =
      "  - create_foreign_key: {name: fk, table: pets, columns: [owner], references: {table: "
      "users, columns: [id]}}\n";
  EXPECT_THAT(found(review_of_upgrade(key)), ElementsAre("foreign-key-without-index"));
  const std::string index = "  - create_index: {name: ix, table: pets, columns: [owner, id]}\n";
  EXPECT_THAT(found(review_of_upgrade(key + index)), IsEmpty());
  const ModelDialect indexing({.transactional_ddl = true},
                              GuideAnswers{.facts = {.indexes_foreign_keys = true}});
  EXPECT_THAT(found(review_of_upgrade(key, indexing)), IsEmpty());
}

TEST(Review, FindsPoorKeysAndIndexes) {
  EXPECT_THAT(found(review_of_upgrade(
                  "  - create_table: {name: a, columns: [{name: x, type: text}]}\n"
                  "  - create_table:\n"
                  "      name: b\n"
                  "      columns: [{name: id, type: integer, primary_key: true, autoincrement: "
                  "true}, {name: c, type: text}]\n"
                  "      indexes:\n"
                  "        - {name: ix_1, columns: [c]}\n"
                  "        - {name: ix_2, columns: [c, id]}\n")),
              ElementsAre("redundant-index", "small-primary-key", "table-without-primary-key"));
}

TEST(Review, FindsNamesThatAreTooLongOrReserved) {
  const ModelDialect dialect({.longest_identifier = 10}, GuideAnswers{.reserved = "order"});
  EXPECT_THAT(found(review_of_upgrade(
                  "  - add_column: {table: users, column: {name: a_long_name, type: text}}\n"
                  "  - add_column: {table: users, column: {name: Order, type: text}}\n",
                  dialect)),
              AllOf(Contains("name-too-long"), Contains("reserved-name")));
}

TEST(Review, FindsOperationsThatDoNotFitTheHistory) {
  const auto text =
      finding(review_of_upgrade("  - add_column: {table: nobody, column: {name: a, type: text}}\n"),
              "does-not-fit");
  ASSERT_TRUE(text);
  EXPECT_THAT(text->message, HasSubstr("'nobody' does not exist"));
}

TEST(Review, SaysWhatTheDialectSays) {
  const ModelDialect dialect(
      {}, GuideAnswers{.hazards = [](const Operation& operation, const ReviewPlace& place) {
        std::vector<Hazard> hazards;
        if (const auto* index = std::get_if<CreateIndex>(&operation);
            index && !place.is_new(index->table))
          hazards.push_back({"index-blocks-writes", "it blocks", "do not", 0});
        return hazards;
      }});
  EXPECT_THAT(found(review_of_upgrade(
                  "  - create_index: {name: ix, table: users, columns: [nick]}\n", dialect)),
              ElementsAre("index-blocks-writes"));
}

TEST(Review, FindsSeveralHeads) {
  ReviewedHistory history;
  history.add("upgrade: []\ndowngrade: auto\n");
  history.folder().write("other.yaml",
                         "revision: other\ndown_revision: r1\n---\nupgrade: []\ndowngrade: auto\n");
  EXPECT_THAT(finding(history.review(), "several-heads")->message,
              AllOf(HasSubstr("r2"), HasSubstr("other")));
}

TEST(Review, AnEmptyMigrationIsNamed) {
  EXPECT_THAT(found(review_of_upgrade("    []\n")), ElementsAre("empty-migration"));
}

TEST(ReviewTimeouts, AreMissedOnTablesInUseOnly) {
  const std::string change = "  - add_column: {table: users, column: {name: a, type: text}}\n";
  EXPECT_TRUE(finding(review_of_upgrade(change), "missing-lock-timeout"));
  EXPECT_TRUE(finding(review_of_upgrade(change), "missing-statement-timeout"));
  ReviewSettings settings;
  settings.has_lock_timeout = true;
  settings.has_statement_timeout = true;
  EXPECT_THAT(review_of_upgrade(change, ModelDialect(), settings).findings,
              Not(Contains(::testing::Field(&ReviewFinding::rule, HasSubstr("timeout")))));
  EXPECT_FALSE(finding(review_of_upgrade("  - create_table: {name: t, columns: [{name: id, type: "
                                         "bigint, primary_key: true}]}\n"),
                       "missing-lock-timeout"));
}

TEST(ReviewMirror, ADowngradeThatForgetsSomethingIsNamedWithIt) {
  ReviewedHistory history;
  history.add(
      "upgrade:\n"
      "  - add_column: {table: users, column: {name: a, type: text}}\n"
      "  - add_column: {table: users, column: {name: b, type: text}}\n"
      "downgrade:\n"
      "  - drop_column: {table: users, column: b}\n");
  const auto wrong = finding(history.review(), "downgrade-mismatch");
  ASSERT_TRUE(wrong);
  EXPECT_THAT(wrong->message, HasSubstr("drop_column users.a"));
  EXPECT_EQ(wrong->mark.line, 8);
  EXPECT_FALSE(wrong->up);
}

TEST(ReviewMirror, ADowngradeThatDoesNotFitIsNamed) {
  ReviewedHistory history;
  history.add(
      "upgrade:\n  - add_column: {table: users, column: {name: a, type: text}}\n"
      "downgrade:\n  - drop_column: {table: users, column: c}\n");
  EXPECT_THAT(finding(history.review(), "downgrade-mismatch")->message, HasSubstr("'c'"));
}

TEST(ReviewMirror, ATrueDowngradeIsFine) {
  ReviewedHistory history;
  history.add(
      "upgrade:\n"
      "  - rename_table: {name: users, to: people}\n"
      "  - alter_column: {table: people, column: nick, type: text, existing: {type: varchar(40)}}\n"
      "downgrade:\n"
      "  - alter_column: {table: people, column: nick, type: varchar(40), existing: {type: text}}\n"
      "  - rename_table: {name: people, to: users}\n");
  EXPECT_FALSE(finding(history.review(), "downgrade-mismatch"));
}

TEST(ReviewMirror, HowAnIndexIsBuiltIsNoDifference) {
  const std::string index = "name: ix, table: users, columns: [nick], options: {model: ";
  ReviewedHistory history;
  history.add("upgrade:\n  - create_index: {" + index + "{how: fast}}}\n");
  history.add("upgrade:\n  - drop_index: {name: ix, table: users}\n" +
              ("downgrade:\n  - create_index: {" + index + "{how: slow}}}\n"));
  const auto review_where = [&](std::vector<std::string> building) {
    return history.review(
        ModelDialect({}, GuideAnswers{.facts = {.building_options = std::move(building)}}));
  };
  EXPECT_TRUE(finding(review_where({}), "downgrade-mismatch"));
  EXPECT_FALSE(finding(review_where({"how"}), "downgrade-mismatch"));
}

TEST(ReviewMirror, TheNextRevisionSeesTheSchemaAfterTheWayUp) {
  ReviewedHistory history;
  history.add("upgrade:\n  - drop_table: {name: pets}\n");
  history.add(
      "upgrade:\n  - add_column: {table: pets, column: {name: a, type: text}}\n"
      "downgrade: auto\n");
  EXPECT_TRUE(finding(history.review(), "does-not-fit"));
}

}  // namespace
}  // namespace whimbrel::test
