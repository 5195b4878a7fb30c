// What MariaDB's information_schema says in its own way.
#pragma once

#include "mysql_common/introspector.h"

namespace whimbrel::mariadb {

class MariadbIntrospector final : public mysql_family::FamilyIntrospector {
 public:
  using FamilyIntrospector::FamilyIntrospector;

 protected:
  std::string_view srid_column() const override { return "NULL"; }
  std::string_view index_columns() const override { return "IGNORED = 'YES', NULL"; }
  std::string_view unused_index_option() const override { return "ignored"; }
  std::vector<mysql_family::CatalogRow> check_rows(
      const mysql_family::CatalogReading& reading) const override;
  std::vector<mysql_family::CatalogRow> view_rows(
      mysql_family::CatalogReading& reading) const override;
  void read_sequences(mysql_family::CatalogReading& reading) const override;
  bool has_fulltext_parsers() const override { return true; }
  std::string catalog_expression(std::string_view text) const override { return std::string(text); }
  std::optional<DefaultValue> read_default(const mysql_family::CatalogColumn& column,
                                           const std::string& database) const override;
  bool is_json_check(const Column& column, const std::string& collation,
                     const CheckConstraint& check) const override;
  ReferentialAction read_action(const std::string& rule) const override;
};

}  // namespace whimbrel::mariadb
