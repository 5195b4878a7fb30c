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
  bool large_literal_needs_parentheses() const override { return true; }
};

}  // namespace whimbrel::mysql
