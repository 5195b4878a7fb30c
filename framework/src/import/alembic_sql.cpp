#include "alembic_sql.h"

#include <deque>

#include "whimbrel/core/error.h"
#include "whimbrel/core/process.h"
#include "whimbrel/core/text.h"

namespace whimbrel {
namespace fs = std::filesystem;
namespace {

constexpr std::chrono::minutes kTimeLimit{5};
constexpr size_t kShownLines = 4;
// The folder of another tool's history stays as it is.
constexpr const char* kNoCompiledFiles = "PYTHONDONTWRITEBYTECODE=1";

// "Context impl NAMEImpl." of Alembic's log.
std::string context_word(std::string_view log) {
  constexpr std::string_view kBefore = "Context impl ";
  constexpr std::string_view kAfter = "Impl.";
  const size_t begin = log.find(kBefore);
  if (begin == std::string_view::npos) return {};
  const std::string_view rest = log.substr(begin + kBefore.size());
  return lower(rest.substr(0, std::min(rest.find(kAfter), rest.find('\n'))));
}

// Asks for one direction, again and again until nothing more comes of it.
class Direction {
 public:
  Direction(const fs::path& configuration, const RevisionGraph& graph, bool up,
            std::string_view version_table, const std::function<bool()>& stop,
            OfflineHistory& history)
      : configuration_(configuration),
        graph_(graph),
        up_(up),
        version_table_(version_table),
        stop_(stop),
        history_(history),
        found_(up ? history.upgrade : history.downgrade),
        refused_(up ? history.refused_up : history.refused_down) {}

  void run() {
    std::deque<std::string> ranges;
    if (up_)
      ranges.push_back("heads");
    else
      for (const RevisionIndex head : graph_.heads()) ranges.push_back(graph_.id(head) + ":base");
    while (!ranges.empty()) {
      const std::string range = ranges.front();
      ranges.pop_front();
      const std::string failed = ask(range);
      if (!history_.problem.empty()) return;
      if (!hopeless_.empty()) break;
      if (!failed.empty()) go_on_behind(failed, ranges);
    }
    for (RevisionIndex i = 0; i < graph_.size(); ++i) ask_alone(i);
  }

 private:
  bool is_known(const std::string& id) const {
    return found_.contains(id) || refused_.contains(id);
  }

  void go_on_behind(const std::string& failed, std::deque<std::string>& ranges) const {
    const auto index = graph_.find_id(failed);
    if (!index) return;
    if (up_) return ranges.push_back(failed + ":heads");
    for (const RevisionIndex parent : graph_.parents(*index))
      if (!is_known(graph_.id(parent))) ranges.push_back(graph_.id(parent) + ":base");
  }

  // A revision that no range reached, as beside a merge.
  void ask_alone(RevisionIndex index) {
    const std::string& id = graph_.id(index);
    if (is_known(id)) return;
    if (!hopeless_.empty()) {
      refused_[id] = hopeless_;
      return;
    }
    const auto parents = graph_.parents(index);
    const std::string parent = parents.empty() ? "base" : graph_.id(parents.front());
    const std::string range = up_ ? parent + ":" + id : id + ":" + parent;
    ask(range);
    if (!is_known(id)) refused_[id] = "Alembic writes nothing for " + range;
  }

  // Runs Alembic for a range and keeps what is new. The revision that it failed at, if it did.
  std::string ask(const std::string& range) {
    const std::string command = up_ ? "upgrade" : "downgrade";
    const CapturedProgram result = capture_program(
        {"alembic", "-c", configuration_.filename().string(), command, range, "--sql"},
        {configuration_.parent_path(), kTimeLimit, stop_, {kNoCompiledFiles}});
    if (!result.found) {
      history_.problem = "there is no program 'alembic' in PATH";
      return {};
    }
    if (history_.dialect_word.empty()) history_.dialect_word = context_word(result.err);
    std::vector<OfflineSection> sections = offline_sections(result.out);
    const bool failed = result.exit_code != 0;
    if (failed && sections.empty()) return fail_without_sections(range, result);
    const std::string at = failed ? sections.back().revision : "";
    if (failed) sections.pop_back();
    for (const OfflineSection& each : sections)
      if (!is_known(each.revision))
        found_.emplace(each.revision, without_bookkeeping(each.sql, version_table_));
    if (!failed || is_known(at)) return {};
    refused_[at] = result.timed_out ? "it did not end in time" : last_lines(result.err, 1);
    return at;
  }

  // Before anything was had, it is the environment that does not work; later, this range.
  std::string fail_without_sections(const std::string& range, const CapturedProgram& result) {
    if (!found_.empty() || !refused_.empty()) return {};
    hopeless_ = last_lines(result.err, 1);
    if (up_)
      history_.problem = "'alembic " + std::string(up_ ? "upgrade " : "downgrade ") + range +
                         " --sql' failed:\n" + last_lines(result.err, kShownLines);
    return {};
  }

  const fs::path& configuration_;
  const RevisionGraph& graph_;
  const bool up_;
  const std::string_view version_table_;
  const std::function<bool()>& stop_;
  OfflineHistory& history_;
  std::map<std::string, OfflineSql>& found_;
  std::map<std::string, std::string>& refused_;
  std::string hopeless_;  // why nothing comes of this direction at all
};

}  // namespace

OfflineHistory ask_alembic(const fs::path& configuration, const RevisionGraph& graph,
                           std::string_view version_table, const std::function<bool()>& stop) {
  OfflineHistory history;
  for (const bool up : {true, false}) {
    Direction(configuration, graph, up, version_table, stop, history).run();
    if (!history.problem.empty()) break;
  }
  return history;
}

}  // namespace whimbrel
