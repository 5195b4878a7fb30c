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
  bool renames_in_expressions() const override { return true; }
  // Whether it is written with the column or with the table is not known: the name is enough.
  bool stands_with_column(const CheckConstraint& check, const Column& column) const override {
    return check.name == column.name;
  }
  bool replaces_programs() const override { return true; }
  bool has_sequences() const override { return true; }
  bool has_public() const override { return true; }
  bool has_unenforced_checks() const override { return false; }
  Answer create_sequence(const SchemaObject& sequence, RenderWork& work) const override;
  Answer alter_sequence(const SchemaObject& to, RenderWork& work) const override;
  bool large_literal_needs_parentheses() const override { return false; }
  std::string restated_checks(const Table& table, const Column& column,
                              mysql_family::AlterPart& part) const override;
  Answer drop_check(const Identifier& name, const Table* table, const ServerInfo& server,
                    mysql_family::AlterPart& part) const override;

 private:
  Answer sequence(std::string_view words, const SchemaObject& sequence, RenderWork& work) const;
};

}  // namespace whimbrel::mariadb
