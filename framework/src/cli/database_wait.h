// Waiting for a database that does not accept connections yet.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "whimbrel/core/error.h"
#include "whimbrel/dialect/connection.h"

namespace whimbrel::cli {

/// What a wait needs of the world around it, so that a test can bring a clock of its own.
struct WaitWorld {
  std::function<std::chrono::steady_clock::time_point()> now;
  std::function<void(std::chrono::milliseconds)> pause;
  std::function<void(const std::string&)> log;  ///< a line for people
};

/// The clock of the machine.
WaitWorld real_world(std::function<void(const std::string&)> log);

/// Tries to connect once, for no longer than `limit`.
using ConnectAttempt = std::function<std::unique_ptr<Connection>(std::chrono::milliseconds limit)>;

/// True for a failure to connect that time can cure: nobody listens yet, the host has no address
/// yet, the server is starting, stopping or full. A wrong password or a database that does not
/// exist is none: servers in containers make both before they listen to the network. Pure.
bool time_cures(const Error& error);

/// Attempts, with growing pauses (100 ms to 2 s), until there is a connection or `patience` is
/// over; one attempt is made in any case, and one at the end. Says when waiting begins, every ten
/// seconds, and when it was not in vain. Throws at once what time does not cure, and at the end
/// Error{connection} with how long it was and the last reason. An attempt may take ten seconds, or
/// what is left of the patience if that is less, but never less than one second.
std::unique_ptr<Connection> connect_within(std::chrono::milliseconds patience,
                                           const std::string& place, const ConnectAttempt& attempt,
                                           const WaitWorld& world);

}  // namespace whimbrel::cli
