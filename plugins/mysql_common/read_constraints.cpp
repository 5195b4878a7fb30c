// Foreign keys and checks.
#include <algorithm>

#include "expression_text.h"
#include "introspector.h"

namespace whimbrel::mysql_family {
namespace {

// (table, constraint): names of foreign keys are unique in a database on MySQL only.
using ConstraintName = std::pair<std::string, std::string>;

}  // namespace

ReferentialAction FamilyIntrospector::read_action(const std::string& rule) const {
  if (rule == "CASCADE") return ReferentialAction::cascade;
  if (rule == "SET NULL") return ReferentialAction::set_null;
  if (rule == "SET DEFAULT") return ReferentialAction::set_default;
  if (rule == "RESTRICT") return ReferentialAction::restrict;
  return ReferentialAction::no_action;
}

void FamilyIntrospector::read_foreign_keys(CatalogReading& reading) const {
  // Two queries and not a join: a join of catalog tables looks at every pair of rows on MariaDB.
  const auto columns = reading.rows(
      "SELECT TABLE_NAME, CONSTRAINT_NAME, COLUMN_NAME, REFERENCED_TABLE_SCHEMA,"
      " REFERENCED_TABLE_NAME, REFERENCED_COLUMN_NAME FROM information_schema.KEY_COLUMN_USAGE"
      " WHERE TABLE_SCHEMA = {database}{only TABLE_NAME} AND REFERENCED_TABLE_NAME IS NOT NULL"
      " ORDER BY TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION");
  if (columns.empty()) return;
  std::map<ConstraintName, ForeignKey> keys;
  for (const CatalogRow& row : columns) {
    ForeignKey& key = keys[{text(row, 0), text(row, 1)}];
    key.name = Identifier(text(row, 1));
    key.columns.emplace_back(text(row, 2));
    key.referred_columns.emplace_back(text(row, 5));
    const bool elsewhere = text(row, 3) != reading.database();
    key.referred_table = QualifiedName(Identifier(elsewhere ? text(row, 3) : std::string()),
                                       Identifier(text(row, 4)));
  }
  for (const CatalogRow& row :
       reading.rows("SELECT TABLE_NAME, CONSTRAINT_NAME, UPDATE_RULE, DELETE_RULE"
                    " FROM information_schema.REFERENTIAL_CONSTRAINTS"
                    " WHERE CONSTRAINT_SCHEMA = {database}{only TABLE_NAME}")) {
    const auto found = keys.find({text(row, 0), text(row, 1)});
    if (found == keys.end()) continue;
    found->second.on_update = read_action(text(row, 2));
    found->second.on_delete = read_action(text(row, 3));
  }
  for (auto& [name, key] : keys)
    if (Table* table = reading.table(name.first)) table->foreign_keys.push_back(std::move(key));
}

void FamilyIntrospector::read_checks(CatalogReading& reading) const {
  std::map<ConstraintName, CheckConstraint> checks;
  for (const CatalogRow& row : check_rows(reading)) {
    CheckConstraint& check = checks[{text(row, 0), text(row, 1)}];
    check.name = Identifier(text(row, 1));
    check.condition =
        Expression(normal_expression(catalog_expression(text(row, 2)), reading.database()));
    if (row.size() > 3 && text(row, 3) == "NO") reading.own(check.options)["enforced"] = "false";
  }
  for (auto& [name, check] : checks) {
    Table* table = reading.table(name.first);
    if (table == nullptr) continue;
    Column* column = table->column(check.name);
    const bool inherits = column != nullptr && column->collation.empty();
    const std::string& table_collation = reading.table_collations[name.first];
    if (column != nullptr &&
        is_json_check(*column, inherits ? table_collation : column->collation, check)) {
      column->type = SqlType("json");
      column->collation.clear();
      continue;
    }
    table->checks.push_back(std::move(check));
  }
}

}  // namespace whimbrel::mysql_family
