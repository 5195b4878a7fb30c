// Scripts for psql.
#pragma once

#include "whimbrel/dialect/client_scripts.h"

namespace whimbrel::postgresql {

/// [thread-safe]
class PsqlScripts final : public ClientScripts {
 public:
  std::string opening(const Endpoint& endpoint) const override;
  std::string_view begin() const override { return "BEGIN"; }
  std::variant<std::string, Unsupported> statement(std::string_view sql) const override;
  std::string refuse_rows(std::string_view query, std::string_view reason) const override;
};

}  // namespace whimbrel::postgresql
