// The releases of an application as one history: each revision generated from the release before.
#include <gtest/gtest.h>

#include "support/client.h"
#include "support/corpus.h"
#include "support/witness.h"

namespace whimbrel::test {
namespace {

using Statements = std::vector<std::string>;

/// What the database's own client makes of a release.
Statements release(const std::filesystem::path& file) {
  FreshDatabase database;
  feed_client(database, definitions_of(file));
  return witnessed(database);
}

class CorpusChain : public ::testing::Test {
 protected:
  CorpusChain() {
    project_.write("whimbrel.yaml",
                   "version: 1\nschema: release.sql\ntargets: {dev: {url: \"${DATABASE_URL}\"}}\n");
  }

  // True when there was something to change.
  bool reach(const std::filesystem::path& file) {
    const std::size_t files = project_.revision_files().size();
    project_.write("release.sql", definitions_of(file));
    project_.succeed({"revision", "--autogenerate", "-m", file.stem().string()});
    if (project_.revision_files().size() == files) return false;
    project_.succeed({"upgrade"});
    return true;
  }

  void expect_state(const Statements& wanted, const std::string& title) const {
    const Statements found = witnessed(database_);
    EXPECT_EQ(only_in(wanted, found), "") << title;
    EXPECT_EQ(only_in(found, wanted), "") << title;
  }

  // Up release by release, down again step by step; each state is what the client makes of it.
  void goes_up_and_down(const std::vector<std::filesystem::path>& files) {
    std::vector<std::pair<std::string, Statements>> states;
    for (const std::filesystem::path& file : files) {
      const bool changed = reach(file);
      if (HasFailure()) return;
      if (!changed) continue;
      states.emplace_back(file.filename().string(), release(file));
      expect_state(states.back().second, "up to " + states.back().first);
    }
    project_.succeed({"check"});
    EXPECT_EQ(states.size(), project_.revision_files().size());
    while (states.size() > 1) {
      states.pop_back();
      project_.succeed({"downgrade", "-1"});
      expect_state(states.back().second, "down to " + states.back().first);
      if (HasFailure()) return;
    }
    project_.succeed({"downgrade", "base"});
    EXPECT_EQ(all_objects(database_), (Statements{"whimbrel_journal", "whimbrel_version"}));
  }

  FreshDatabase database_;
  Project project_{database_};
};

TEST_F(CorpusChain, OfMemosGoesUpReleaseByReleaseAndDownStepByStep) {
  const std::string folder = for_this_dialect(
      {{"sqlite", "sqlite"}, {"postgresql", "postgres"}, {"mysql", "mysql"}, {"mariadb", "mysql"}});
  const std::string path = "memos_evolution/" + folder;
  goes_up_and_down(corpus_files({"Memos", path.c_str(), ".sql"}));
}

}  // namespace
}  // namespace whimbrel::test
