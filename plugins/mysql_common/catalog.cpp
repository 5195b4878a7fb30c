#include "catalog.h"

#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::mysql_family {
namespace {

// Above this the server reads all tables faster than each by its name.
constexpr std::size_t kFewTables = 50;

}  // namespace

const std::string& text(const CatalogRow& row, std::size_t field) {
  static const std::string none;
  const auto& value = row.at(field);
  return value ? *value : none;
}

bool is_true(const CatalogRow& row, std::size_t field) { return text(row, field) == "1"; }

bool CatalogColumn::has(std::string_view words) const {
  // DEFAULT_GENERATED holds GENERATED.
  const std::string padded = " " + extra + " ";
  return padded.find(" " + std::string(words) + " ") != std::string::npos;
}

CatalogReading::CatalogReading(Connection& connection, const IntrospectionScope& scope,
                               const Product& product)
    : connection_(&connection), scope_(&scope), product_(&product) {
  const Rows rows = connection.query("SELECT DATABASE()");
  database_ = text(rows.rows.at(0), 0);
}

std::string CatalogReading::condition(std::string_view column) const {
  if (scope_->only.empty() || scope_->only.size() > kFewTables) return {};
  std::string names;
  for (const QualifiedName& name : scope_->only)
    names += (names.empty() ? "" : ", ") + string_literal(name.name.text(), family_syntax());
  return " AND " + std::string(column) + " IN (" + names + ")";
}

std::vector<CatalogRow> CatalogReading::rows(std::string_view query) const {
  constexpr std::string_view kOnly = "only ";
  std::string sql;
  for (std::size_t open = query.find('{'); open != query.npos; open = query.find('{')) {
    const std::size_t close = query.find('}', open);
    const std::string_view place = query.substr(open + 1, close - open - 1);
    sql += query.substr(0, open);
    sql += place.starts_with(kOnly) ? condition(place.substr(kOnly.size()))
                                    : string_literal(database_, family_syntax());
    query.remove_prefix(close + 1);
  }
  return rows_of(sql + std::string(query));
}

std::vector<CatalogRow> CatalogReading::rows_of(const std::string& sql) const {
  return std::move(connection_->query(sql).rows);
}

Table* CatalogReading::table(const std::string& name) { return schema.table(QualifiedName(name)); }

std::map<std::string, std::string>& CatalogReading::own(Options& options) const {
  return options[std::string(product_->dialect())];
}

}  // namespace whimbrel::mysql_family
