#include "support/sql_history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "support/client_script.h"
#include "support/native_schema.h"

namespace whimbrel::test {
namespace {

using ::testing::HasSubstr;

using Files = std::vector<ClientFile>;

ClientFile way_up(const HistoryFile& file) { return {file.name, file.up, file.transactional}; }
ClientFile way_down(const HistoryFile& file) {
  return {file.name, file.down.value(), file.transactional};
}

Files ways_up(const std::vector<HistoryFile>& files) {
  Files result;
  for (const HistoryFile& each : files) result.push_back(way_up(each));
  return result;
}

/// The ways down of the files [begin, end), the last one first.
Files ways_down(const std::vector<HistoryFile>& files, std::size_t begin, std::size_t end) {
  Files result;
  for (std::size_t i = end; i > begin; --i) result.push_back(way_down(files[i - 1]));
  return result;
}

std::string section(const std::string& direction, const std::string& sql) {
  return "-- whimbrel: " + direction + "\n" + sql + "\n";
}

void import_history(Project& project, const Arguments& arguments) {
  Arguments all = {"import"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  project.succeed(all);
  const auto files = project.revision_files();
  project.succeed(all);
  EXPECT_EQ(project.revision_files(), files) << "a second import changes nothing";
}

/// Both databases of a comparison.
struct Pair {
  FreshDatabase ours;
  FreshDatabase theirs;
  Project project{ours};

  explicit Pair(const SqlHistory& history) {
    add_history(project, history);
    if (history.first.empty()) return;
    run_script(ours, history.first);
    run_script(theirs, history.first);
  }

  void compare(const std::string& when) const {
    EXPECT_EQ(native_schema(ours), native_schema(theirs)) << when;
  }

  void client_does(const Files& files) const {
    EXPECT_EQ(run_through_client(theirs, files), files.size());
  }
};

void expect_refused(const CommandResult& result, const RefusedFile& file) {
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_THAT(result.err, HasSubstr(" revision " + file.name));
  EXPECT_THAT(result.err, HasSubstr(".sql:" + file.place + ":"));
  EXPECT_THAT(result.err, HasSubstr(file.said));
}

void down_and_up(Pair& pair, const SqlHistory& history) {
  const std::size_t count = history.files.size();
  const std::size_t half = count / 2;
  pair.project.succeed({"downgrade", half == 0 ? "base" : history.files[half - 1].name});
  pair.client_does(ways_down(history.files, half, count));
  pair.compare("half of the way down");
  pair.project.succeed({"downgrade", "base"});
  pair.client_does(ways_down(history.files, 0, half));
  pair.compare("all the way down");
  pair.project.succeed({"upgrade", "heads"});
  pair.client_does(ways_up(history.files));
  pair.compare("up again");
}

}  // namespace

std::vector<std::filesystem::path> sorted_files(const std::filesystem::path& folder,
                                                std::string_view ending) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().filename().string().ends_with(ending)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

void add_history(Project& project, const SqlHistory& history) {
  if (!history.import.empty()) return import_history(project, history.import);
  const std::string dialect = dialect_under_test();
  std::string parent;
  for (const HistoryFile& file : history.files) {
    std::string text = file.transactional ? "" : "-- whimbrel: transactional: false\n";
    text += section("upgrade " + dialect, file.up);
    if (file.down) text += section("downgrade " + dialect, *file.down);
    project.add_sql_revision(file.name, parent, text);
    parent = file.name;
  }
  if (history.files.empty())
    project.add_sql_revision("other", "", section("upgrade another", "SELECT 1;"));
}

void expect_what_the_client_makes(const SqlHistory& history) {
  Pair pair(history);
  if (history.files.empty()) {
    EXPECT_THAT(pair.project.expect(2, {"upgrade", "heads"}).err,
                HasSubstr("no upgrade section for " + dialect_under_test()));
    return;
  }
  const std::size_t accepted = run_through_client(pair.theirs, ways_up(history.files));
  const CommandResult upgrade = pair.project.run({"upgrade", "heads"});
  if (history.refused) {
    ASSERT_LT(accepted, history.files.size());
    EXPECT_EQ(history.files[accepted].name, history.refused->name);
    expect_refused(upgrade, *history.refused);
  } else if (accepted < history.files.size()) {
    // The database, or its release, is not one that the files were written for.
    EXPECT_EQ(upgrade.exit_code, 1);
    EXPECT_THAT(upgrade.err, HasSubstr(" revision " + history.files[accepted].name));
  } else {
    EXPECT_EQ(upgrade.exit_code, 0) << upgrade.err;
  }
  pair.compare("up");
  const bool goes_back = std::all_of(history.files.begin(), history.files.end(),
                                     [](const HistoryFile& each) { return each.down.has_value(); });
  if (goes_back && upgrade.exit_code == 0) down_and_up(pair, history);
}

}  // namespace whimbrel::test
