// Portable types as SQLite's declared types.
#pragma once

#include "whimbrel/dialect/type_system.h"

namespace whimbrel::sqlite {

/// SQLite keeps a declared type as text and takes from it only the affinity of the column. The
/// spelling is that text in lower case. Where it reads as a portable type that is declared
/// otherwise here (UUID, which stands for CHAR(36)), or could not stand in SQL, the spelling is in
/// double quotes: SQLite takes them off again.
class SqliteTypes final : public TypeSystem {
 public:
  std::variant<std::string, Unsupported> native(const SqlType& type,
                                                const ServerInfo& server) const override;
  std::string spelling(std::string_view native_text) const override;
};

/// True when `declared` makes a single primary key column stand for the row's number.
bool is_rowid_type(std::string_view declared);

/// True for the types that a STRICT table knows.
bool is_strict_type(std::string_view declared);

/// True for the portable whole numbers and INT: what an AUTOINCREMENT column may be asked to be.
bool is_whole_number(std::string_view type);

}  // namespace whimbrel::sqlite
