#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "revision_graphs.h"
#include "whimbrel/revision/graph.h"
#include "whimbrel/revision/graph_growth.h"
#include "whimbrel/revision/graph_walk.h"

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

TEST(RevisionGraph, WithoutRevisionsHasNoEnds) {
  const RevisionGraph graph{std::vector<Revision>{}};
  EXPECT_TRUE(graph.empty());
  EXPECT_THAT(graph.heads(), IsEmpty());
  EXPECT_THAT(graph.bases(), IsEmpty());
}

TEST(RevisionGraph, EndsFollowParentsAndRealEndsFollowDependenciesToo) {
  const auto graph = graph_of({{"b2", {"b1"}, {"a1"}}, {"a1"}, {"b1"}, {"c1", {}, {"b1"}}});
  EXPECT_THAT(ids_of(graph, graph.heads()), ElementsAre("b2", "a1", "c1"));
  EXPECT_THAT(ids_of(graph, graph.real_heads()), ElementsAre("b2", "c1"));
  EXPECT_THAT(ids_of(graph, graph.bases()), ElementsAre("a1", "b1", "c1"));
  EXPECT_THAT(ids_of(graph, graph.real_bases()), ElementsAre("a1", "b1"));
}

TEST(RevisionGraph, DependencyThatAnotherOneBringsAlongIsNoParent) {
  const auto graph = graph_of({{"a"}, {"b", {"a"}}, {"c", {}, {"a", "b"}}, {"d", {"c"}, {"a"}}});
  const auto parents = [&](const char* id) {
    return ids_of(graph, graph.all_parents(*graph.find_id(id)));
  };
  EXPECT_THAT(parents("c"), ElementsAre("b"));
  EXPECT_THAT(parents("d"), ElementsAre("c"));
  EXPECT_THAT(ids_of(graph, graph.dependencies(*graph.find_id("c"))), ElementsAre("a", "b"));
}

TEST(RevisionGraph, DependencyMayBeABranchLabel) {
  const auto graph = graph_of({{"a", {}, {"lib"}}, {"b", {}, {}, {"lib"}}});
  EXPECT_THAT(ids_of(graph, graph.dependencies(*graph.find_id("a"))), ElementsAre("b"));
}

TEST(RevisionGraph, RepeatedParentCountsOnce) {
  const auto graph = graph_of({{"a"}, {"b", {"a", "a"}, {"a"}}});
  EXPECT_FALSE(graph.is_merge_point(*graph.find_id("b")));
  EXPECT_THAT(ids_of(graph, graph.all_children(*graph.find_id("a"))), ElementsAre("b"));
}

TEST(RevisionGraph, LabelCoversDescendantsAndThePlainLineBelow) {
  const auto graph = graph_of({{"a"}, {"b", {"a"}, {}, {"x"}}, {"c", {"b"}}});
  for (const auto& labels : effective_labels(graph)) EXPECT_THAT(labels, ElementsAre("x"));
}

TEST(RevisionGraph, LabelStopsBelowAtABranchPoint) {
  const auto graph =
      graph_of({{"a"}, {"b", {"a"}}, {"c1", {"b"}, {}, {"x"}}, {"c2", {"b"}}, {"d1", {"c1"}}});
  const auto labels = effective_labels(graph);
  EXPECT_THAT(labels[*graph.find_id("b")], IsEmpty());
  EXPECT_THAT(labels[*graph.find_id("c2")], IsEmpty());
  EXPECT_THAT(labels[*graph.find_id("d1")], ElementsAre("x"));
}

TEST(RevisionGraph, NewestFirstFinishesALineBeforeTheNextAndBreaksTiesByLoadOrder) {
  const auto graph =
      graph_of({{"z"}, {"b1", {"z"}}, {"b2", {"b1"}}, {"a1", {"z"}}, {"m", {"a1", "b2"}}});
  const auto order = newest_first(graph, RevisionSet(graph.size(), true), graph.heads());
  EXPECT_THAT(ids_of(graph, order), ElementsAre("m", "a1", "b2", "b1", "z"));
}

TEST(RevisionGraph, AllCurrentAreTheTipsOfEveryBranchStoodOn) {
  const auto graph =
      graph_of({{"a1"}, {"a2", {"a1"}}, {"a3", {"a2"}}, {"b1"}, {"b2", {"b1"}, {"a2"}}});
  EXPECT_THAT(ids_of(graph, all_current(graph, at(graph, {"b2"}))), ElementsAre("a2", "b2"));
}

TEST(RevisionGraphErrors, NameBothFilesOfADuplicateId) {
  std::vector<Revision> revisions{testing::revision_of({"a"}), testing::revision_of({"a"})};
  revisions[1].file = "m/copy.yaml";
  EXPECT_THAT(error_of([&] { RevisionGraph graph(revisions); }),
              AllOf(HasSubstr("more than once"), HasSubstr("m/a.yaml"), HasSubstr("m/copy.yaml")));
}

TEST(RevisionGraphErrors, NameTheMissingParentItsChildAndTheNearestId) {
  EXPECT_THAT(error_of([] {
                graph_of({{"abcd1234"}, {"ffff", {"abcd1235"}}});
              }),
              AllOf(HasSubstr("'abcd1235'"), HasSubstr("m/ffff.yaml"),
                    HasSubstr("Did you mean 'abcd1234'?")));
}

TEST(RevisionGraphErrors, NameTheMissingDependency) {
  EXPECT_THAT(error_of([] {
                graph_of({{"a", {}, {"library"}}, {"b", {}, {}, {"librari"}}});
              }),
              AllOf(HasSubstr("dependency is not present"), HasSubstr("'librari'")));
}

TEST(RevisionGraphErrors, NameOnlyTheRevisionsOfACycle) {
  const std::string text = error_of([] {
    graph_of({{"a"}, {"b", {"a", "d"}}, {"c", {"b"}}, {"d", {"c"}}, {"e", {"d"}}});
  });
  EXPECT_THAT(text,
              AllOf(HasSubstr("Cycle is detected in revisions (b, c, d)"), HasSubstr("m/c.yaml")));
}

TEST(RevisionGraphErrors, TellADependencyCycleFromAVersionedOne) {
  EXPECT_THAT(error_of([] {
                graph_of({{"a", {}, {"c"}}, {"b", {"a"}}, {"c", {"b"}}});
              }),
              HasSubstr("Dependency cycle is detected in revisions (a, b, c)"));
}

TEST(RevisionGraphErrors, NameARevisionThatStandsOnItself) {
  EXPECT_THAT(error_of([] { graph_of({{"a", {"a"}}}); }), HasSubstr("Self-loop is detected"));
  EXPECT_THAT(error_of([] {
                graph_of({{"a", {}, {"x"}, {"x"}}});
              }),
              HasSubstr("Dependency self-loop is detected"));
}

TEST(RevisionGraphErrors, NameBothFilesOfALabelUsedTwice) {
  EXPECT_THAT(error_of([] {
                graph_of({{"a", {}, {}, {"x"}}, {"b", {}, {}, {"x"}}});
              }),
              AllOf(HasSubstr("already used by"), HasSubstr("m/a.yaml"), HasSubstr("m/b.yaml")));
  EXPECT_THAT(error_of([] {
                graph_of({{"a"}, {"b", {}, {}, {"a"}}});
              }),
              HasSubstr("already the id"));
}

TEST(RevisionGraphErrors, RefuseIdsThatSymbolsOrTheVersionTableCannotHold) {
  for (const std::string id : {"a@b", "a-b", "a+b", "a:b", "a b", "", "head", "base", "current"})
    EXPECT_NE(error_of([&] { check_revision_id(id); }), "") << id;
  EXPECT_NE(error_of([] { check_revision_id(std::string(256, 'a')); }), "");
  for (const std::string id : {"0123", "1e5", "2024.01_add_users", "a"})
    EXPECT_EQ(error_of([&] { check_revision_id(id); }), "") << id;
  EXPECT_EQ(error_of([] { check_branch_label("feature-x"); }), "");
}

TEST(NewRevision, StandsOnTheOneHead) {
  const auto graph = graph_of({{"a"}, {"b", {"a"}}});
  EXPECT_THAT(new_revision(graph, {.id = "c"}, {}).down_revisions, ElementsAre("b"));
  EXPECT_THAT(new_revision(RevisionGraph{std::vector<Revision>{}}, {.id = "c"}, {}).down_revisions,
              IsEmpty());
}

TEST(NewRevision, IsRefusedWhereSeveralHeadsCouldBeMeant) {
  const auto graph = graph_of({{"a"}, {"b", {"a"}}, {"c", {"a"}}});
  EXPECT_THAT(error_of([&] { new_revision(graph, {.id = "d"}, {}); }),
              AllOf(HasSubstr("Multiple heads are present"), HasSubstr("'b', 'c'")));
  EXPECT_THAT(new_revision(graph, {.id = "d", .heads = {"heads"}}, {}).down_revisions,
              ElementsAre("b", "c"));
}

TEST(NewRevision, LeavesALineInTheMiddleOnlyWithSplice) {
  const auto graph = graph_of({{"a"}, {"b", {"a"}}});
  EXPECT_THAT(error_of([&] { new_revision(graph, {.id = "c", .heads = {"a"}}, {}); }),
              HasSubstr("is not a head revision"));
  EXPECT_THAT(new_revision(graph, {.id = "c", .heads = {"a"}, .splice = true}, {}).down_revisions,
              ElementsAre("a"));
}

TEST(NewRevision, KeepsLabelsAndCompletesIdsInItsDependencies) {
  const auto graph = graph_of({{"abcdef"}, {"b", {}, {}, {"lib"}}});
  const NewRevision wanted{.id = "c", .heads = {"base"}, .depends_on = {"lib", "abcd"}};
  EXPECT_THAT(new_revision(graph, wanted, {}).depends_on, ElementsAre("lib", "abcdef"));
}

TEST(NewRevision, TakesNoIdOrLabelThatIsInUse) {
  const auto graph = graph_of({{"a", {}, {}, {"lib"}}});
  EXPECT_NE(error_of([&] { new_revision(graph, {.id = "a"}, {}); }), "");
  EXPECT_NE(error_of([&] { new_revision(graph, {.id = "lib"}, {}); }), "");
  EXPECT_NE(error_of([&] { new_revision(graph, {.id = "c", .branch_labels = {"lib"}}, {}); }), "");
  EXPECT_NE(error_of([&] { new_revision(graph, {.id = "c", .heads = {"a", "a"}}, {}); }), "");
}

TEST(RevisionGraph, OfFiftyThousandRevisionsIsBuiltWithoutRecursionOrSquares) {
  const auto start = std::chrono::steady_clock::now();
  for (const auto& [branches, linked] :
       {std::pair(1, false), {50, false}, {25000, false}, {1, true}, {50, true}}) {
    const RevisionGraph graph(testing::many_revisions(50000, branches, linked));
    const auto order = newest_first(graph, RevisionSet(graph.size(), true), graph.heads());
    EXPECT_EQ(order.size(), graph.size());
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(60));
}

}  // namespace
}  // namespace whimbrel
