#include "errors.h"

#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <utility>

#include "whimbrel/core/text.h"

namespace whimbrel::postgresql {
namespace {

using namespace std::string_view_literals;

// The labels of libpq. They are its own and not the server's, so they are English as long as the
// program sets no message locale, and this one sets none.
constexpr std::array kLabels = {"DETAIL:  "sv, "HINT:  "sv, "CONTEXT:  "sv, "QUERY:  "sv};

struct Section {
  std::string_view label;
  std::string text;
};

bool is_position_line(std::string_view line) {
  return line.starts_with("LINE ") && line.find(": ") != std::string_view::npos;
}

// The severity ("ERROR", in the server's language) ends with libpq's colon and two spaces.
std::string_view without_severity(std::string_view line) {
  const size_t colon = line.find(":  ");
  return colon == std::string_view::npos ? line : line.substr(colon + 3);
}

std::string with_line(const std::string& text, std::string_view line) {
  return text.empty() ? std::string(line) : text + "\n" + std::string(line);
}

// The bytes that libpq shows in so many columns: a character of an ideographic script takes two,
// and a tab is shown as a space.
size_t bytes_of_columns(std::string_view text, size_t columns) {
  static const int kUtf8 = pg_char_to_encoding("UTF8");
  size_t bytes = 0;
  while (columns > 0 && bytes < text.size()) {
    const std::string character(text.substr(bytes, std::max<size_t>(utf8_length(text, bytes), 1)));
    // libpq takes one for what has no width of its own, a control character.
    const int width = std::max(PQdsplen(character.c_str(), kUtf8), 1);
    if (static_cast<size_t>(width) > columns) break;
    columns -= static_cast<size_t>(width);
    bytes += character.size();
  }
  return bytes;
}

size_t begin_of_line(std::string_view text, int number) {
  size_t begin = 0;
  for (int line = 1; line < number && begin != std::string_view::npos; ++line) {
    begin = text.find('\n', begin);
    if (begin != std::string_view::npos) ++begin;
  }
  return begin;
}

// "LINE 3: ...excerpt..." with a caret in the next line, to the place in the statement. libpq shows
// a tab as a space.
std::optional<size_t> read_position(std::string_view line, std::string_view caret_line,
                                    std::string_view sql) {
  const size_t text_begin = line.find(": ") + 2;
  int number = 0;
  for (const char c : line.substr(5, text_begin - 7))
    if (c >= '0' && c <= '9') number = number * 10 + (c - '0');
  const size_t begin = begin_of_line(sql, number);
  if (begin == std::string_view::npos) return std::nullopt;
  const size_t caret = caret_line.find('^');
  if (caret == std::string_view::npos || caret < text_begin) return begin;
  std::string_view excerpt = line.substr(text_begin);
  size_t columns = caret - text_begin;
  const std::string_view whole = sql.substr(begin, sql.find('\n', begin) - begin);
  size_t shown = 0;
  if (excerpt.starts_with("...") && columns >= 3) {
    excerpt.remove_prefix(3);
    columns -= 3;
    if (excerpt.ends_with("...")) excerpt.remove_suffix(3);
    shown = replaced(whole, "\t", " ").find(excerpt);
    if (shown == std::string::npos) return begin;
  }
  return begin + shown + bytes_of_columns(whole.substr(shown), columns);
}

std::string sentence(const ServerMessage& message) {
  if (message.detail.empty()) return message.primary;
  return message.primary + ": " + message.detail;
}

struct ConnectProblem {
  std::string_view words;
  DatabaseCondition condition;
  std::string_view hint;
};

// There is no SQLSTATE for a connection that was not made: libpq gives its text alone, which is its
// own, the system's, or the server's (known here in English). The first that fits counts.
constexpr std::array kConnectProblems = {
    ConnectProblem{"pg_hba.conf", DatabaseCondition::authentication,
                   "the server's pg_hba.conf does not let this user in from here"},
    ConnectProblem{"SSL SYSCALL error", DatabaseCondition::unreachable,
                   "the other end hung up; is the server up?"},
    ConnectProblem{"SSL", DatabaseCondition::other,
                   "the URL asks for TLS (sslmode); set it up on the server, or ask for another "
                   "sslmode"},
    ConnectProblem{"no password supplied", DatabaseCondition::authentication,
                   "put the password into the URL, or name a file that holds it"},
    ConnectProblem{"could not translate host name", DatabaseCondition::unreachable,
                   "check the host in the URL"},
    ConnectProblem{"Connection refused", DatabaseCondition::unreachable,
                   "is the server running there, and are host and port right?"},
    ConnectProblem{"No such file or directory", DatabaseCondition::unreachable,
                   "is the server running, and is this the folder of its socket?"},
    ConnectProblem{"server closed the connection", DatabaseCondition::unreachable,
                   "something listens there and hangs up; is the server itself up?"},
    ConnectProblem{"Connection reset", DatabaseCondition::unreachable,
                   "something listens there and hangs up; is the server itself up?"},
    ConnectProblem{"timeout expired", DatabaseCondition::unreachable,
                   "check host and port; the parameter connect_timeout (seconds) allows more time"},
    ConnectProblem{"unreachable", DatabaseCondition::unreachable, "check the network"},
    ConnectProblem{"No route to host", DatabaseCondition::unreachable, "check the network"},
    ConnectProblem{"too many c", DatabaseCondition::unreachable,
                   "the server has no session left: close some, or raise its limit"},
    ConnectProblem{"remaining connection slots", DatabaseCondition::unreachable,
                   "the server has no session left: close some, or raise its limit"},
    ConnectProblem{"no more connections allowed", DatabaseCondition::unreachable,
                   "the pooler has no session left: close some, or raise its limit"},
    ConnectProblem{"authentication failed", DatabaseCondition::authentication,
                   "check user and password"},
    ConnectProblem{"role \"", DatabaseCondition::authentication, "check the user in the URL"},
    ConnectProblem{"does not exist", DatabaseCondition::other,
                   "create the database first, or correct its name in the URL"},
    ConnectProblem{"the database system is", DatabaseCondition::unreachable,
                   "try again when the server is up"},
};

// "connection to server at "h", port 1 failed: FATAL:  text" to what a person needs of it.
std::string connect_sentence(std::string_view text) {
  std::string result;
  for (const std::string_view line : split(trimmed(text), '\n')) {
    if (trimmed(line).empty()) continue;
    if (!result.empty()) result += "; ";
    const size_t severity = line.find("FATAL:  ");
    result += severity == std::string_view::npos
                  ? std::string(trimmed(line))
                  : std::string(line.substr(0, severity)) + std::string(line.substr(severity + 8));
  }
  return result;
}

}  // namespace

ServerMessage parse_server_message(std::string_view text, std::string_view sql) {
  ServerMessage message;
  Section query{"QUERY:  ", {}};
  std::string* current = &message.primary;
  const auto lines = split(trimmed(text), '\n');
  for (size_t i = 0; i < lines.size(); ++i) {
    std::string_view line = lines[i];
    if (i == 0) line = without_severity(line);
    if (i > 0 && !message.offset && current == &message.primary && is_position_line(line)) {
      message.offset = read_position(line, i + 1 < lines.size() ? lines[i + 1] : "", sql);
      ++i;
      continue;
    }
    const std::array targets = {&message.detail, &message.hint, &message.context, &query.text};
    for (size_t label = 0; label < kLabels.size(); ++label) {
      if (!line.starts_with(kLabels[label])) continue;
      current = targets[label];
      line.remove_prefix(kLabels[label].size());
      break;
    }
    *current = with_line(*current, line);
  }
  message.context = std::string(split(message.context, '\n').front());
  return message;
}

std::string_view hint_for(std::string_view sqlstate) {
  if (sqlstate == "42501")
    return "the user of the URL may not do this: grant the right, or name a user who may change "
           "the schema";
  if (sqlstate == "25006")
    return "the server or the session takes no changes: is it a standby? The URL must name the "
           "primary server";
  if (sqlstate == "53100") return "make room on the server, then run the command again";
  return {};
}

// What the server advises, and what can be done without its administrator.
std::string advice(const ServerMessage& message, std::string_view sqlstate) {
  if (message.hint.empty()) return std::string(hint_for(sqlstate));
  const bool locks =
      sqlstate == "53200" && message.hint.find("max_locks_per_transaction") != std::string::npos;
  if (!locks) return message.hint;
  return message.hint +
         " Or write 'transactional: false' into the header of the revision: a transaction holds a "
         "lock for each table that it makes or changes";
}

DatabaseCondition condition_for(std::string_view sqlstate) {
  constexpr std::array<std::pair<std::string_view, DatabaseCondition>, 7> kConditions = {{
      {"42P01", DatabaseCondition::undefined_table},
      {"23505", DatabaseCondition::unique_violation},
      {"55P03", DatabaseCondition::lock_timeout},
      {"25006", DatabaseCondition::read_only},
      {"28P01", DatabaseCondition::authentication},
      {"28000", DatabaseCondition::authentication},
      {"57014", DatabaseCondition::cancelled},
  }};
  for (const auto& [code, condition] : kConditions)
    if (code == sqlstate) return condition;
  return DatabaseCondition::other;
}

Error statement_error(std::string_view libpq_text, const std::string& sqlstate,
                      std::string_view sql) {
  return statement_error(parse_server_message(libpq_text, sql), sqlstate, sql);
}

Error statement_error(const ServerMessage& message, const std::string& sqlstate,
                      std::string_view sql) {
  Error error(ErrorCode::database, sentence(message));
  error.with_native_code(sqlstate).with_statement(std::string(sql));
  error.with_condition(condition_for(sqlstate));
  if (message.offset) error.with_statement_offset(*message.offset);
  error.with_hint(advice(message, sqlstate));
  if (!message.context.empty()) error.add_context("running " + message.context);
  return error;
}

Error broken_link_error(std::string_view libpq_text, std::string_view sql) {
  std::string reason = parse_server_message(libpq_text, sql).primary;
  reason = std::string(split(reason, '\n').front());
  Error error(ErrorCode::connection,
              "the connection to the database broke" + (reason.empty() ? "" : ": " + reason));
  error.with_statement(std::string(sql));
  return error;
}

Error connect_error(std::string_view libpq_text, const Endpoint& endpoint) {
  const std::string text = without(endpoint.password, connect_sentence(libpq_text));
  // What libpq refuses before it has tried to connect is wrong in the URL.
  if (text.starts_with("invalid ")) return Error(ErrorCode::config, text).at(endpoint.display());
  Error error(ErrorCode::connection, text);
  error.at(endpoint.display());
  for (const ConnectProblem& problem : kConnectProblems) {
    if (text.find(problem.words) == std::string::npos) continue;
    error.with_condition(problem.condition).with_hint(std::string(problem.hint));
    break;
  }
  return error;
}

}  // namespace whimbrel::postgresql
