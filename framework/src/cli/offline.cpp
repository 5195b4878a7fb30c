#include "offline.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <set>

#include "whimbrel/core/error.h"
#include "whimbrel/revision/graph_walk.h"
#include "whimbrel/revision/symbols.h"
#include "whimbrel/runner/offline_script.h"

namespace whimbrel::cli {
namespace {

// A script that broke off must not run, so it is kept aside until it is whole; on the disk, because
// it may be long.
class Aside {
 public:
  Aside() : file_(std::tmpfile(), &std::fclose) {
    if (file_ == nullptr) throw failure();
  }

  void add(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size()) throw failure();
  }

  template <class Take>
  void read(Take take) {
    if (std::fflush(file_.get()) != 0 || std::fseek(file_.get(), 0, SEEK_SET) != 0) throw failure();
    std::array<char, 65536> block{};
    while (const size_t size = std::fread(block.data(), 1, block.size(), file_.get()))
      take(std::string_view(block.data(), size));
    if (std::ferror(file_.get()) != 0) throw failure();
  }

 private:
  static Error failure() {
    return Error(ErrorCode::io, "the script cannot be kept in a temporary file: " +
                                    std::string(std::strerror(errno)));
  }

  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
};

bool is_range(const std::string& text) { return text.find(':') != std::string::npos; }

// Where a script begins, without a database to count from.
std::vector<RevisionIndex> start_of(const RevisionGraph& graph, const std::string& symbol) {
  const bool relative = symbol.starts_with('+') || symbol.starts_with('-');
  if (relative || symbol.find("current") != std::string::npos)
    throw Error(ErrorCode::usage,
                "'" + symbol + "' counts from where a database is, and with --sql none is asked")
        .with_hint("name the revision that the database is at");
  return resolve(graph, symbol, {});
}

// A target below the start is a range in the wrong direction; the start itself is nothing to do.
void refuse_wrong_way(const RevisionGraph& graph, const std::string& range,
                      std::span<const RevisionIndex> start, std::span<const RevisionIndex> to) {
  const RevisionSet below = ancestors(graph, start, Edges::all);
  for (const RevisionIndex each : to)
    if (!below[each] || std::find(start.begin(), start.end(), each) != start.end()) return;
  if (start.empty()) return;
  const std::string top = to.empty() ? "base" : graph.id(to.front());
  throw Error(ErrorCode::revision, "the range '" + range + "' goes down, and an upgrade goes up")
      .with_hint("'whimbrel downgrade " + graph.id(start.front()) + ":" + top +
                 " --sql' writes the way down");
}

void begin_offline(Workspace& workspace, const MigrateOptions& options) {
  workspace.work_offline();
  check_tag(options.tag);
  if (options.plan)
    throw Error(ErrorCode::usage, "--plan and --sql exclude each other")
        .with_hint("the script has the steps as comments");
}

OfflineSettings offline_settings(Workspace& workspace, const MigrateOptions& options,
                                 const std::string& title) {
  const Target& target = workspace.target();
  OfflineSettings settings;
  settings.title = "whimbrel " + options.command + " " + title + " --sql";
  settings.tag = options.tag;
  settings.version_table = workspace.tables().version;
  settings.transaction = run_transaction(target.transaction);
  settings.server_version =
      target.server_version != 0 ? target.server_version : workspace.config().review.server_version;
  return settings;
}

void answer(Workspace& workspace, const MigrateOptions& options, const std::vector<Step>& steps,
            Aside& script) {
  Node result = Node::map();
  std::string text;
  script.read([&](std::string_view block) { text += block; });
  result.add("sql", Node::text(text));
  Node& list = result.add("steps", Node::sequence());
  for (const Step& step : steps) list.items.push_back(step_node(step));
  workspace.console().answer(options.command, workspace.target_name(), std::move(result));
}

int write(Workspace& workspace, const MigrateOptions& options, const std::string& title,
          std::span<const RevisionIndex> start, const std::vector<Step>& steps) {
  Console& console = workspace.console();
  Aside script;
  if (!steps.empty())
    write_offline_script(workspace.graph(), start, steps, workspace.dialect(),
                         workspace.target().endpoint, offline_settings(workspace, options, title),
                         [&](std::string_view text) { script.add(text); });
  if (console.json())
    answer(workspace, options, steps, script);
  else
    script.read([&](std::string_view block) { console.raw(block); });
  for (const Step& step : steps) console.detail("Wrote " + options.command + " " + arrow(step));
  if (steps.empty())
    console.log("Nothing to do: the range holds no revision.");
  else
    console.log("Wrote the SQL of " + std::to_string(steps.size()) +
                (steps.size() == 1 ? " step" : " steps") + "; no database was asked.");
  return kDone;
}

}  // namespace

void refuse_range(const std::string& revision) {
  if (!is_range(revision)) return;
  throw Error(ErrorCode::usage, "Range revision not allowed: '" + revision + "'")
      .with_hint("FROM:TO is for --sql; where the database is, it says itself");
}

int write_upgrade_script(Workspace& workspace, const MigrateOptions& options,
                         const std::string& range) {
  begin_offline(workspace, options);
  const RevisionGraph& graph = workspace.graph();
  const auto [from, to] = is_range(range) ? split_range(range) : std::pair("base", range);
  if (graph.empty() && to == "head") return write(workspace, options, range, {}, {});
  const std::vector<RevisionIndex> start = start_of(graph, from);
  const std::vector<RevisionIndex> target = resolve_upgrade(graph, to, start);
  refuse_wrong_way(graph, range, start, target);
  return write(workspace, options, range, start, upgrade_steps(graph, start, target));
}

int write_downgrade_script(Workspace& workspace, const MigrateOptions& options,
                           const std::string& range) {
  begin_offline(workspace, options);
  if (!is_range(range) || range.starts_with(':') || range.ends_with(':'))
    throw Error(ErrorCode::usage, "downgrade with --sql requires FROM:TO")
        .with_hint("FROM is where the database is: 'whimbrel downgrade head:base --sql'");
  const RevisionGraph& graph = workspace.graph();
  const auto [from, to] = split_range(range);
  const std::vector<RevisionIndex> start = start_of(graph, from);
  const DowngradeTarget target = resolve_downgrade(graph, to, start);
  if (!target.warning.empty()) workspace.console().warn(target.warning);
  return write(workspace, options, range, start, downgrade_steps(graph, start, target));
}

int write_stamp_script(Workspace& workspace, const MigrateOptions& options,
                       const std::vector<std::string>& ranges, bool purge) {
  begin_offline(workspace, options);
  if (purge)
    throw Error(ErrorCode::usage,
                "--purge and --sql exclude each other: which rows there are, only "
                "the database knows")
        .with_hint("name where the database is: 'whimbrel stamp FROM:TO --sql'");
  std::set<std::string> starts;
  std::vector<std::string> targets;
  std::string title;
  for (const std::string& each : ranges) {
    title += (title.empty() ? "" : " ") + each;
    const auto [from, to] = is_range(each) ? split_range(each) : std::pair("base", each);
    starts.insert(from);
    targets.push_back(to);
  }
  if (starts.size() > 1)
    throw Error(ErrorCode::usage,
                "stamp with --sql begins at a single revision, and these name several")
        .with_hint("give every FROM:TO the same FROM");
  const RevisionGraph& graph = workspace.graph();
  const std::vector<RevisionIndex> start = start_of(graph, *starts.begin());
  std::vector<std::string> rows;
  for (const RevisionIndex i : start) rows.push_back(graph.id(i));
  return write(workspace, options, title, start, stamp_steps(graph, rows, targets));
}

}  // namespace whimbrel::cli
