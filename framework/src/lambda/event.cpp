#include "event.h"

#include <array>
#include <utility>
#include <vector>

#include "whimbrel/core/json.h"
#include "whimbrel/core/node_reader.h"
#include "whimbrel/core/text.h"

namespace whimbrel::lambda {
namespace {

const std::array<std::pair<std::string, EventCommand>, 5>& commands() {
  static const std::array<std::pair<std::string, EventCommand>, 5> all{{
      {"upgrade", EventCommand::upgrade},
      {"downgrade", EventCommand::downgrade},
      {"current", EventCommand::current},
      {"check", EventCommand::check},
      {"stamp", EventCommand::stamp},
  }};
  return all;
}

// False when the event does not say. A number is no revision here: 1e5 and 0123 would not survive
// it. An empty text is most likely a variable of the caller's that is not set, and must not mean
// the default.
bool read_text(MapReader& reader, std::string_view key, std::string& result) {
  const Node* node = reader.find(key);
  if (node == nullptr) return false;
  const std::string what = "'" + std::string(key) + "' of the event";
  if (!node->is_scalar() || !node->quoted) throw error_at(node->mark, what + " must be a text");
  if (node->scalar.empty())
    throw error_at(node->mark, what + " is empty").with_hint("leave it out for the default");
  result = node->scalar;
  return true;
}

EventCommand command_named(const std::string& word, const Mark& mark) {
  std::vector<std::string> known;
  for (const auto& [name, command] : commands()) {
    if (name == word) return command;
    known.push_back(name);
  }
  Error error = error_at(mark, "there is no command '" + mentioned(word) + "' for an event");
  const std::string near = nearest(word, known);
  throw error.with_hint(near.empty() ? "the commands are " + join(known, ", ")
                                     : "did you mean '" + near + "'?");
}

}  // namespace

Event parse_event(std::string_view json) {
  Event event;
  if (trimmed(json).empty()) return event;
  const Node document = parse_json(json, "event");
  if (document.is_null()) return event;
  MapReader reader(document, "the event");
  std::string command = "upgrade";
  read_text(reader, "command", command);
  read_text(reader, "target", event.target);
  const bool says_how_far = read_text(reader, "revision", event.revision);
  event.dry_run = reader.flag("dry_run").value_or(false);
  reader.finish();
  event.command = command_named(command, document.mark);
  if (event.command == EventCommand::downgrade && !says_how_far)
    throw error_at(document.mark, "a downgrade must say how far: 'revision' is missing")
        .with_hint("\"-1\" undoes one revision, \"base\" all of them");
  return event;
}

std::string word_for(EventCommand command) {
  for (const auto& [name, each] : commands())
    if (each == command) return name;
  return "";
}

}  // namespace whimbrel::lambda
