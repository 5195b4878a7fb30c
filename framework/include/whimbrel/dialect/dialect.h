// One kind of database, as its plugin presents it.
#pragma once

#include <memory>
#include <string_view>

#include "whimbrel/dialect/capabilities.h"
#include "whimbrel/dialect/connection.h"
#include "whimbrel/dialect/endpoint.h"
#include "whimbrel/dialect/introspector.h"
#include "whimbrel/dialect/op_renderer.h"
#include "whimbrel/dialect/syntax.h"
#include "whimbrel/dialect/type_system.h"

namespace whimbrel {

/// The root of a plugin. It and everything it returns by reference is immutable, lives as long as
/// the dialect, and is thread-safe. Only whimbrel::Error may be thrown.
class Dialect {
 public:
  Dialect() = default;
  Dialect(const Dialect&) = delete;
  Dialect& operator=(const Dialect&) = delete;
  virtual ~Dialect();

  /// The name under which files address it (`dialects: [...]`, overrides, options).
  virtual std::string_view name() const = 0;
  virtual const Capabilities& capabilities() const = 0;
  virtual const Syntax& syntax() const = 0;
  virtual const TypeSystem& types() const = 0;
  virtual const Introspector& introspector() const = 0;
  virtual const OpRenderer& renderer() const = 0;

  /// A new session; the caller owns it. Throws Error{connection} with a condition and a hint when
  /// there is none to be had: `unreachable` when the same attempt may succeed later (nobody listens
  /// yet, the host has no address yet, the server starts, stops or has no session left), another
  /// one when it will not (a wrong password, a file in a folder that does not exist). Throws
  /// Error{config} when the endpoint asks for something that this dialect does not know. TLS that
  /// is asked for and not had is an error, never plain text.
  virtual std::unique_ptr<Connection> connect(const Endpoint& endpoint) const = 0;

  /// An optional ability by its id (see abilities.h), or null when this database has it not.
  /// Lives as long as the dialect.
  virtual const void* ability(std::string_view id) const;
};

/// The ability `A` of a dialect, or null.
template <class A>
const A* ability(const Dialect& dialect) {
  return static_cast<const A*>(dialect.ability(A::id));
}

}  // namespace whimbrel
