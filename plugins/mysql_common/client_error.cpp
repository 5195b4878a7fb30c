#include "client_error.h"

#include <cppconn/exception.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <string>

#include "batches.h"

namespace whimbrel::mysql_family {
namespace {

using Condition = DatabaseCondition;

struct Numbered {
  int number;
  Condition condition;
};

// The vendors' numbers that callers act on; below 2000 and above 3000 they are the server's,
// between them the client library's.
constexpr std::array kConditions = {
    Numbered{1044, Condition::authentication},    // no right on this database
    Numbered{1045, Condition::authentication},    // wrong user or password
    Numbered{1062, Condition::unique_violation},  // duplicate entry
    Numbered{1146, Condition::undefined_table},   // no such table
    Numbered{1205, Condition::lock_timeout},      // lock wait timeout exceeded
    Numbered{1251, Condition::authentication},    // authentication protocol not supported
    Numbered{1317, Condition::cancelled},         // KILL QUERY
    Numbered{1586, Condition::unique_violation},  // duplicate entry, with the key's name
    Numbered{1698, Condition::authentication},    // wrong user, for socket authentication
    Numbered{1792, Condition::read_only},         // in a read-only transaction
    Numbered{1836, Condition::read_only},         // the server is in read-only mode
    Numbered{1969, Condition::cancelled},         // MariaDB: max_statement_time exceeded
    Numbered{2002, Condition::unreachable},       // nobody at the socket
    Numbered{2003, Condition::unreachable},       // nobody at the host and port
    Numbered{2005, Condition::unreachable},       // unknown host
    Numbered{2059, Condition::authentication},    // authentication plugin cannot be loaded
    Numbered{3024, Condition::cancelled},         // MySQL: max_execution_time exceeded
    Numbered{3572, Condition::lock_timeout},      // NOWAIT
};

// Ends of a session: shutdown, server gone, link lost (2026: under TLS), commands out of step,
// malformed packet, killed.
constexpr std::array kSessionEnds = {1053, 1927, 2006, 2013, 2014, 2026, 2027, 2055, 3169};
// Idle for too long on MySQL; another error on MariaDB.
constexpr int kIdle = 4031;

// Reasons to have no session that pass by themselves: too many connections (of all, of this user,
// of this account), the server shuts down, is gone, or hung up during the greeting (as a port
// forwarder does whose server is not up yet), or is offline for maintenance.
constexpr std::array kPassing = {1040, 1053, 1203, 1226, 2006, 2012, 2013, 3032};

// The user may not do it: on the database, the table, a column, without a global privilege, with a
// routine.
constexpr std::array kNotAllowed = {1044, 1142, 1143, 1227, 1370};

// The disk of the server, or the place that a table may take, is full.
constexpr std::array kFull = {1021, 1114};

template <std::size_t size>
bool contains(const std::array<int, size>& numbers, int number) {
  return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
}

constexpr int kOptionPreventsStatement = 1290;
constexpr int kUnknownDatabase = 1049;
constexpr int kParseError = 1064;
constexpr int kTlsProblem = 2026;

Condition condition_of(const sql::SQLException& problem) {
  const int number = problem.getErrorCode();
  // --read-only is one of several options that this number stands for.
  if (number == kOptionPreventsStatement)
    return std::string_view(problem.what()).find("read-only") != std::string_view::npos ||
                   std::string_view(problem.what()).find("read_only") != std::string_view::npos
               ? Condition::read_only
               : Condition::other;
  const auto* found = std::find_if(kConditions.begin(), kConditions.end(),
                                   [&](const Numbered& each) { return each.number == number; });
  return found == kConditions.end() ? Condition::other : found->condition;
}

// "... near 'text' at line 3": the text goes from the fault on, up to 80 characters of it, and is
// empty at the end of the statement.
std::optional<std::size_t> fault_in(std::string_view statement, std::string_view message) {
  constexpr std::string_view kNear = "near '";
  constexpr std::string_view kLine = "' at line ";
  const std::size_t begin = message.find(kNear);
  const std::size_t end = message.rfind(kLine);
  if (end == std::string_view::npos || begin == std::string_view::npos) return std::nullopt;
  if (end < begin + kNear.size()) return std::nullopt;
  const std::string_view near = message.substr(begin + kNear.size(), end - begin - kNear.size());
  if (near.empty()) return statement.size();
  const long line = std::atol(std::string(message.substr(end + kLine.size())).c_str());
  std::optional<std::size_t> found;
  long at_line = 1;
  std::size_t counted = 0;
  // A token of several lines is named by the line that it ends on: the last one that fits.
  for (std::size_t at = statement.find(near); at != std::string_view::npos;
       at = statement.find(near, at + 1)) {
    at_line += std::count(statement.begin() + static_cast<std::ptrdiff_t>(counted),
                          statement.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    counted = at;
    if (at_line > line) break;
    found = at;
    if (at_line == line) break;
  }
  return found;
}

std::string statement_hint(int number, Condition condition) {
  if (contains(kNotAllowed, number))
    return "the user of the URL may not do this: grant the right, or name a user who may change "
           "the schema";
  if (condition == Condition::read_only)
    return "the server takes no changes: is it a replica? The URL must name the one that does";
  if (contains(kFull, number)) return "make room on the server, then run the command again";
  return {};
}

std::string connect_hint(int number, Condition condition) {
  if (condition == Condition::authentication)
    return "check the user and the password in the URL and the user's rights on the database";
  if (condition == Condition::unreachable)
    return "check the host and the port in the URL, and that the server is running";
  if (number == kUnknownDatabase)
    return "check the database's name in the URL, or create it with CREATE DATABASE";
  if (number == kTlsProblem)
    return "check ssl-mode and ssl-ca in the URL against the server's certificate";
  return {};
}

}  // namespace

bool ends_session(int number) { return contains(kSessionEnds, number); }

bool passes(int number) { return contains(kPassing, number); }

Error statement_error(const sql::SQLException& problem, std::string_view statement,
                      std::string_view behind) {
  const int number = problem.getErrorCode();
  const bool idle =
      number == kIdle && std::string_view(problem.what()).find("disconnected") != std::string::npos;
  const bool over = idle || ends_session(number);
  const Condition condition = condition_of(problem);
  Error error(over ? ErrorCode::connection : ErrorCode::database,
              over ? "the session with the database is over: " + std::string(problem.what())
                   : without_what_follows(problem.what(), behind));
  error.with_statement(std::string(statement)).with_condition(condition);
  error.with_hint(statement_hint(number, condition));
  if (number != 0) error.with_native_code(std::to_string(number));
  if (number == kParseError)
    if (const auto offset = fault_in(statement, error.message()))
      error.with_statement_offset(*offset);
  return error;
}

Error connect_error(const sql::SQLException& problem, std::string_view address) {
  const int number = problem.getErrorCode();
  const Condition condition = passes(number) ? Condition::unreachable : condition_of(problem);
  Error error(ErrorCode::connection,
              "cannot connect to " + std::string(address) + ": " + problem.what());
  error.with_condition(condition).with_hint(connect_hint(number, condition));
  if (number != 0) error.with_native_code(std::to_string(number));
  return error;
}

}  // namespace whimbrel::mysql_family
