#include "revision_graph_replays.h"
#include "whimbrel/revision/graph_walk.h"
#include "whimbrel/revision/step_ranges.h"
#include "whimbrel/revision/steps.h"
#include "whimbrel/revision/symbols.h"

namespace whimbrel::cases {
namespace {

/// An end of a range; null means base.
Ids end_of(const Node* node, const std::string& absent) {
  if (node == nullptr) return {absent};
  return texts(node);
}

}  // namespace

std::string replay_iterate(const Case& one, const RevisionGraph& graph) {
  const RangeOptions options{flag(one.args, "inclusive"), flag(one.args, "implicit_base")};
  const Ids lower = end_of(one.args.find("lower"), "base");
  const Ids upper = end_of(one.args.find("upper"), "base");
  if (flag(one.args, "select_for_downgrade")) {
    std::vector<RevisionIndex> current;
    for (const std::string& text : upper)
      for (const RevisionIndex i : resolve(graph, text, {})) current.push_back(i);
    const DowngradeTarget target =
        resolve_downgrade(graph, lower.empty() ? "base" : lower.front(), current);
    return listing_difference(one, graph, revisions_down(graph, current, target, options));
  }
  RangeEnds ends = resolve_range(graph, lower, upper, {});
  if (ends.branch)
    ends.upper = those_in(lineage(graph, *ends.branch, Edges::versioned), ends.upper);
  return listing_difference(one, graph, revisions_up(graph, ends.lower, ends.upper, options));
}

std::string replay_history(const Case& one, const RevisionGraph& graph) {
  const RangeEnds ends = resolve_range(graph, end_of(one.args.find("base"), "base"),
                                       end_of(one.args.find("head"), "heads"), {});
  return listing_difference(one, graph, history(graph, ends));
}

/// The recorded output is text; the ids and head marks in it are compared.
std::string replay_printed_history(const Case& one, const RevisionGraph& graph) {
  const Ids printed = texts(one.expected);
  Ids wanted;
  std::string current;
  for (const std::string& line : printed) {
    if (!line.starts_with("Rev: ")) continue;
    wanted.push_back(line.substr(5, line.find(' ', 5) - 5));
    if (line.find("(current)") != std::string::npos) current = wanted.back();
  }
  const Ids args = texts(one.args.find("args"));
  const auto [lower, upper] = split_range(args.empty() ? ":" : args.front());
  std::vector<RevisionIndex> at;
  const Ids recorded_current = {current.empty() && !wanted.empty() ? wanted.back() : current};
  if (!args.empty() && lower == "current") at = resolve_rows(graph, recorded_current);
  if (!args.empty() && upper == "current") at = resolve_rows(graph, Ids{wanted.front()});
  const RangeEnds ends = resolve_range(graph, Ids{lower}, Ids{upper}, at);
  return compared("printed", wanted, ids_of(graph, history(graph, ends)));
}

}  // namespace whimbrel::cases
