// What a URL says about the way to a server.
#pragma once

#include <chrono>
#include <string>

#include "product.h"
#include "whimbrel/dialect/endpoint.h"

namespace whimbrel::mysql_family {

/// The values of the parameter `ssl-mode`, as the products' own clients name them.
enum class SslMode { disabled, preferred, required, verify_ca, verify_identity };

/// An endpoint, checked. Holds the password: never to be printed.
struct ConnectSettings {
  std::string host;
  int port = 3306;
  std::string socket;  ///< path of a Unix socket; empty: TCP
  std::string user;
  Secret password;
  std::string database;
  SslMode ssl_mode = SslMode::preferred;
  std::string ssl_ca;
  std::chrono::seconds connect_timeout{10};

  /// Where the server is, for messages: `host:port` or the socket's path.
  std::string address() const;
};

/// Throws Error{config} for a parameter or a value that is not known, naming those that are, and
/// for a URL without a database. Pure.
ConnectSettings connect_settings(const Endpoint& endpoint, const Product& product);

/// The statement that fixes all settings of a session on which meaning and spelling of schemas
/// depend, and the endpoint's limits. Pure.
std::string session_statement(const Endpoint& endpoint, const Product& product);

}  // namespace whimbrel::mysql_family
