// What MariaDB's DDL says in its own way.
#pragma once

#include "mysql_common/renderer.h"

namespace whimbrel::mariadb {

class MariadbRenderer final : public mysql_family::FamilyRenderer {
 public:
  using FamilyRenderer::FamilyRenderer;

 protected:
  std::string_view unused_index_word() const override { return "IGNORED"; }
  bool generated_not_null() const override { return false; }
  bool has_expression_keys() const override { return false; }
  bool large_literal_needs_parentheses() const override { return false; }
  std::string restated_checks(const Table& table, const Column& column,
                              mysql_family::AlterPart& part) const override;
  Answer drop_check(const Identifier& name, const Table* table, const ServerInfo& server,
                    mysql_family::AlterPart& part) const override;
};

}  // namespace whimbrel::mariadb
