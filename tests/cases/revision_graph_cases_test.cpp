// The recorded cases about the revision graph, run through the real code.
#include "revision_graph_cases.h"

#include <gtest/gtest.h>

#include <iostream>
#include <map>
#include <string>

#include "revision_graph_replay.h"

namespace whimbrel::cases {
namespace {

void replay_file(const std::string& name) {
  const auto folder = shared_cases();
  if (!folder) {
    std::cout << "no shared data for " << name << ": nothing compared\n";
    return;
  }
  std::size_t passed = 0;
  std::map<std::string, std::size_t> left_out;
  const auto cases = read_cases(*folder / name);
  EXPECT_FALSE(cases.empty()) << name;
  for (const auto& one : cases) {
    if (const auto reason = out_of_scope(*one)) {
      ++left_out[*reason];
      continue;
    }
    const std::string found = difference(*one);
    EXPECT_EQ(found, "") << name << " " << one->id << " (" << one->op << ")";
    if (found.empty()) ++passed;
  }
  std::cout << name << ": " << passed << " of " << cases.size() << " cases pass\n";
  for (const auto& [reason, count] : left_out)
    std::cout << "  " << count << " left out: " << reason << "\n";
}

TEST(RevisionGraphCases, EveryRecordedTraversalIsReproduced) {
  replay_file("revision_graph.traversal.jsonl");
}

TEST(RevisionGraphCases, EveryRecordedLookupIsReproduced) {
  replay_file("revision_graph.lookup.jsonl");
}

}  // namespace
}  // namespace whimbrel::cases
