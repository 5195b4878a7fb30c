// Serving events for as long as Lambda sends them.
#pragma once

#include "console.h"
#include "runtime_client.h"

namespace whimbrel::lambda {

/// Takes one event after the other and answers each, with a result or an error object. Never
/// returns: it throws Error{connection} when the Runtime API is gone, and ends the process with
/// exit code 1 behind an invocation that has not come back when its time was over, for what that
/// one still does cannot be known.
[[noreturn]] void serve(const RuntimeClient& client, cli::Console& console);

}  // namespace whimbrel::lambda
