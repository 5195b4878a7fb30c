#include "renderer.h"

#include <algorithm>

namespace whimbrel::mariadb {
namespace {

const CheckConstraint* check_named(const Table& table, const Identifier& name) {
  const auto found = std::find_if(table.checks.begin(), table.checks.end(),
                                  [&](const CheckConstraint& each) { return each.name == name; });
  return found == table.checks.end() ? nullptr : &*found;
}

}  // namespace

// A check that was written with its column has the column's name and is part of its definition: to
// state the column anew without it is to drop it. The same name may also be that of a check of the
// table, which is then dropped here and written with the column.
std::string MariadbRenderer::restated_checks(const Table& table, const Column& column,
                                             mysql_family::AlterPart& part) const {
  const CheckConstraint* check = check_named(table, column.name);
  if (check == nullptr) return {};
  part.add("DROP CONSTRAINT IF EXISTS " + quoted(check->name, dialect().syntax()),
           "check:" + check->name.text());
  return " CHECK (" + check->condition.text + ")";
}

MariadbRenderer::Answer MariadbRenderer::drop_check(const Identifier& name, const Table* table,
                                                    const ServerInfo& server,
                                                    mysql_family::AlterPart& part) const {
  const Column* column = table == nullptr ? nullptr : table->column(name);
  const std::string drop = "DROP CONSTRAINT ";
  const std::string quoted_name = quoted(name, dialect().syntax());
  if (column == nullptr) {
    part.add(drop + quoted_name);
    return std::nullopt;
  }
  Answer problem;
  const std::string definition = column_text(*column, server, problem);
  if (problem) return problem;
  part.add(drop + "IF EXISTS " + quoted_name);
  part.add("MODIFY COLUMN " + definition, "column:" + name.text());
  return std::nullopt;
}

}  // namespace whimbrel::mariadb
