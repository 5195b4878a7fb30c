#include <algorithm>
#include <set>
#include <utility>

#include "revision_graph_replays.h"
#include "whimbrel/revision/steps.h"
#include "whimbrel/revision/symbols.h"

namespace whimbrel::cases {
namespace {

/// Recorded rows; where the start was given as the word base, the word was recorded with them.
Ids rows_in(const Node* node) {
  Ids rows = texts(node);
  std::erase(rows, "base");
  return sorted(std::move(rows));
}

Ids start_of(const Case& one) {
  Ids rows = texts(one.args.find("start"));
  std::erase(rows, "base");
  return rows;
}

void apply(const VersionChange& change, std::set<std::string>& rows, std::string& trouble) {
  const auto erase = [&](const std::string& row) {
    if (rows.erase(row) != 1) trouble += "no row " + row + " to take away; ";
  };
  const auto insert = [&](const std::string& row) {
    if (!rows.insert(row).second) trouble += "row " + row + " is there already; ";
  };
  if (const auto* added = std::get_if<InsertVersion>(&change)) insert(added->revision);
  if (const auto* gone = std::get_if<DeleteVersion>(&change)) erase(gone->revision);
  if (const auto* moved = std::get_if<UpdateVersion>(&change)) {
    erase(moved->from);
    insert(moved->to);
  }
}

std::string step_difference(const Case& one, const RevisionGraph& graph, const Step& step,
                            const Node& wanted) {
  std::string text;
  const std::string revision = text_or(wanted, "revision", "");
  if (revision != step.revision) text += "step " + step.revision + " instead of " + revision + "; ";
  if ((wanted.find("is_upgrade")->scalar == "true") != step.up) text += "wrong direction; ";
  text += compared("from", sorted(texts(wanted.find("from"))), sorted(step.from));
  text += compared("to", sorted(texts(wanted.find("to"))), sorted(step.to));
  if (const auto index = graph.find_id(step.revision); index && !one.order_unstable)
    text += compared("with dependencies",
                     sorted(texts(wanted.find(step.up ? "from_with_deps" : "to_with_deps"))),
                     sorted(ids_of(graph, graph.all_parents(*index))));
  return text;
}

/// Where the recorded order hangs on chance, each step must still be a recorded one and leave the
/// rows that it must.
std::string unstable_difference(const std::vector<Step>& steps, const Node& wanted) {
  std::set<std::string> recorded;
  std::set<std::string> planned;
  for (const Node& step : wanted.find("steps")->items)
    recorded.insert(text_or(step, "revision", ""));
  for (const Step& step : steps) planned.insert(step.revision);
  return recorded == planned ? "" : "other steps than recorded; ";
}

std::string steps_difference(const Case& one, const RevisionGraph& graph,
                             const std::vector<Step>& steps) {
  const Ids start = start_of(one);
  std::set<std::string> rows(start.begin(), start.end());
  const std::vector<Node>& wanted = one.expected->find("steps")->items;
  std::string text;
  if (one.order_unstable) text += unstable_difference(steps, *one.expected);
  if (wanted.size() != steps.size())
    return "wanted " + std::to_string(wanted.size()) + " steps, got " +
           std::to_string(steps.size());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    for (const VersionChange& change : steps[i].changes) apply(change, rows, text);
    if (one.order_unstable) continue;
    text += step_difference(one, graph, steps[i], wanted[i]);
    text += compared("rows after step " + std::to_string(i), rows_in(wanted[i].find("heads_after")),
                     Ids(rows.begin(), rows.end()));
  }
  return text + compared("rows at the end", rows_in(one.expected->find("final_heads")),
                         Ids(rows.begin(), rows.end()));
}

}  // namespace

std::string replay_upgrade(const Case& one, const RevisionGraph& graph) {
  const std::vector<RevisionIndex> current = resolve_rows(graph, start_of(one));
  std::vector<RevisionIndex> targets;
  for (const std::string& target : texts(one.args.find("target")))
    for (const RevisionIndex i : resolve_upgrade(graph, target, current)) targets.push_back(i);
  return steps_difference(one, graph, upgrade_steps(graph, current, targets));
}

std::string replay_downgrade(const Case& one, const RevisionGraph& graph) {
  const std::vector<RevisionIndex> current = resolve_rows(graph, start_of(one));
  const std::string target = text_or(one.args, "target", "base");
  return steps_difference(
      one, graph, downgrade_steps(graph, current, resolve_downgrade(graph, target, current)));
}

std::string replay_stamp(const Case& one, const RevisionGraph& graph) {
  return steps_difference(one, graph,
                          stamp_steps(graph, start_of(one), texts(one.args.find("target"))));
}

}  // namespace whimbrel::cases
