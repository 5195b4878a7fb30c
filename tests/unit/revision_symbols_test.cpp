#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "revision_graphs.h"
#include "whimbrel/revision/steps.h"
#include "whimbrel/revision/symbols.h"

namespace whimbrel {
namespace {

using ::testing::AllOf;
using testing::at;
using ::testing::ElementsAre;
using testing::error_of;
using testing::graph_of;
using ::testing::HasSubstr;
using testing::Ids;
using testing::ids_of;
using ::testing::IsEmpty;

/// aaaa1 - bbbb2 - cccc3 (left) - dddd4
///              \- eeee5 (right) - ffff6
RevisionGraph forked() {
  return graph_of({{"aaaa1"},
                   {"bbbb2", {"aaaa1"}},
                   {"cccc3", {"bbbb2"}, {}, {"left"}},
                   {"dddd4", {"cccc3"}},
                   {"eeee5", {"bbbb2"}, {}, {"right"}},
                   {"ffff6", {"eeee5"}}});
}

Ids named(std::string_view symbol, const Ids& current = {}) {
  const RevisionGraph graph = forked();
  return ids_of(graph, resolve(graph, symbol, at(graph, current)));
}

std::string refusal(std::string_view symbol) {
  return error_of([&] { named(symbol); });
}

Ids up(std::string_view symbol, const Ids& current) {
  const RevisionGraph graph = forked();
  return ids_of(graph, resolve_upgrade(graph, symbol, at(graph, current)));
}

std::string down(std::string_view symbol, const Ids& current) {
  const RevisionGraph graph = forked();
  const DowngradeTarget target = resolve_downgrade(graph, symbol, at(graph, current));
  return target.revision ? graph.id(*target.revision) : "base";
}

Ids listed_between(const Ids& lower, const Ids& upper, const Ids& current = {}) {
  const RevisionGraph graph = forked();
  return ids_of(graph, history(graph, resolve_range(graph, lower, upper, at(graph, current))));
}

TEST(Symbols, NameARevisionByItsIdOrTheBeginningOfIt) {
  EXPECT_THAT(named("cccc3"), ElementsAre("cccc3"));
  EXPECT_THAT(named("cc"), ElementsAre("cccc3"));
  EXPECT_THAT(named("left"), ElementsAre("cccc3"));
  EXPECT_THAT(named("lef"), ElementsAre("cccc3"));
}

TEST(Symbols, NameHeadsBaseAndCurrent) {
  EXPECT_THAT(named("heads"), ElementsAre("dddd4", "ffff6"));
  EXPECT_THAT(named("base"), IsEmpty());
  EXPECT_THAT(named("current", {"eeee5", "dddd4"}), ElementsAre("eeee5", "dddd4"));
  EXPECT_THAT(named("left@current", {"eeee5", "dddd4"}), ElementsAre("dddd4"));
}

TEST(Symbols, NarrowToABranchByItsLabelOrAnyOfItsRevisions) {
  EXPECT_THAT(named("left@head"), ElementsAre("dddd4"));
  EXPECT_THAT(named("eeee5@head"), ElementsAre("ffff6"));
  EXPECT_THAT(named("eee@heads"), ElementsAre("ffff6"));
  EXPECT_THAT(named("left@base"), IsEmpty());
  EXPECT_THAT(named("left@bbbb2"), ElementsAre("bbbb2"));
}

TEST(Symbols, CountFromANamedRevision) {
  EXPECT_THAT(named("aaaa1+1"), ElementsAre("bbbb2"));
  EXPECT_THAT(named("dddd4-3"), ElementsAre("aaaa1"));
  EXPECT_THAT(named("left@bbbb2+2"), ElementsAre("dddd4"));
  EXPECT_THAT(named("left@head-1"), ElementsAre("cccc3"));
  EXPECT_THAT(named("base+2"), ElementsAre("bbbb2"));
  EXPECT_THAT(named("aaaa1-1"), IsEmpty());
}

TEST(Symbols, PreferALabelThatLooksLikeSteps) {
  const auto graph = graph_of({{"a", {}, {}, {"release-2"}}, {"b", {"a"}}});
  EXPECT_THAT(ids_of(graph, resolve(graph, "release-2", {})), ElementsAre("a"));
  EXPECT_THAT(ids_of(graph, resolve(graph, "release-2+1", {})), ElementsAre("b"));
  EXPECT_THAT(ids_of(graph, resolve(graph, "release-2@head", {})), ElementsAre("b"));
}

TEST(Symbols, ThatAreAmbiguousListTheCandidates) {
  EXPECT_THAT(refusal("head"), AllOf(HasSubstr("Multiple heads"), HasSubstr("'dddd4', 'ffff6'")));
  EXPECT_THAT(refusal("bbbb2+1"),
              AllOf(HasSubstr("Ambiguous walk"), HasSubstr("'cccc3', 'eeee5'")));
  const auto graph = graph_of({{"abcd1"}, {"abcd2"}});
  EXPECT_THAT(error_of([&] { resolve(graph, "abcd", {}); }),
              AllOf(HasSubstr("Multiple revisions start with"), HasSubstr("'abcd1', 'abcd2'")));
  EXPECT_THAT(error_of([&] { resolve_single(graph, "heads", {}); }), HasSubstr("Multiple heads"));
}

TEST(Symbols, ThatNothingHasNameTheNearestAndHowToList) {
  EXPECT_THAT(refusal("cccx3"), AllOf(HasSubstr("No such revision or branch 'cccx3'"),
                                      HasSubstr("Did you mean 'cccc3'?"), HasSubstr("history")));
  EXPECT_THAT(refusal("lift@head"),
              AllOf(HasSubstr("No such branch: 'lift'"), HasSubstr("'left'")));
  EXPECT_THAT(refusal("left@ffff6"), HasSubstr("is not a member of branch 'left'"));
}

TEST(Symbols, ThatAreMalformedAreRefused) {
  for (const char* text :
       {"", "@", "@head", "left@", "+0", "left@-0", "a+99999999999", "+1x", "a@b@c"})
    EXPECT_NE(refusal(text), "") << text;
}

TEST(Symbols, ThatWalkTooFarSayHowFarItGoes) {
  EXPECT_THAT(refusal("aaaa1-2"),
              AllOf(HasSubstr("didn't produce 2 migrations"), HasSubstr("base")));
  EXPECT_THAT(refusal("dddd4+1"), HasSubstr("it ends at 'dddd4' after 0"));
  EXPECT_THAT(refusal("base-1"), HasSubstr("didn't produce 1 migrations"));
  EXPECT_THAT(refusal("left@-9"), HasSubstr("didn't produce 9 migrations"));
}

TEST(UpgradeSymbols, CountFromTheCurrentRevision) {
  EXPECT_THAT(up("+1", {}), ElementsAre("aaaa1"));
  EXPECT_THAT(up("+1", {"aaaa1"}), ElementsAre("bbbb2"));
  EXPECT_THAT(up("left@+1", {"bbbb2"}), ElementsAre("cccc3"));
  EXPECT_THAT(up("left@+3", {}), ElementsAre("cccc3"));
  EXPECT_THAT(up("right@+1", {"cccc3", "eeee5"}), ElementsAre("ffff6"));
}

TEST(UpgradeSymbols, GoBackToTheForkWhenTheBranchIsNotBegun) {
  EXPECT_THAT(up("right@+1", {"dddd4"}), ElementsAre("eeee5"));
}

TEST(UpgradeSymbols, DoNotGuessBetweenSeveralCurrentRevisions) {
  EXPECT_THAT(error_of([] {
                up("+1", {"cccc3", "eeee5"});
              }),
              AllOf(HasSubstr("Ambiguous upgrade"), HasSubstr("'cccc3', 'eeee5'")));
}

TEST(UpgradeSymbols, DoNotGoDownOrPastTheHead) {
  EXPECT_THAT(error_of([] { up("-1", {"bbbb2"}); }), HasSubstr("didn't produce 1 migrations"));
  EXPECT_THAT(error_of([] { up("left@+9", {"bbbb2"}); }), HasSubstr("it ends at 'dddd4' after 2"));
}

TEST(DowngradeSymbols, CountFromTheCurrentRevision) {
  EXPECT_EQ(down("-1", {"dddd4"}), "cccc3");
  EXPECT_EQ(down("-4", {"dddd4"}), "base");
  EXPECT_EQ(down("left@-1", {"dddd4", "ffff6"}), "cccc3");
  EXPECT_EQ(down("ffff6-1", {"dddd4", "ffff6"}), "eeee5");
  EXPECT_EQ(down("left@base+2", {"dddd4"}), "bbbb2");
  EXPECT_EQ(down("base", {"dddd4"}), "base");
}

TEST(DowngradeSymbols, WarnWhenTheyCountFromTheFirstOfSeveral) {
  const RevisionGraph graph = forked();
  const auto target = resolve_downgrade(graph, "-1", at(graph, {"ffff6", "dddd4"}));
  EXPECT_EQ(graph.id(*target.revision), "eeee5");
  EXPECT_THAT(target.warning, AllOf(HasSubstr("ambiguous"), HasSubstr("'ffff6'")));
  EXPECT_EQ(resolve_downgrade(graph, "-1", at(graph, {"ffff6"})).warning, "");
}

TEST(DowngradeSymbols, DoNotGoUpOrBelowBaseOrNowhere) {
  EXPECT_THAT(error_of([] { down("+1", {"aaaa1"}); }), HasSubstr("didn't produce 1 migrations"));
  EXPECT_THAT(error_of([] { down("-3", {"bbbb2"}); }), HasSubstr("didn't produce 3 migrations"));
  EXPECT_THAT(error_of([] { down("-1", {}); }), HasSubstr("no revision is applied"));
  EXPECT_THAT(error_of([] { down("right@-1", {}); }), HasSubstr("nothing of branch 'right'"));
}

TEST(Ranges, SplitAtTheColon) {
  EXPECT_EQ(split_range("a:b"), std::pair(std::string("a"), std::string("b")));
  EXPECT_EQ(split_range(":"), std::pair(std::string("base"), std::string("heads")));
  EXPECT_NE(error_of([] { split_range("a"); }), "");
  EXPECT_NE(error_of([] { split_range("a:b:c"); }), "");
}

TEST(Ranges, IncludeBothEndsNewestFirst) {
  EXPECT_THAT(listed_between({"bbbb2"}, {"dddd4"}), ElementsAre("dddd4", "cccc3", "bbbb2"));
  EXPECT_THAT(listed_between({"base"}, {"heads"}),
              ElementsAre("dddd4", "cccc3", "ffff6", "eeee5", "bbbb2", "aaaa1"));
  EXPECT_THAT(listed_between({"left@base"}, {"heads"}),
              ElementsAre("dddd4", "cccc3", "bbbb2", "aaaa1"));
}

TEST(Ranges, CountOneEndFromTheOtherAndStopAtTheLast) {
  EXPECT_THAT(listed_between({"aaaa1"}, {"+1"}), ElementsAre("bbbb2", "aaaa1"));
  EXPECT_THAT(listed_between({"-1"}, {"current"}, {"cccc3"}), ElementsAre("cccc3", "bbbb2"));
  EXPECT_THAT(listed_between({"-9"}, {"cccc3"}), ElementsAre("cccc3", "bbbb2", "aaaa1"));
  EXPECT_THAT(listed_between({"cccc3"}, {"+9"}), ElementsAre("dddd4", "cccc3"));
  EXPECT_NE(error_of([] { listed_between({"-1"}, {"+1"}); }), "");
}

TEST(Ranges, BetweenUnrelatedEndsAreRefused) {
  EXPECT_THAT(error_of([] { listed_between({"cccc3"}, {"ffff6"}); }),
              HasSubstr("is not an ancestor"));
  EXPECT_THAT(error_of([] {
                listed_between({"base"}, {"aaaa1", "dddd4"});
              }),
              HasSubstr("overlaps with"));
}

}  // namespace
}  // namespace whimbrel
