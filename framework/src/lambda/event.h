// What an invocation asks for.
#pragma once

#include <string>
#include <string_view>

namespace whimbrel::lambda {

enum class EventCommand { upgrade, downgrade, current, check, stamp };

struct Event {
  EventCommand command = EventCommand::upgrade;
  std::string target;  ///< empty: the default target of the configuration
  std::string revision = "head";
  bool dry_run = false;
  bool operator==(const Event&) const = default;
};

/// Reads the JSON of an event. Without text, `null` and `{}` are `upgrade head`; a key with `null`
/// is as one that is left out. Throws Error{config} that says where and what when it is no JSON, or
/// has an unknown key, an unknown command or a value of another type; a `downgrade` must say how
/// far.
Event parse_event(std::string_view json);

/// The word of a command, as it stands in events and answers.
std::string word_for(EventCommand command);

}  // namespace whimbrel::lambda
