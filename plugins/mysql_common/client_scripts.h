// Scripts for the programs mysql and mariadb.
#pragma once

#include "product.h"
#include "whimbrel/dialect/client_scripts.h"

namespace whimbrel::mysql_family {

/// Borrows the product. [thread-safe]
class FamilyClientScripts final : public ClientScripts {
 public:
  explicit FamilyClientScripts(const Product& product) : product_(&product) {}

  std::string opening(const Endpoint& endpoint) const override;
  std::string_view begin() const override { return "START TRANSACTION"; }
  std::variant<std::string, Unsupported> statement(std::string_view sql) const override;
  std::string refuse_rows(std::string_view query, std::string_view reason) const override;

 private:
  const Product* product_;
};

}  // namespace whimbrel::mysql_family
