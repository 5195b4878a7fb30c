#include "symbol_names.h"

#include <algorithm>
#include <charconv>

#include "whimbrel/core/text.h"

namespace whimbrel {
namespace {

Error unknown(const RevisionGraph& graph, std::string_view name, std::string_view what) {
  std::vector<std::string> known = {"head", "heads", "base", "current"};
  for (RevisionIndex i = 0; i < graph.size(); ++i) known.push_back(graph.id(i));
  for (const auto& [label, index] : graph.labels()) known.push_back(label);
  const std::string near = nearest(name, known);
  return Error(ErrorCode::revision, "No such " + std::string(what) + " '" + std::string(name) + "'")
      .with_hint((near.empty() ? "" : "Did you mean '" + near + "'? ") +
                 "`whimbrel history` lists the revisions.");
}

/// Ids and labels longer than three characters that begin with `name`.
std::vector<RevisionIndex> beginning_with(const RevisionGraph& graph, std::string_view name,
                                          const RevisionSet* within) {
  std::vector<RevisionIndex> found;
  const auto add = [&](std::string_view known, RevisionIndex index) {
    if (known.size() > 3 && known.starts_with(name) && (within == nullptr || (*within)[index]))
      found.push_back(index);
  };
  for (RevisionIndex i = 0; i < graph.size(); ++i) add(graph.id(i), i);
  for (const auto& [label, index] : graph.labels()) add(label, index);
  if (found.size() > 1) {
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
  }
  return found;
}

/// Nothing when no id or label is or begins so; throws when several begin so.
std::optional<RevisionIndex> look_up(const RevisionGraph& graph, std::string_view name,
                                     const RevisionSet* within) {
  if (const std::optional<RevisionIndex> exact = graph.find(name)) return exact;
  if (name.empty()) return std::nullopt;
  const std::vector<RevisionIndex> found = beginning_with(graph, name, within);
  if (found.empty()) return std::nullopt;
  if (found.size() > 1)
    throw Error(ErrorCode::revision, "Multiple revisions start with '" + std::string(name) +
                                         "': " + listed(graph, found))
        .with_hint("Write more characters of the one you mean.");
  return found.front();
}

/// Where the `+N` or `-N` at the end begins; the size of the text when there is none.
std::size_t steps_begin(std::string_view text) {
  std::size_t digits = text.size();
  while (digits > 0 && text[digits - 1] >= '0' && text[digits - 1] <= '9') --digits;
  if (digits == text.size() || digits == 0) return text.size();
  return text[digits - 1] == '+' || text[digits - 1] == '-' ? digits - 1 : text.size();
}

int steps_in(std::string_view text, std::string_view signed_number) {
  int number = 0;
  const char* const end = signed_number.data() + signed_number.size();
  const auto result = std::from_chars(signed_number.data() + 1, end, number);
  if (result.ec != std::errc())
    throw Error(ErrorCode::revision,
                "The number of steps in '" + std::string(text) + "' is too large");
  return signed_number.front() == '-' ? -number : number;
}

}  // namespace

RevisionIndex find_revision(const RevisionGraph& graph, std::string_view name,
                            const RevisionSet* within) {
  if (const std::optional<RevisionIndex> found = look_up(graph, name, within)) return *found;
  throw unknown(graph, name, "revision or branch");
}

Symbol parse_symbol(const RevisionGraph& graph, std::string_view text) {
  Symbol symbol;
  symbol.text = text;
  std::string_view rest = text;
  if (const std::size_t at = text.find('@'); at != std::string_view::npos) {
    symbol.branch_name = text.substr(0, at);
    rest = text.substr(at + 1);
    symbol.branch = look_up(graph, symbol.branch_name, nullptr);
    if (!symbol.branch) throw unknown(graph, symbol.branch_name, "branch:");
  }
  const std::size_t steps = graph.find(rest) ? rest.size() : steps_begin(rest);
  symbol.name = rest.substr(0, steps);
  if (steps < rest.size()) symbol.steps = steps_in(text, rest.substr(steps));
  if (symbol.name.empty() && !symbol.steps)
    throw Error(ErrorCode::revision, "'" + symbol.text + "' names no revision")
        .with_hint("Write an id, the beginning of one, head, base, LABEL@head, +1 or -1.");
  if (symbol.name.empty() && *symbol.steps == 0)
    throw Error(ErrorCode::revision, "'" + symbol.text + "' goes nowhere")
        .with_hint("The number of steps begins at 1.");
  return symbol;
}

Error several_heads(const RevisionGraph& graph, const Symbol& symbol,
                    std::span<const RevisionIndex> candidates) {
  const bool heads = symbol.name == "head" || symbol.name == "heads";
  return Error(ErrorCode::revision, "Multiple " +
                                        std::string(heads ? "heads are" : "revisions are") +
                                        " present for given argument '" + symbol.text +
                                        "': " + listed(graph, candidates))
      .with_hint(
          heads
              ? "Name a specific target revision, 'LABEL@head' to narrow to a specific "
                "head, or 'heads' for all heads; 'whimbrel merge heads -m MESSAGE' makes them one."
              : "Name one of them.");
}

std::vector<RevisionIndex> named_revisions(const RevisionGraph& graph, const Symbol& symbol,
                                           std::span<const RevisionIndex> current) {
  RevisionSet branch;
  if (symbol.branch) branch = lineage(graph, *symbol.branch, Edges::versioned);
  const auto on_branch = [&](std::span<const RevisionIndex> revisions) {
    return symbol.branch ? those_in(branch, revisions)
                         : std::vector<RevisionIndex>(revisions.begin(), revisions.end());
  };
  if (symbol.name == "base") return {};
  if (symbol.name == "current") return on_branch(current);
  if (symbol.name == "heads") return on_branch(symbol.branch ? graph.heads() : graph.real_heads());
  if (symbol.name == "head") {
    std::vector<RevisionIndex> heads = on_branch(graph.heads());
    if (heads.size() > 1) throw several_heads(graph, symbol, heads);
    return heads;
  }
  const RevisionIndex found = find_revision(graph, symbol.name, symbol.branch ? &branch : nullptr);
  if (symbol.branch && !branch[found])
    throw Error(ErrorCode::revision, "Revision " + graph.id(found) +
                                         " is not a member of branch '" + symbol.branch_name + "'")
        .with_hint("`whimbrel history -r " + symbol.branch_name + "@base:" + symbol.branch_name +
                   "@heads` lists that branch.");
  return {found};
}

std::optional<RevisionIndex> named_revision(const RevisionGraph& graph, const Symbol& symbol,
                                            std::span<const RevisionIndex> current) {
  const std::vector<RevisionIndex> found = named_revisions(graph, symbol, current);
  if (found.size() > 1) throw several_heads(graph, symbol, found);
  if (found.empty()) return std::nullopt;
  return found.front();
}

}  // namespace whimbrel
