// Ctrl-C and SIGTERM.
#pragma once

namespace whimbrel::cli {

/// From now on the first SIGINT or SIGTERM asks for a stop between two statements; the second one
/// ends the process at once.
void watch_for_interrupts();

/// True once a stop was asked for. [thread-safe]
bool interrupted();

}  // namespace whimbrel::cli
