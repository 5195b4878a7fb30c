#include <algorithm>
#include <utility>

#include "revision_graph_replays.h"
#include "whimbrel/core/error.h"
#include "whimbrel/revision/graph_growth.h"
#include "whimbrel/revision/graph_walk.h"
#include "whimbrel/revision/heads.h"
#include "whimbrel/revision/symbols.h"

namespace whimbrel::cases {
namespace {

std::string flags_difference(const RevisionGraph& graph, RevisionIndex i, const Node& wanted) {
  const std::pair<const char*, bool> flags[] = {
      {"is_head", graph.is_head(i)},
      {"is_real_head", graph.all_children(i).empty()},
      {"is_base", graph.is_base(i)},
      {"is_branch_point", graph.is_branch_point(i)},
      {"is_merge_point", graph.is_merge_point(i)},
  };
  std::string text;
  for (const auto& [name, value] : flags)
    if ((wanted.find(name)->scalar == "true") != value) text += graph.id(i) + " " + name + "; ";
  return text;
}

/// The recorded normalisation leaves dependencies that another one brings along; what the two sets
/// stand on must be the same.
std::string reach_difference(const RevisionGraph& graph, RevisionIndex i, const Node& wanted) {
  std::vector<RevisionIndex> recorded(graph.parents(i).begin(), graph.parents(i).end());
  for (const std::string& id : texts(wanted.find("normalized_dependencies")))
    recorded.push_back(*graph.find_id(id));
  const bool same =
      ancestors(graph, recorded, Edges::all) == ancestors(graph, graph.all_parents(i), Edges::all);
  const bool fewer = graph.all_parents(i).size() <= unique(recorded).size();
  return same && fewer ? "" : graph.id(i) + " normalized_dependencies; ";
}

}  // namespace

std::string replay_load(const Case& one, const RevisionGraph& graph) {
  const auto ends = [&](const char* key, std::span<const RevisionIndex> got) {
    return compared(key, texts(one.expected->find(key)), ids_of(graph, got));
  };
  std::string text = ends("heads", graph.heads()) + ends("real_heads", graph.real_heads()) +
                     ends("bases", graph.bases()) + ends("real_bases", graph.real_bases());
  const auto labels = effective_labels(graph);
  for (const NodeEntry& entry : one.expected->find("revisions")->entries) {
    const RevisionIndex i = *graph.find_id(entry.key);
    const auto same = [&](const char* key, Ids got) {
      text += compared(entry.key + " " + key, sorted(texts(entry.value.find(key))), sorted(got));
    };
    same("nextrev", ids_of(graph, graph.children(i)));
    same("all_nextrev", ids_of(graph, graph.all_children(i)));
    same("resolved_dependencies", ids_of(graph, graph.dependencies(i)));
    same("effective_labels", labels[i]);
    text += flags_difference(graph, i, entry.value) + reach_difference(graph, i, entry.value);
  }
  return text;
}

std::string replay_lookup(const Case& one, const RevisionGraph& graph) {
  const Ids symbols = texts(one.args.find("id"));
  if (one.op == "get_revisions") {
    std::vector<RevisionIndex> found;
    for (const std::string& symbol : symbols)
      for (const RevisionIndex i : resolve(graph, symbol, {})) found.push_back(i);
    return listing_difference(one, graph, found);
  }
  const std::string symbol = symbols.empty() ? "base" : symbols.front();
  const auto found = resolve_single(graph, symbol, {});
  return compared("found", texts(one.expected), found ? Ids{graph.id(*found)} : Ids{});
}

/// The recorded answer keeps a name that it does not look up, so an id may be a beginning only, and
/// a name that nothing has is answered too.
std::string replay_number(const Case& one, const RevisionGraph& graph) {
  const Ids symbols = texts(one.args.find("id"));
  const Ids wanted = texts(one.expected);
  if (!symbols.empty() && wanted == Ids{symbols.front()}) {
    try {
      const Ids got = ids_of(graph, resolve(graph, symbols.front(), {}));
      return got.size() == 1 && got.front().starts_with(wanted.front()) ? ""
                                                                        : "found " + shown(got);
    } catch (const Error& error) {
      return error.message().starts_with("No such revision") ? "" : error.message();
    }
  }
  const std::string symbol = symbols.empty() ? "base" : symbols.front();
  return compared("number", sorted(wanted), sorted(ids_of(graph, resolve(graph, symbol, {}))));
}

std::string replay_current(const Case& one, const RevisionGraph& graph) {
  if (one.op == "current_head") {
    const auto head = resolve_single(graph, "head", {});
    return compared("head", texts(one.expected), head ? Ids{graph.id(*head)} : Ids{});
  }
  const auto current = resolve_rows(graph, texts(one.args.find("ids")));
  return compared("current", sorted(texts(one.expected)),
                  sorted(ids_of(graph, all_current(graph, current))));
}

std::string replay_lineage(const Case& one, const RevisionGraph& graph) {
  const std::string symbol = text_or(one.args, "check_against", "base");
  const Symbol parsed = parse_symbol(graph, symbol);
  std::vector<RevisionIndex> against = resolve(graph, symbol, {});
  if (parsed.branch) against.push_back(*parsed.branch);
  Ids kept;
  for (const std::string& id : texts(one.args.find("targets"))) {
    const RevisionSet related = lineage(graph, *graph.find_id(id), Edges::versioned);
    if (against.empty() || !those_in(related, against).empty()) kept.push_back(id);
  }
  return compared("kept", texts(one.expected), kept);
}

std::string replay_growth(const Case& one, const RevisionGraph& graph) {
  NewRevision wanted;
  wanted.id = text_or(one.args, "revid", "");
  if (const Ids heads = texts(one.args.find("head")); !heads.empty()) wanted.heads = heads;
  wanted.splice = flag(one.args, "splice");
  wanted.depends_on = texts(one.args.find("depends_on"));
  wanted.branch_labels = texts(one.args.find("branch_labels"));
  const Revision made = new_revision(graph, wanted, {});
  return compared("id", texts(one.expected->find("revision")), {made.id}) +
         compared("parents", texts(one.expected->find("down_revision")), made.down_revisions) +
         compared("depends_on", texts(one.expected->find("depends_on")), made.depends_on) +
         compared("labels", texts(one.expected->find("labels")), made.branch_labels);
}

}  // namespace whimbrel::cases
