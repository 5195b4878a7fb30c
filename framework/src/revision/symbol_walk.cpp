#include <cstdlib>

#include "symbol_names.h"

namespace whimbrel {
namespace {

std::string name_of(const RevisionGraph& graph, std::optional<RevisionIndex> place) {
  return place ? "'" + graph.id(*place) + "'" : "base";
}

Error ambiguous(const RevisionGraph& graph, const Symbol& symbol,
                std::optional<RevisionIndex> place, std::span<const RevisionIndex> next) {
  const bool up = *symbol.steps > 0;
  return Error(ErrorCode::revision, "Ambiguous walk: '" + symbol.text + "' leads from " +
                                        name_of(graph, place) + (up ? " up to " : " down to ") +
                                        listed(graph, next))
      .with_hint(up ? "Name the target revision, or the branch to follow: LABEL@" + symbol.text +
                          "."
                    : "Name the target revision.");
}

}  // namespace

Error too_few(const Symbol& symbol, std::string_view why) {
  const std::string number = std::to_string(std::abs(*symbol.steps));
  return Error(ErrorCode::revision, "Relative revision " + symbol.text + " didn't produce " +
                                        number + " migrations: " + std::string(why))
      .with_hint("`whimbrel history` lists the revisions.");
}

std::optional<RevisionIndex> walk(const RevisionGraph& graph, const Symbol& symbol,
                                  std::optional<RevisionIndex> start, Overwalk overwalk) {
  const int wanted = std::abs(*symbol.steps);
  const bool up = *symbol.steps > 0;
  RevisionSet branch;
  if (symbol.branch && up) branch = lineage(graph, *symbol.branch, Edges::versioned);
  std::optional<RevisionIndex> at = start;
  for (int done = 0; done < wanted; ++done) {
    std::vector<RevisionIndex> next;
    if (up) {
      const auto all = at ? graph.children(*at) : std::span<const RevisionIndex>(graph.bases());
      next = symbol.branch ? those_in(branch, all)
                           : std::vector<RevisionIndex>(all.begin(), all.end());
    } else if (at) {
      const auto all = graph.parents(*at);
      next.assign(all.begin(), all.end());
    }
    if (next.size() > 1) throw ambiguous(graph, symbol, at, next);
    if (next.empty() && (up || !at)) {
      if (overwalk == Overwalk::stop) return at;
      throw too_few(symbol, (up ? "it ends at " : "it reaches ") + name_of(graph, at) + " after " +
                                std::to_string(done));
    }
    at = next.empty() ? std::nullopt : std::optional(next.front());
  }
  return at;
}

}  // namespace whimbrel
