// What MySQL's DDL says in its own way.
#pragma once

#include "mysql_common/renderer.h"

namespace whimbrel::mysql {

class MysqlRenderer final : public mysql_family::FamilyRenderer {
 public:
  using FamilyRenderer::FamilyRenderer;

 protected:
  std::string_view unused_index_word() const override { return "INVISIBLE"; }
  bool generated_not_null() const override { return true; }
  bool has_expression_keys() const override { return true; }
  bool renames_in_expressions() const override { return false; }
  bool stands_with_column(const CheckConstraint&, const Column&) const override { return false; }
  bool replaces_programs() const override { return false; }
  bool has_sequences() const override { return false; }
  bool has_public() const override { return false; }
  bool has_unenforced_checks() const override { return true; }
  bool large_literal_needs_parentheses() const override { return true; }
};

}  // namespace whimbrel::mysql
