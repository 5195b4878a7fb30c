// One request over plain HTTP to a server of this machine.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace whimbrel::lambda {

struct HttpHost {
  std::string address;
  std::string port;
};

struct HttpRequest {
  std::string method;  ///< "GET" or "POST"
  std::string target;  ///< path and query, percent-encoded
  std::map<std::string, std::string> headers;
  std::string body;
};

struct HttpAnswer {
  int status = 0;
  std::map<std::string, std::string> headers;  ///< names in lower case
  std::string body;

  /// The value of a header, or nothing.
  std::optional<std::string> header(const std::string& lower_case_name) const;
};

/// `HOST:PORT` or `[HOST]:PORT` taken apart; nothing when it is neither.
std::optional<HttpHost> parse_host(std::string_view text);

/// Sends a request on a connection of its own and reads the answer, whatever its status.
/// Connections are not kept: between two invocations the process may be frozen for hours, and what
/// is left of a connection then is not known. Without a limit it waits for ever. Throws
/// Error{connection} when there is no answer.
HttpAnswer exchange(const HttpHost& host, const HttpRequest& request,
                    std::optional<std::chrono::milliseconds> limit = std::nullopt);

/// The text with every byte but letters, digits and -._~ as %XX (RFC 3986).
std::string percent_encoded(std::string_view text);

}  // namespace whimbrel::lambda
