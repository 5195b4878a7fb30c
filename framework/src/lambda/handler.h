// From an event to an answer.
#pragma once

#include <optional>

#include "console.h"
#include "event.h"
#include "progress.h"
#include "time_limit.h"
#include "whimbrel/config/environment.h"
#include "whimbrel/core/node.h"

namespace whimbrel::lambda {

/// Does what the event says with a configuration, a connection and a plan of its own, and closes
/// the connection. Stops between two statements when the limit is over, with Error{interrupted};
/// the target's timeouts are cut so that no single statement and no wait for another runner goes
/// beyond it. Returns the answer: `command`, `target`, `dry_run`, `from`, `to`, `steps`,
/// `milliseconds`, and what `current` and `check` found. Throws Error.
Node handle(const Event& event, const std::optional<TimeLimit>& limit,
            const Environment& environment, cli::Console& console, Progress& progress);

}  // namespace whimbrel::lambda
