// Portable types on both products.
#pragma once

#include "whimbrel/dialect/type_system.h"
#include "whimbrel/model/portable_type.h"

namespace whimbrel::mysql_family {

/// Translates all types but those that only one product has. Immutable. [thread-safe]
class FamilyTypes : public TypeSystem {
 public:
  std::variant<std::string, Unsupported> native(const SqlType& type,
                                                const ServerInfo& server) const override;
  std::string spelling(std::string_view native_text) const override;

 protected:
  /// The type that stands for uuid.
  virtual std::variant<std::string, Unsupported> native_uuid(const ServerInfo& server) const = 0;
  /// True when the native type, in lower case, is the one that stands for uuid.
  virtual bool is_uuid(std::string_view native_text) const = 0;
};

}  // namespace whimbrel::mysql_family
