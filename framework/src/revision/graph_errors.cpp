#include <algorithm>
#include <array>
#include <string>

#include "graph_checks.h"
#include "whimbrel/core/text.h"

namespace whimbrel {
namespace {

constexpr std::array<std::string_view, 4> reserved = {"head", "heads", "base", "current"};

std::string in_quotes(std::string_view text) { return "'" + std::string(text) + "'"; }

/// The id with its file, as far as there is one.
std::string described(const Revision& revision) {
  if (revision.file.empty()) return in_quotes(revision.id);
  return in_quotes(revision.id) + " (" + revision.file.string() + ")";
}

Error error_in(const Revision& revision, std::string message) {
  Error error(ErrorCode::revision, std::move(message));
  if (!revision.file.empty()) error.at(revision.file.string());
  return error;
}

std::string the_file_of(const Revision& revision) {
  return revision.file.empty() ? "the file of " + in_quotes(revision.id) : revision.file.string();
}

void check_name(std::string_view name, std::string_view what, std::string_view illegal) {
  if (name.empty()) throw Error(ErrorCode::revision, "A " + std::string(what) + " is empty");
  std::string found;
  for (const char c : name) {
    const bool bad = illegal.find(c) != std::string_view::npos;
    if (bad && found.find(c) == std::string::npos) found += c;
  }
  std::sort(found.begin(), found.end());
  std::string spelled;
  for (const char c : found) {
    const std::string_view space =
        c == '\t' || c == '\n' || c == '\r' ? "line end or tab" : "space";
    spelled += spelled.empty() ? "" : ", ";
    spelled += c <= ' ' ? std::string(space) : std::string(1, c);
  }
  if (!found.empty())
    throw Error(ErrorCode::revision, "Character(s) '" + spelled + "' not allowed in " +
                                         std::string(what) + " " + in_quotes(name))
        .with_hint(
            "Letters, digits, '_' and '.' are free to use; the others have a meaning where "
            "revisions are named.");
  if (std::find(reserved.begin(), reserved.end(), name) != reserved.end())
    throw Error(ErrorCode::revision,
                in_quotes(name) + " is a reserved word and cannot be a " + std::string(what))
        .with_hint("The words head, heads, base and current name revisions by their place.");
  if (name.size() > 255)
    throw Error(ErrorCode::revision,
                "The " + std::string(what) + " " + in_quotes(name) + " is longer than 255 bytes")
        .with_hint("The version table holds ids of up to 255 bytes.");
}

template <class Check>
void naming_the_file(const Revision& revision, Check check) {
  try {
    check();
  } catch (Error& error) {
    if (!revision.file.empty()) error.at(revision.file.string());
    throw;
  }
}

std::string did_you_mean(const RevisionGraph& graph, std::string_view name, bool with_labels) {
  std::vector<std::string> known;
  for (RevisionIndex i = 0; i < graph.size(); ++i) known.push_back(graph.id(i));
  if (with_labels)
    for (const auto& [label, index] : graph.labels()) known.push_back(label);
  const std::string near = nearest(name, known);
  return near.empty() ? "" : "Did you mean " + in_quotes(near) + "? ";
}

}  // namespace

void check_revision_id(std::string_view id) {
  check_name(id, "revision identifier", "@-+: \t\n\r\v\f");
}

void check_branch_label(std::string_view label) {
  check_name(label, "branch label", "@+: \t\n\r\v\f");
}

void check_id_of(const Revision& revision) {
  naming_the_file(revision, [&] { check_revision_id(revision.id); });
}

void check_label_of(const Revision& revision, std::string_view label) {
  naming_the_file(revision, [&] { check_branch_label(label); });
}

Error duplicate_id(const Revision& first, const Revision& second) {
  return error_in(second, "Revision " + in_quotes(second.id) + " is present more than once: in " +
                              the_file_of(first) + " and in " + the_file_of(second))
      .with_hint("Give one of the two a new id, or remove the file that is a copy.");
}

Error label_taken(std::string_view label, const Revision& revision, const Revision& user) {
  if (user.id == label)
    return error_in(revision, "Branch name " + in_quotes(label) + " in revision " +
                                  described(revision) +
                                  " is already the id of a revision: " + described(user))
        .with_hint("Choose another branch label in " + the_file_of(revision) + ".");
  return error_in(revision, "Branch name " + in_quotes(label) + " in revision " +
                                described(revision) + " already used by revision " +
                                described(user))
      .with_hint(
          "A branch label stands in one file only; its descendants answer to it as well. "
          "Remove it from " +
          the_file_of(revision) + " or from " + the_file_of(user) + ".");
}

Error missing_parent(const RevisionGraph& graph, const Revision& revision,
                     std::string_view parent) {
  return error_in(revision, "Revision " + in_quotes(parent) + " referenced from " +
                                described(revision) + " as its parent is not present")
      .with_hint(did_you_mean(graph, parent, false) + "Bring the file of " + in_quotes(parent) +
                 " back, or correct down_revision in " + the_file_of(revision) + ".");
}

Error missing_dependency(const RevisionGraph& graph, const Revision& revision,
                         std::string_view dependency) {
  return error_in(revision, "Revision or branch label " + in_quotes(dependency) +
                                " referenced from " + described(revision) +
                                " as a dependency is not present")
      .with_hint(did_you_mean(graph, dependency, true) + "Bring the file of " +
                 in_quotes(dependency) + " back, or correct depends_on in " +
                 the_file_of(revision) + "; it takes full ids and branch labels.");
}

Error self_loop(const Revision& revision, std::string_view kind) {
  const std::string_view key = kind == "Self-loop" ? "down_revision" : "depends_on";
  return error_in(revision, std::string(kind) + " is detected in revisions (" + revision.id + ")")
      .with_hint("Remove " + in_quotes(revision.id) + " from " + std::string(key) + " in " +
                 the_file_of(revision) + ".");
}

Error cycle(const RevisionGraph& graph, const EdgeLists& parents,
            std::span<const RevisionIndex> sorted, std::string_view kind) {
  std::vector<bool> stuck(graph.size(), true);
  for (const RevisionIndex i : sorted) stuck[i] = false;
  const auto stuck_parent = [&](RevisionIndex i) {
    const auto list = parents.of(i);
    return *std::find_if(list.begin(), list.end(), [&](RevisionIndex p) { return stuck[p]; });
  };
  auto at = static_cast<RevisionIndex>(std::find(stuck.begin(), stuck.end(), true) - stuck.begin());
  std::vector<bool> seen(graph.size(), false);
  for (; !seen[at]; at = stuck_parent(at)) seen[at] = true;
  std::vector<RevisionIndex> ring;
  for (RevisionIndex i = at; ring.empty() || i != at; i = stuck_parent(i)) ring.push_back(i);
  std::sort(ring.begin(), ring.end());

  constexpr std::size_t most = 10;
  std::string ids;
  std::string files;
  for (std::size_t i = 0; i < std::min(most, ring.size()); ++i) {
    ids += (i == 0 ? "" : ", ") + graph.id(ring[i]);
    files += (i == 0 ? "" : ", ") + the_file_of(graph[ring[i]]);
  }
  if (ring.size() > most) ids += " and " + std::to_string(ring.size() - most) + " more";
  const std::string_view keys = kind == "Cycle" ? "down_revision" : "down_revision and depends_on";
  return error_in(graph[ring.front()],
                  std::string(kind) + " is detected in revisions (" + ids + ")")
      .with_hint("Each of them stands on itself through the others. Correct " + std::string(keys) +
                 " in one of: " + files + ".");
}

}  // namespace whimbrel
