#include "connect_settings.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "whimbrel/core/error.h"
#include "whimbrel/core/text.h"

namespace whimbrel::mysql_family {
namespace {

struct SslWord {
  std::string_view word;
  SslMode mode;
};

constexpr std::array kSslWords = {
    SslWord{"disabled", SslMode::disabled},
    SslWord{"preferred", SslMode::preferred},
    SslWord{"required", SslMode::required},
    SslWord{"verify-ca", SslMode::verify_ca},
    SslWord{"verify-identity", SslMode::verify_identity},
};

[[noreturn]] void refuse(std::string message, std::string hint = {}) {
  throw Error(ErrorCode::config, std::move(message)).with_hint(std::move(hint));
}

SslMode ssl_mode(const std::string& value) {
  // MySQL's own programs write VERIFY_CA.
  const std::string word = replaced(lower(value), "_", "-");
  for (const SslWord& each : kSslWords)
    if (each.word == word) return each.mode;
  refuse("the URL parameter ssl-mode has the unknown value '" + value + "'",
         "known are: disabled, preferred, required, verify-ca, verify-identity");
}

std::chrono::seconds connect_timeout(const std::string& value) {
  int seconds = 0;
  const auto [end, problem] = std::from_chars(value.data(), value.data() + value.size(), seconds);
  if (problem != std::errc() || end != value.data() + value.size() || seconds <= 0)
    refuse("the URL parameter connect-timeout must be a number of seconds above 0, not '" + value +
           "'");
  return std::chrono::seconds(seconds);
}

void check_charset(const std::string& value) {
  if (same_word(value, "utf8mb4")) return;
  refuse("the URL parameter charset can only be utf8mb4, not '" + value + "'",
         "the session speaks utf8mb4; the character set of tables is their own");
}

void take_parameter(const std::string& name, const std::string& value, ConnectSettings& to) {
  // Underscores are as good as hyphens: the products' option files allow both.
  const std::string known = replaced(lower(name), "_", "-");
  if (known == "ssl-mode")
    to.ssl_mode = ssl_mode(value);
  else if (known == "ssl-ca")
    to.ssl_ca = value;
  else if (known == "connect-timeout")
    to.connect_timeout = connect_timeout(value);
  else if (known == "socket")
    to.socket = value;
  else if (known == "charset")
    check_charset(value);
  else
    refuse("the URL parameter '" + name + "' is not known",
           "known are: ssl-mode, ssl-ca, connect-timeout, socket, charset");
}

void check_tls(const ConnectSettings& settings) {
  if (settings.ssl_mode == SslMode::verify_ca && settings.ssl_ca.empty())
    refuse("ssl-mode=verify-ca needs the certificate of the authority",
           "add the URL parameter ssl-ca with the path of its PEM file");
}

// Whole seconds, rounded up: 0 would mean "at once" for some settings and "never" for others.
std::string in_seconds(std::chrono::milliseconds limit) {
  return std::to_string(std::chrono::ceil<std::chrono::seconds>(limit).count());
}

}  // namespace

std::string ConnectSettings::address() const {
  return socket.empty() ? host + ":" + std::to_string(port) : socket;
}

ConnectSettings connect_settings(const Endpoint& endpoint, const Product& product) {
  ConnectSettings settings;
  settings.host = endpoint.host.empty() ? "127.0.0.1" : endpoint.host;
  if (endpoint.port != 0) settings.port = endpoint.port;
  settings.user = endpoint.user;
  settings.password = endpoint.password;
  settings.database = endpoint.path;
  if (settings.host.starts_with('/')) settings.socket = settings.host;
  for (const auto& [name, value] : endpoint.parameters) take_parameter(name, value, settings);
  if (settings.database.empty())
    refuse("the URL names no database",
           "write " + std::string(product.dialect()) + "://user:password@host:3306/database");
  check_tls(settings);
  if (endpoint.connect_timeout.count() > 0)
    settings.connect_timeout =
        std::min(settings.connect_timeout,
                 std::chrono::ceil<std::chrono::seconds>(endpoint.connect_timeout));
  return settings;
}

std::string session_statement(const Endpoint& endpoint, const Product& product) {
  // Zero dates stay allowed, so that tables of old times that have them as defaults can be changed.
  std::string sql =
      "SET NAMES utf8mb4, "
      "sql_mode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION', "
      "time_zone = '+00:00', sql_quote_show_create = 1, foreign_key_checks = 1, unique_checks = 1";
  sql += product.session_settings();
  if (endpoint.lock_timeout.count() > 0) {
    const std::string seconds = in_seconds(endpoint.lock_timeout);
    sql += ", lock_wait_timeout = " + seconds + ", innodb_lock_wait_timeout = " + seconds;
  }
  if (endpoint.statement_timeout.count() > 0)
    sql += ", " + product.statement_timeout(endpoint.statement_timeout);
  return sql;
}

}  // namespace whimbrel::mysql_family
