#include "revision_graph_replay.h"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

#include "revision_graph_replays.h"
#include "whimbrel/core/error.h"

namespace whimbrel::cases {
namespace {

using Replay = std::function<std::string(const Case&, const RevisionGraph&)>;

const std::map<std::string, Replay>& replays() {
  static const std::map<std::string, Replay> all = {
      {"upgrade", replay_upgrade},
      {"downgrade", replay_downgrade},
      {"stamp", replay_stamp},
      {"iterate", replay_iterate},
      {"history", replay_history},
      {"cli.history", replay_printed_history},
      {"load", replay_load},
      {"get_revision", replay_lookup},
      {"get_revisions", replay_lookup},
      {"as_revision_number", replay_number},
      {"all_current", replay_current},
      {"current_head", replay_current},
      {"filter_for_lineage", replay_lineage},
      {"new_revision", replay_growth},
  };
  return all;
}

/// A phrase of ours for the kind of error that was recorded.
std::string phrase_for(const Node& error) {
  static const std::pair<const char*, const char*> phrases[] = {
      {"Dependency cycle is detected", "Dependency cycle is detected"},
      {"Dependency self-loop", "Dependency self-loop"},
      {"Cycle is detected", "Cycle is detected"},
      {"Self-loop", "Self-loop"},
      {"broken map", "is not present"},
      {"Nothing to drop", "not a valid downgrade target"},
      {"overlaps with", "overlaps with"},
      {"is not an ancestor", "is not an ancestor"},
      {"Multiple heads are present", "Multiple heads are present"},
      {"not a valid upgrade target", "is not an ancestor"},
      {"not a valid downgrade target", "not a valid downgrade target"},
      {"Not a valid downgrade target", "Not a valid downgrade target"},
      {"No such revision or branch", "No such revision or branch"},
      {"No such branch", "No such branch"},
      {"is not a member of branch", "is not a member of branch"},
      {"Multiple revisions start with", "Multiple revisions start with"},
      {"already used by", "already used by"},
      {"didn't produce", "didn't produce"},
      {"Walked too far", "didn't produce"},
      {"Ambiguous walk", "Ambiguous walk"},
      {"Ambiguous upgrade", "Ambiguous upgrade"},
      {"not allowed in revision identifier", "not allowed in revision identifier"},
      {"is not a head revision", "is not a head revision"},
      {"Duplicate head", "Duplicate head"},
      {"Can't locate revision", ""},
  };
  const std::string message = text_or(error, "message", "");
  if (text_or(error, "class", "") == "KeyError") return "is not present";
  for (const auto& [recorded, ours] : phrases)
    if (message.find(recorded) != std::string::npos) return ours;
  return "";
}

}  // namespace

Ids ids_of(const RevisionGraph& graph, std::span<const RevisionIndex> revisions) {
  Ids ids;
  for (const RevisionIndex i : revisions) ids.push_back(graph.id(i));
  return ids;
}

Ids sorted(Ids ids) {
  std::sort(ids.begin(), ids.end());
  return ids;
}

std::string shown(const Ids& ids) {
  std::string text = "[";
  for (const std::string& id : ids) text += (text.size() > 1 ? ", " : "") + id;
  return text + "]";
}

std::string compared(std::string_view what, const Ids& wanted, const Ids& got) {
  if (wanted == got) return "";
  return std::string(what) + ": wanted " + shown(wanted) + ", got " + shown(got) + "; ";
}

std::string listing_difference(const Case& one, const RevisionGraph& graph,
                               std::span<const RevisionIndex> listed) {
  const Ids wanted = texts(one.expected);
  const Ids got = ids_of(graph, listed);
  if (one.order_unstable) return compared("listed", sorted(wanted), sorted(got));
  return compared("listed", wanted, got);
}

std::optional<std::string> out_of_scope(const Case& one) {
  const Node* const id = one.args.find("id");
  const auto bytes = [](const Node& node) { return node.is_map(); };
  if (id != nullptr && (bytes(*id) || std::any_of(id->items.begin(), id->items.end(), bytes)))
    return "an id that is no text; the types here rule it out";
  if (one.error != nullptr &&
      text_or(*one.error, "message", "").find("Template rendering") != std::string::npos)
    return "about a file template, not about the graph";
  if (!replays().contains(one.op)) return "an operation this test does not know: " + one.op;
  return std::nullopt;
}

std::string difference(const Case& one) {
  try {
    const RevisionGraph graph(one.graph);
    if (one.error == nullptr) return replays().at(one.op)(one, graph);
    Case without_answer = one;
    const Node empty = Node::map();
    Node steps = Node::map();
    steps.add("steps", Node::sequence());
    without_answer.expected = one.op == "upgrade" || one.op == "downgrade" ? &steps : &empty;
    if (one.op != "load") replays().at(one.op)(without_answer, graph);
    return "no error, but one was recorded: " + text_or(*one.error, "message", "");
  } catch (const Error& error) {
    if (one.error == nullptr) return std::string("error: ") + error.what();
    const std::string phrase = phrase_for(*one.error);
    if (error.message().find(phrase) != std::string::npos) return "";
    return "another error than '" + text_or(*one.error, "message", "") + "': " + error.what();
  }
}

}  // namespace whimbrel::cases
