// What the server and libpq say, as Error.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "whimbrel/core/error.h"
#include "whimbrel/dialect/endpoint.h"

namespace whimbrel::postgresql {

/// A server message as libpq lays it out, taken apart.
struct ServerMessage {
  std::string primary;  ///< without the severity before it
  std::string detail;
  std::string hint;
  std::string context;  ///< the innermost line of it
  /// Of the fault, in bytes from the beginning of the statement; nothing when the server names
  /// none.
  std::optional<std::size_t> offset = {};
};

/// Takes libpq's text apart. `sql` is the statement that it is about. Pure.
ServerMessage parse_server_message(std::string_view text, std::string_view sql);

/// The condition that a SQLSTATE stands for. Pure.
DatabaseCondition condition_for(std::string_view sqlstate);

/// What to do about a SQLSTATE of which the server itself says only what it is; may be empty. Pure.
std::string_view hint_for(std::string_view sqlstate);

/// A refused statement. Pure.
Error statement_error(std::string_view libpq_text, const std::string& sqlstate,
                      std::string_view sql);
/// The same of a message that is taken apart already.
Error statement_error(const ServerMessage& message, const std::string& sqlstate,
                      std::string_view sql);

/// A link that broke while `sql` was running; nobody knows whether it had an effect. Pure.
Error broken_link_error(std::string_view libpq_text, std::string_view sql);

/// A connection that could not be had. Pure.
Error connect_error(std::string_view libpq_text, const Endpoint& endpoint);

}  // namespace whimbrel::postgresql
