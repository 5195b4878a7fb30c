// How a script is written that the database's own client program carries out.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "whimbrel/dialect/endpoint.h"
#include "whimbrel/dialect/unsupported.h"

namespace whimbrel {

/// An ability: the form that SQL must have to be fed to the database's own client, on its standard
/// input or as a file. What these functions return ends with a line end unless something else is
/// said; the caller owns it. No database is asked. Immutable. [thread-safe]
class ClientScripts {
 public:
  static constexpr std::string_view id = "whimbrel.client_scripts/1";
  ClientScripts() = default;
  ClientScripts(const ClientScripts&) = delete;
  ClientScripts& operator=(const ClientScripts&) = delete;
  virtual ~ClientScripts();

  /// What a script begins with: comments on how the client is to be called, then what makes it stop
  /// at the first failure and gives it the session that Dialect::connect would make, with the
  /// limits of `endpoint`. No address and no password of `endpoint` goes into it.
  virtual std::string opening(const Endpoint& endpoint) const = 0;

  /// The statement that begins a transaction for writing, without an end mark; "COMMIT" ends it.
  virtual std::string_view begin() const = 0;

  /// One statement with what ends it for the client. Its effect is that of `sql` sent as it is.
  /// Unsupported when the client would read another text.
  virtual std::variant<std::string, Unsupported> statement(std::string_view sql) const = 0;

  /// What makes the script fail with `reason` when `query` gives a row, and do nothing otherwise,
  /// inside of a transaction and outside. A client may show the beginning of `reason` only.
  virtual std::string refuse_rows(std::string_view query, std::string_view reason) const = 0;

  /// `create_table`, a CREATE TABLE statement, so that it does nothing when there is such a table;
  /// without an end mark. This one says IF NOT EXISTS.
  virtual std::string unless_exists(std::string create_table) const;
};

}  // namespace whimbrel
