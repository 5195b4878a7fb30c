// What MySQL's information_schema says in its own way.
#pragma once

#include "mysql_common/introspector.h"

namespace whimbrel::mysql {

class MysqlIntrospector final : public mysql_family::FamilyIntrospector {
 public:
  using FamilyIntrospector::FamilyIntrospector;

 protected:
  std::string_view srid_column() const override;
  std::string_view index_columns() const override;
  std::string_view unused_index_option() const override { return "invisible"; }
  std::vector<mysql_family::CatalogRow> check_rows(
      const mysql_family::CatalogReading& reading) const override;
  std::vector<mysql_family::CatalogRow> view_rows(
      mysql_family::CatalogReading& reading) const override;
  bool has_fulltext_parsers() const override { return true; }
  std::string catalog_expression(std::string_view text) const override;
  std::optional<DefaultValue> read_default(const mysql_family::CatalogColumn& column,
                                           const std::string& database) const override;
  bool is_json_check(const Column&, const std::string&, const CheckConstraint&) const override {
    return false;
  }
};

}  // namespace whimbrel::mysql
