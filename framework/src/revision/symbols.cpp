#include "whimbrel/revision/symbols.h"

#include <algorithm>

#include "symbol_names.h"

namespace whimbrel {
namespace {

std::vector<RevisionIndex> as_list(std::optional<RevisionIndex> place) {
  if (!place) return {};
  return {*place};
}

/// Walks the symbol's steps from each of `starts`; base falls away.
std::vector<RevisionIndex> walk_all(const RevisionGraph& graph, const Symbol& symbol,
                                    std::span<const RevisionIndex> starts, Overwalk overwalk) {
  std::vector<RevisionIndex> found;
  for (const RevisionIndex start : starts)
    if (const auto place = walk(graph, symbol, start, overwalk)) found.push_back(*place);
  return unique(found);
}

std::vector<RevisionIndex> on_branch(const RevisionGraph& graph, const Symbol& symbol,
                                     std::span<const RevisionIndex> revisions) {
  if (!symbol.branch) return {revisions.begin(), revisions.end()};
  return those_in(lineage(graph, *symbol.branch, Edges::versioned), revisions);
}

std::vector<RevisionIndex> resolve_parsed(const RevisionGraph& graph, const Symbol& symbol,
                                          std::span<const RevisionIndex> current,
                                          Overwalk overwalk) {
  if (!symbol.steps) return named_revisions(graph, symbol, current);
  if (!symbol.name.empty())
    return as_list(walk(graph, symbol, named_revision(graph, symbol, current), overwalk));
  if (*symbol.steps > 0) throw too_few(symbol, "there is nothing above the heads");
  const auto& heads = symbol.branch ? graph.heads() : graph.real_heads();
  return walk_all(graph, symbol, on_branch(graph, symbol, heads), overwalk);
}

/// Where `branch@+N` begins: the current revision on the branch, or else the newest applied ones
/// that the branch stands on.
std::vector<RevisionIndex> upgrade_starts(const RevisionGraph& graph, const Symbol& symbol,
                                          std::span<const RevisionIndex> current) {
  std::vector<RevisionIndex> starts = on_branch(graph, symbol, current);
  if (!symbol.branch || !starts.empty()) return starts;
  const RevisionSet branch = lineage(graph, *symbol.branch, Edges::versioned);
  const RevisionSet applied = ancestors(graph, current, Edges::all);
  const std::vector<RevisionIndex> active = those_in(branch, members(applied));
  RevisionSet tips(graph.size(), false);
  for (const RevisionIndex i : active) tips[i] = true;
  for (const RevisionIndex i : active)
    for (const RevisionIndex parent : graph.all_parents(i)) tips[parent] = false;
  return members(tips);
}

DowngradeTarget back_from_current(const RevisionGraph& graph, const Symbol& symbol,
                                  std::span<const RevisionIndex> current, Overwalk overwalk) {
  std::vector<RevisionIndex> starts = on_branch(graph, symbol, current);
  if (symbol.branch && starts.empty())
    starts = on_branch(graph, symbol, all_current(graph, current));
  if (starts.empty())
    throw too_few(symbol, symbol.branch
                              ? "nothing of branch '" + symbol.branch_name + "' is applied"
                              : "no revision is applied");
  DowngradeTarget target;
  target.branch = symbol.branch ? symbol.branch : starts.front();
  if (starts.size() > 1) {
    if (symbol.branch)
      throw Error(ErrorCode::revision, "Ambiguous downgrade: '" + symbol.text +
                                           "' could count from " + listed(graph, starts))
          .with_hint("Name the revision to go back to.");
    target.warning = "'" + symbol.text + "' from several current revisions (" +
                     listed(graph, starts) + ") is ambiguous; it counts from '" +
                     graph.id(starts.front()) + "'. LABEL@" + symbol.text + " names the branch.";
  }
  target.revision = walk(graph, symbol, starts.front(), overwalk);
  return target;
}

}  // namespace

std::vector<RevisionIndex> resolve(const RevisionGraph& graph, std::string_view symbol,
                                   std::span<const RevisionIndex> current) {
  return resolve_parsed(graph, parse_symbol(graph, symbol), current, Overwalk::refuse);
}

std::optional<RevisionIndex> resolve_single(const RevisionGraph& graph, std::string_view symbol,
                                            std::span<const RevisionIndex> current) {
  const Symbol parsed = parse_symbol(graph, symbol);
  const std::vector<RevisionIndex> found = resolve_parsed(graph, parsed, current, Overwalk::refuse);
  if (found.size() > 1) throw several_heads(graph, parsed, found);
  if (found.empty()) return std::nullopt;
  return found.front();
}

std::vector<RevisionIndex> resolve_upgrade(const RevisionGraph& graph, std::string_view symbol,
                                           std::span<const RevisionIndex> current,
                                           Overwalk overwalk) {
  const Symbol parsed = parse_symbol(graph, symbol);
  if (!parsed.steps || !parsed.name.empty())
    return resolve_parsed(graph, parsed, current, overwalk);
  if (*parsed.steps < 0) throw too_few(parsed, "an upgrade does not go down");
  const std::vector<RevisionIndex> starts = upgrade_starts(graph, parsed, current);
  if (starts.size() > 1)
    throw Error(ErrorCode::revision,
                "Ambiguous upgrade from multiple current revisions: " + listed(graph, starts))
        .with_hint("Name the target revision, or the branch to follow: LABEL@+" +
                   std::to_string(*parsed.steps) + ".");
  const auto start = starts.empty() ? std::nullopt : std::optional(starts.front());
  return as_list(walk(graph, parsed, start, overwalk));
}

DowngradeTarget resolve_downgrade(const RevisionGraph& graph, std::string_view symbol,
                                  std::span<const RevisionIndex> current, Overwalk overwalk) {
  const Symbol parsed = parse_symbol(graph, symbol);
  if (parsed.steps && parsed.name.empty()) {
    if (*parsed.steps > 0) throw too_few(parsed, "a downgrade does not go up");
    return back_from_current(graph, parsed, current, overwalk);
  }
  DowngradeTarget target;
  target.branch = parsed.branch;
  target.revision = named_revision(graph, parsed, current);
  if (parsed.steps) target.revision = walk(graph, parsed, target.revision, overwalk);
  return target;
}

std::pair<std::string, std::string> split_range(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || text.find(':', colon + 1) != std::string_view::npos)
    throw Error(ErrorCode::usage, "A range requires [start]:[end], [start]: or :[end], not '" +
                                      std::string(text) + "'");
  const std::string lower(text.substr(0, colon));
  const std::string upper(text.substr(colon + 1));
  return {lower.empty() ? "base" : lower, upper.empty() ? "heads" : upper};
}

RangeEnds resolve_range(const RevisionGraph& graph, std::span<const std::string> lower,
                        std::span<const std::string> upper,
                        std::span<const RevisionIndex> current) {
  RangeEnds ends;
  const auto add = [](std::vector<RevisionIndex>& to, const std::vector<RevisionIndex>& found) {
    to.insert(to.end(), found.begin(), found.end());
  };
  std::vector<Symbol> from_upper;
  for (const std::string& text : lower) {
    const Symbol symbol = parse_symbol(graph, text);
    if (lower.size() == 1) ends.branch = symbol.branch;
    if (symbol.steps && symbol.name.empty() && *symbol.steps < 0)
      from_upper.push_back(symbol);
    else if (symbol.steps && symbol.name.empty())
      add(ends.lower, resolve_upgrade(graph, text, {}, Overwalk::stop));
    else
      add(ends.lower, resolve_parsed(graph, symbol, current, Overwalk::stop));
  }
  for (const std::string& text : upper) {
    const Symbol symbol = parse_symbol(graph, text);
    const bool from_lower = symbol.steps && symbol.name.empty() && *symbol.steps > 0;
    if (from_lower && !from_upper.empty())
      throw Error(ErrorCode::revision, "Both ends of the range " + from_upper.front().text + ":" +
                                           text + " count from the other one")
          .with_hint("Name one end.");
    add(ends.upper, from_lower ? resolve_upgrade(graph, text, ends.lower, Overwalk::stop)
                               : resolve_parsed(graph, symbol, current, Overwalk::stop));
  }
  for (const Symbol& symbol : from_upper)
    add(ends.lower, walk_all(graph, symbol, on_branch(graph, symbol, ends.upper), Overwalk::stop));
  ends.lower = unique(ends.lower);
  ends.upper = unique(ends.upper);
  return ends;
}

}  // namespace whimbrel
