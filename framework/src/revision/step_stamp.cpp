#include <algorithm>
#include <utility>

#include "symbol_names.h"
#include "whimbrel/revision/steps.h"

namespace whimbrel {
namespace {

/// Rewrites the rows for one target after the other. A target replaces only rows that were there at
/// first, never one that the same stamp has put there.
class Stamping {
 public:
  Stamping(const RevisionGraph& graph, std::span<const RevisionIndex> rows)
      : graph_(graph), first_(rows.begin(), rows.end()), present_(graph.size(), false) {
    for (const RevisionIndex row : rows) present_[row] = true;
  }

  void go_to_base(const Symbol& symbol) {
    std::vector<RevisionIndex> leaving = first_;
    if (symbol.branch) leaving = those_in(lineage(graph_, *symbol.branch, Edges::all), first_);
    for (const RevisionIndex row : leaving) {
      if (!present_[row]) continue;
      present_[row] = false;
      add(false, std::span(&row, 1), {}, {DeleteVersion{graph_.id(row)}});
    }
  }

  void go_to(RevisionIndex target) {
    if (present_[target] || std::find(first_.begin(), first_.end(), target) != first_.end()) return;
    const RevisionSet related = lineage(graph_, target, Edges::all);
    const RevisionSet above = descendants(graph_, std::span(&target, 1), Edges::all);
    const std::vector<RevisionIndex> from = those_in(related, first_);
    const std::vector<RevisionIndex> gone = those_in(present_, from);
    for (const RevisionIndex row : gone) present_[row] = false;
    present_[target] = true;
    const RevisionIndex added[] = {target};
    add(those_in(above, from).empty(), from, added, version_changes(graph_, gone, added));
  }

  std::vector<Step> take() { return std::move(steps_); }

 private:
  void add(bool up, std::span<const RevisionIndex> from, std::span<const RevisionIndex> to,
           std::vector<VersionChange> changes) {
    Step step{StepKind::stamp, up, "", {}, {}, std::move(changes)};
    for (const RevisionIndex i : from) step.from.push_back(graph_.id(i));
    for (const RevisionIndex i : to) step.to.push_back(graph_.id(i));
    steps_.push_back(std::move(step));
  }

  const RevisionGraph& graph_;
  std::vector<RevisionIndex> first_;
  RevisionSet present_;
  std::vector<Step> steps_;
};

Step purge_step(std::span<const std::string> rows) {
  Step step{StepKind::stamp, false, "", {}, {}, {}};
  for (const std::string& row : rows) {
    if (std::find(step.from.begin(), step.from.end(), row) != step.from.end()) continue;
    step.from.push_back(row);
    step.changes.emplace_back(DeleteVersion{row});
  }
  return step;
}

}  // namespace

std::vector<Step> stamp_steps(const RevisionGraph& graph, std::span<const std::string> rows,
                              std::span<const std::string> targets, bool purge) {
  std::vector<RevisionIndex> current;
  if (!purge) current = resolve_rows(graph, rows);
  const std::string base = "base";
  if (targets.empty()) targets = std::span(&base, 1);
  Stamping stamping(graph, current);
  for (const std::string& target : targets) {
    const Symbol symbol = parse_symbol(graph, target);
    const std::vector<RevisionIndex> found = resolve(graph, target, current);
    if (found.empty() && symbol.name != "heads" && symbol.name != "head" &&
        symbol.name != "current")
      stamping.go_to_base(symbol);
    for (const RevisionIndex i : found) stamping.go_to(i);
  }
  std::vector<Step> steps = stamping.take();
  if (purge && !rows.empty()) steps.insert(steps.begin(), purge_step(rows));
  return steps;
}

}  // namespace whimbrel
