// What is read from information_schema, and the state of one reading.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "product.h"
#include "whimbrel/dialect/introspector.h"
#include "whimbrel/dialect/type_system.h"

namespace whimbrel::mysql_family {

using CatalogRow = std::vector<std::optional<std::string>>;

/// The value of a field; empty for NULL.
const std::string& text(const CatalogRow& row, std::size_t field);
bool is_true(const CatalogRow& row, std::size_t field);

/// A row of information_schema.COLUMNS.
struct CatalogColumn {
  std::string name;
  std::optional<std::string> default_text;
  bool nullable = true;
  std::string type;   ///< as the catalog spells it
  std::string extra;  ///< lower case
  std::string generation;
  std::string charset;
  std::string collation;
  std::string comment;
  std::string srid;

  /// True when `extra` has the words, standing alone.
  bool has(std::string_view words) const;
};

/// Reads for one database. Borrows all that it is given. [one thread at a time]
class CatalogReading {
 public:
  CatalogReading(Connection& connection, const IntrospectionScope& scope, const Product& product);

  /// The rows of a query on information_schema; `{database}` in it stands for the database's name
  /// as a literal, `{only TABLE}` for a condition on the column TABLE where the scope names few
  /// tables.
  std::vector<CatalogRow> rows(std::string_view query) const;
  /// The rows of a query as it is.
  std::vector<CatalogRow> rows_of(const std::string& sql) const;

  /// The table of that name in the result, or null when it is not to be reported.
  Table* table(const std::string& name);

  const std::string& database() const { return database_; }
  const IntrospectionScope& scope() const { return *scope_; }
  /// Options of `options` under the product's key.
  std::map<std::string, std::string>& own(Options& options) const;

  Schema schema;
  /// Columns whose default is bytes: the catalog cuts them off or replaces them.
  std::vector<std::pair<QualifiedName, Identifier>> byte_defaults;
  /// The collation of each table, for its columns.
  std::map<std::string, std::string> table_collations;
  bool has_views = false;
  std::vector<std::string> sequences;
  /// Tables of which the catalog does not tell all: what they are partitioned by.
  std::vector<QualifiedName> partitioned;
  std::string database_collation;
  std::string session_mode;  ///< sql_mode of this session, and of new ones
  std::string server_mode;
  std::string session_zone;

 private:
  std::string condition(std::string_view column) const;

  Connection* connection_;
  const IntrospectionScope* scope_;
  const Product* product_;
  std::string database_;
};

}  // namespace whimbrel::mysql_family
