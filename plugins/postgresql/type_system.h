// Portable types on PostgreSQL.
#pragma once

#include "whimbrel/dialect/type_system.h"

namespace whimbrel::postgresql {

/// See TypeSystem. Two portable types lose something on the way: varbinary(n) is bytea, which has
/// no length, and reads back as blob; and an array has one `[]` however many were written, because
/// the server does not keep their number. Immutable. [thread-safe]
class PostgresqlTypes final : public TypeSystem {
 public:
  std::variant<std::string, Unsupported> native(const SqlType& type,
                                                const ServerInfo& server) const override;
  std::string spelling(std::string_view native_text) const override;
};

/// True when the server turns values of type `from` into `to` by itself where a column changes its
/// type; both spelled as PostgresqlTypes::spelling says. Pure.
bool converts_by_itself(std::string_view from, std::string_view to);

/// True for text, varchar and char: the types whose columns take a collation. `spelled` is spelled
/// as PostgresqlTypes::spelling says; arrays of them count too. Pure.
bool is_string_type(std::string_view spelled);

/// False for types that users and extensions made. `spelled` is spelled as
/// PostgresqlTypes::spelling says; an array is what its elements are. Pure.
bool is_built_in_type(std::string_view spelled);

}  // namespace whimbrel::postgresql
