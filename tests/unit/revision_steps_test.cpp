#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <set>

#include "revision_graphs.h"
#include "whimbrel/revision/graph_walk.h"
#include "whimbrel/revision/steps.h"

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

/// a1 - a2 - a3; b1 - b2 (needs a2) - b3; m merges a3 and b3
RevisionGraph crossed() {
  return graph_of({{"a1"},
                   {"a2", {"a1"}},
                   {"a3", {"a2"}},
                   {"b1"},
                   {"b2", {"b1"}, {"a2"}},
                   {"b3", {"b2"}},
                   {"m", {"a3", "b3"}}});
}

std::string shown(const VersionChange& change) {
  if (const auto* added = std::get_if<InsertVersion>(&change)) return "+" + added->revision;
  if (const auto* gone = std::get_if<DeleteVersion>(&change)) return "-" + gone->revision;
  const auto& moved = std::get<UpdateVersion>(change);
  return moved.from + ">" + moved.to;
}

/// Each step as "revision: its changes".
Ids shown(const std::vector<Step>& steps) {
  Ids texts;
  for (const Step& step : steps) {
    std::string text = step.revision + ":";
    for (const VersionChange& change : step.changes) text += " " + shown(change);
    texts.push_back(text);
  }
  return texts;
}

Ids upgrade(const RevisionGraph& graph, const Ids& from, const Ids& to) {
  return shown(upgrade_steps(graph, at(graph, from), at(graph, to)));
}

Ids downgrade(const RevisionGraph& graph, const Ids& from, std::string_view to) {
  const auto current = at(graph, from);
  return shown(downgrade_steps(graph, current, resolve_downgrade(graph, to, current)));
}

Ids stamp(const RevisionGraph& graph, const Ids& from, const Ids& to, bool purge = false) {
  return shown(stamp_steps(graph, from, to, purge));
}

TEST(UpgradeSteps, BringDependenciesAndMergeTheirRows) {
  EXPECT_THAT(upgrade(crossed(), {}, {"b2"}),
              ElementsAre("a1: +a1", "a2: a1>a2", "b1: +b1", "b2: -b1 a2>b2"));
  EXPECT_THAT(upgrade(crossed(), {"a3", "b1"}, {"m"}),
              ElementsAre("b2: b1>b2", "b3: b2>b3", "m: -a3 b3>m"));
}

TEST(UpgradeSteps, AreNoneWhenTheTargetIsApplied) {
  EXPECT_THAT(upgrade(crossed(), {"m"}, {"a2"}), IsEmpty());
  EXPECT_THAT(upgrade(crossed(), {"a3"}, {}), IsEmpty());
}

TEST(UpgradeSteps, SayWhereEachOneComesFromAndGoesTo) {
  const RevisionGraph graph = crossed();
  const Step step = upgrade_steps(graph, at(graph, {"a3", "b3"}), at(graph, {"m"})).front();
  EXPECT_EQ(step.kind, StepKind::upgrade);
  EXPECT_TRUE(step.up);
  EXPECT_THAT(step.from, ElementsAre("a3", "b3"));
  EXPECT_THAT(step.to, ElementsAre("m"));
}

TEST(UpgradeSteps, RefuseTargetsOfWhichOneStandsOnAnother) {
  EXPECT_THAT(error_of([] {
                upgrade(crossed(), {}, {"a3", "a2"});
              }),
              HasSubstr("Requested revision a3 overlaps with other requested revisions a2"));
}

TEST(DowngradeSteps, UndoWhatDependsOnTheUndone) {
  EXPECT_THAT(downgrade(crossed(), {"m"}, "a2"), ElementsAre("m: +a3 m>b3", "a3: -a3"));
  EXPECT_THAT(downgrade(crossed(), {"b3"}, "a1"),
              ElementsAre("b3: b3>b2", "b2: +b1 b2>a2", "a2: a2>a1"));
}

TEST(DowngradeSteps, ToBaseUndoEverything) {
  EXPECT_THAT(downgrade(crossed(), {"a3", "b2"}, "base"),
              ElementsAre("a3: -a3", "b2: +b1 b2>a2", "b1: -b1", "a2: a2>a1", "a1: -a1"));
}

TEST(DowngradeSteps, KeepToTheBranchThatIsNamed) {
  const auto graph =
      graph_of({{"a"}, {"l", {"a"}, {}, {"left"}}, {"r", {"a"}, {}, {"right"}}, {"s", {"r"}}});
  EXPECT_THAT(downgrade(graph, {"l", "s"}, "left@a"), ElementsAre("l: -l"));
  EXPECT_THAT(downgrade(graph, {"l", "s"}, "right@a"), ElementsAre("s: s>r", "r: -r"));
  EXPECT_THAT(downgrade(graph, {"l", "s"}, "a"), ElementsAre("l: -l", "s: s>r", "r: r>a"));
}

TEST(DowngradeSteps, RefuseATargetThatIsNotApplied) {
  EXPECT_THAT(
      error_of([] { downgrade(crossed(), {"a2"}, "a3"); }),
      AllOf(HasSubstr("Destination a3 is not a valid downgrade target"), HasSubstr("'a2'")));
  EXPECT_THAT(downgrade(crossed(), {"a2"}, "a2"), IsEmpty());
}

TEST(VersionRows, RedundantRowGoesWithTheFirstStep) {
  EXPECT_THAT(upgrade(crossed(), {"a1", "a2"}, {"a3"}), ElementsAre("a3: -a1 a2>a3"));
  EXPECT_THAT(downgrade(crossed(), {"a1", "a2"}, "a1"), ElementsAre("a2: -a2"));
}

TEST(VersionRows, DependenciesOfWhichOneStandsOnTheOtherLeaveOneRow) {
  const auto graph = graph_of({{"x"}, {"y", {"x"}}, {"c", {}, {"x", "y"}}});
  EXPECT_THAT(upgrade(graph, {"y"}, {"c"}), ElementsAre("c: y>c"));
  EXPECT_THAT(downgrade(graph, {"c"}, "base"), ElementsAre("c: c>y", "y: y>x", "x: -x"));
}

TEST(VersionRows, RefuseStepsOutOfOrder) {
  const RevisionGraph graph = crossed();
  VersionRows rows(graph, at(graph, {"a2"}));
  EXPECT_NE(error_of([&] { rows.upgrade(*graph.find_id("a2")); }), "");
  EXPECT_NE(error_of([&] { rows.upgrade(*graph.find_id("b2")); }), "");
  EXPECT_NE(error_of([&] { rows.downgrade(*graph.find_id("a1")); }), "");
}

TEST(VersionRows, OfAnUnknownRevisionAreRefusedWithTheWaysOut) {
  const RevisionGraph graph = crossed();
  EXPECT_THAT(error_of([&] { resolve_rows(graph, Ids{"gone"}); }),
              AllOf(HasSubstr("'gone'"), HasSubstr("stamp --purge")));
  EXPECT_THAT(ids_of(graph, resolve_rows(graph, Ids{"a1", "a1"})), ElementsAre("a1"));
}

TEST(StampSteps, ReplaceWhatIsBelowOrAboveAndLeaveOtherBranches) {
  EXPECT_THAT(stamp(crossed(), {}, {"a2"}), ElementsAre(": +a2"));
  EXPECT_THAT(stamp(crossed(), {"a1", "b1"}, {"a3"}), ElementsAre(": a1>a3"));
  EXPECT_THAT(stamp(crossed(), {"a3", "b3"}, {"a1"}), ElementsAre(": -a3 b3>a1"));
  EXPECT_THAT(stamp(crossed(), {"a2"}, {"a2"}), IsEmpty());
}

TEST(StampSteps, TakeSeveralTargetsEachForItself) {
  EXPECT_THAT(stamp(crossed(), {"m"}, {"a3", "b1"}), ElementsAre(": m>a3", ": +b1"));
  const auto apart = graph_of({{"a1"}, {"a2", {"a1"}}, {"b1"}, {"b2", {"b1"}}});
  EXPECT_THAT(stamp(apart, {"a2", "b2"}, {"a1", "b1"}), ElementsAre(": a2>a1", ": b2>b1"));
  EXPECT_THAT(stamp(apart, {"b1"}, {"heads"}), ElementsAre(": +a2", ": b1>b2"));
}

TEST(StampSteps, ToBaseDeleteTheRowsOfTheBranchOrAll) {
  EXPECT_THAT(stamp(crossed(), {"a3", "b1"}, {}), ElementsAre(": -a3", ": -b1"));
  EXPECT_THAT(stamp(crossed(), {"a3", "b1"}, {"b1@base"}), ElementsAre(": -b1"));
}

TEST(StampSteps, PurgeDeletesRowsThatNoFileHas) {
  EXPECT_THAT(stamp(crossed(), {"gone", "a1"}, {"a2"}, true), ElementsAre(": -gone -a1", ": +a2"));
  EXPECT_NE(error_of([] { stamp(crossed(), {"gone"}, {"a2"}); }), "");
}

/// The rows, changed as a version table would be: a row that is missing or there twice is a
/// failure.
void apply(const std::vector<VersionChange>& changes, std::set<std::string>& rows) {
  for (const VersionChange& change : changes) {
    const std::string text = shown(change);
    if (const auto* moved = std::get_if<UpdateVersion>(&change)) {
      EXPECT_EQ(rows.erase(moved->from), 1U) << text;
      EXPECT_TRUE(rows.insert(moved->to).second) << text;
    } else if (text.front() == '+') {
      EXPECT_TRUE(rows.insert(text.substr(1)).second) << text;
    } else {
      EXPECT_EQ(rows.erase(text.substr(1)), 1U) << text;
    }
  }
}

/// The applied revisions that nothing applied stands on.
std::set<std::string> tips(const RevisionGraph& graph, const RevisionSet& applied) {
  std::set<std::string> found;
  for (const RevisionIndex i : members(applied)) {
    const auto above = graph.all_children(i);
    if (std::none_of(above.begin(), above.end(), [&](RevisionIndex c) { return applied[c]; }))
      found.insert(graph.id(i));
  }
  return found;
}

/// A database that follows the steps and checks each one.
struct Follower {
  const RevisionGraph& graph;
  RevisionSet applied = RevisionSet(graph.size(), false);
  std::set<std::string> rows = {};

  std::vector<RevisionIndex> current() const { return at(graph, Ids(rows.begin(), rows.end())); }

  void follow(const std::vector<Step>& steps) {
    for (const Step& step : steps) {
      const RevisionIndex i = *graph.find_id(step.revision);
      ASSERT_NE(applied[i], step.up);
      applied[i] = step.up;
      ASSERT_EQ(ancestors(graph, members(applied), Edges::all), applied) << step.revision;
      apply(step.changes, rows);
      ASSERT_EQ(rows, tips(graph, applied)) << step.revision;
    }
  }
};

TEST(RandomWalks, KeepTheRowsEqualToTheHeadsOfWhatIsApplied) {
  std::mt19937 random(20240607);
  for (int round = 0; round < 300; ++round) {
    const RevisionGraph graph = testing::random_graph(random, 1 + random() % 40);
    Follower database{graph};
    for (int walk = 0; walk < 12; ++walk) {
      const RevisionIndex target = static_cast<RevisionIndex>(random() % graph.size());
      const auto current = database.current();
      if (random() % 2 == 0)
        database.follow(upgrade_steps(graph, current, std::span(&target, 1)));
      else if (random() % 8 == 0)
        database.follow(downgrade_steps(graph, current, {}));
      else if (!graph.children(target).empty() && database.applied[graph.children(target).front()])
        database.follow(downgrade_steps(graph, current, {target, {}, ""}));
      if (HasFatalFailure()) return;
    }
  }
}

TEST(RandomWalks, UpToTheHeadsAndDownToBaseReturnToTheStart) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    const RevisionGraph graph = testing::random_graph(random, 1 + random() % 60);
    Follower database{graph};
    const auto up = upgrade_steps(graph, {}, graph.real_heads());
    EXPECT_EQ(up.size(), graph.size());
    database.follow(up);
    const auto down = downgrade_steps(graph, database.current(), {});
    EXPECT_EQ(down.size(), graph.size());
    database.follow(down);
    EXPECT_TRUE(database.rows.empty());
    if (HasFatalFailure()) return;
  }
}

TEST(RandomWalks, EndInAPlanOrACleanErrorForAnySymbol) {
  std::mt19937 random(11);
  const Ids forms = {"%",    "%+1",   "%-2",    "%@head", "%@heads",   "%@base",     "%@+1",
                     "%@-1", "+2",    "-1",     "head",   "heads",     "base",       "current",
                     "%@%",  "%@%-1", "head-1", "base+3", "current+1", "%@current-1"};
  for (int round = 0; round < 4000; ++round) {
    const RevisionGraph graph = testing::random_graph(random, 1 + random() % 12);
    const auto any = [&] { return static_cast<RevisionIndex>(random() % graph.size()); };
    std::string symbol;
    for (const char c : forms[random() % forms.size()])
      symbol += c == '%' ? graph.id(any()) : std::string(1, c);
    Follower database{graph};
    const RevisionIndex start = any();
    database.follow(upgrade_steps(graph, {}, std::span(&start, 1)));
    const auto current = database.current();
    const Ids rows(database.rows.begin(), database.rows.end());
    error_of([&] { upgrade_steps(graph, current, resolve_upgrade(graph, symbol, current)); });
    error_of([&] { downgrade_steps(graph, current, resolve_downgrade(graph, symbol, current)); });
    error_of([&] { history(graph, resolve_range(graph, Ids{symbol}, Ids{"heads"}, current)); });
    error_of([&] { history(graph, resolve_range(graph, Ids{"base"}, Ids{symbol}, current)); });
    error_of([&] {
      std::set<std::string> table(rows.begin(), rows.end());
      for (const Step& step : stamp_steps(graph, rows, Ids{symbol, "current"}))
        apply(step.changes, table);
    });
    if (HasFailure()) return;
  }
}

TEST(Planning, OfTenThousandRevisionsIsQuick) {
  const auto start = std::chrono::steady_clock::now();
  for (const bool linked : {false, true})
    for (const int branches : {1, 50, 5000}) {
      const RevisionGraph graph(testing::many_revisions(10000, branches, linked));
      EXPECT_EQ(upgrade_steps(graph, {}, graph.real_heads()).size(), graph.size());
      EXPECT_EQ(downgrade_steps(graph, graph.real_heads(), {}).size(), graph.size());
    }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30));
}

}  // namespace
}  // namespace whimbrel
