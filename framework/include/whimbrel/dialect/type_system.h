// Portable types on one database.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "whimbrel/dialect/connection.h"
#include "whimbrel/dialect/unsupported.h"
#include "whimbrel/model/dialect_text.h"

namespace whimbrel {

/// Translates types both ways. Immutable. [thread-safe]
class TypeSystem {
 public:
  TypeSystem() = default;
  TypeSystem(const TypeSystem&) = delete;
  TypeSystem& operator=(const TypeSystem&) = delete;
  virtual ~TypeSystem();

  /// The SQL of a type that is already reduced to this dialect (see for_dialect). A portable type
  /// becomes the type that stands for it, or Unsupported where none means the same; anything else
  /// is the dialect's own type and returned as it is.
  virtual std::variant<std::string, Unsupported> native(const SqlType& type,
                                                        const ServerInfo& server) const = 0;

  /// The one spelling under which a type is reported by the introspector and compared: the portable
  /// name where `native_text` means exactly that, otherwise the dialect's own normal spelling.
  /// spelling(native(spelling(t))) == spelling(t).
  virtual std::string spelling(std::string_view native_text) const = 0;
};

}  // namespace whimbrel
