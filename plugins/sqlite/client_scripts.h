// Scripts for the program sqlite3.
#pragma once

#include "whimbrel/dialect/client_scripts.h"

namespace whimbrel::sqlite {

/// [thread-safe]
class SqliteClientScripts final : public ClientScripts {
 public:
  std::string opening(const Endpoint& endpoint) const override;
  std::string_view begin() const override { return "BEGIN IMMEDIATE"; }
  std::variant<std::string, Unsupported> statement(std::string_view sql) const override;
  std::string refuse_rows(std::string_view query, std::string_view reason) const override;
};

}  // namespace whimbrel::sqlite
