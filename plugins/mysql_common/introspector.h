// Reading a schema from information_schema, in a fixed number of queries.
#pragma once

#include <map>
#include <set>

#include "catalog.h"
#include "object_text.h"
#include "whimbrel/dialect/introspector.h"

namespace whimbrel::mysql_family {

/// Reads the connection's own database. What the catalogs of the two products say differently is
/// virtual. Immutable; borrows product and types. [thread-safe; one thread at a time per
/// connection]
class FamilyIntrospector : public Introspector {
 public:
  FamilyIntrospector(const Product& product, const TypeSystem& types)
      : product_(&product), types_(&types) {}
  Schema read(Connection& connection, const IntrospectionScope& scope) const override;

 protected:
  /// SQL for the number of a geometry column's reference system.
  virtual std::string_view srid_column() const = 0;
  /// SQL for: the index is not used by the optimiser (1 or 0), and for an index key's expression.
  virtual std::string_view index_columns() const = 0;
  /// The option of an index that the optimiser does not use.
  virtual std::string_view unused_index_option() const = 0;
  /// Table, name and condition of the checks; a fourth field that is NO: it is not enforced.
  virtual std::vector<CatalogRow> check_rows(const CatalogReading& reading) const = 0;
  /// Name, query, check option, security, algorithm and column list of the views. What is not
  /// known of them is empty or NULL.
  virtual std::vector<CatalogRow> view_rows(CatalogReading& reading) const = 0;
  /// Sequences, where there are any.
  virtual void read_sequences(CatalogReading& reading) const;
  /// True when a full-text index may have a parser, which only SHOW CREATE TABLE tells.
  virtual bool has_fulltext_parsers() const = 0;
  /// An expression as the catalog holds it, in SQL.
  virtual std::string catalog_expression(std::string_view text) const = 0;
  /// The default of a column that is not generated; nothing when it has none.
  virtual std::optional<DefaultValue> read_default(const CatalogColumn& column,
                                                   const std::string& database) const = 0;
  /// True when `check` is how the product writes a json column; it is left out then. `collation` is
  /// the column's, or its table's.
  virtual bool is_json_check(const Column& column, const std::string& collation,
                             const CheckConstraint& check) const = 0;
  virtual ReferentialAction read_action(const std::string& rule) const;

  const Product& product() const { return *product_; }

  /// Literal or expression that stands as SQL text in the catalog.
  std::optional<DefaultValue> default_from_sql(const CatalogColumn& column,
                                               const std::string& sql) const;
  /// The literal that a text in the form of `column`'s type means.
  Literal literal(const CatalogColumn& column, const std::string& value) const;

 private:
  void read_tables(CatalogReading& reading) const;
  void read_table_options(CatalogReading& reading, const CatalogRow& row,
                          const CatalogRow& defaults,
                          const std::map<std::string, std::string>& charsets, Table& table) const;
  void read_columns(CatalogReading& reading) const;
  Column read_column(const CatalogReading& reading, const CatalogColumn& from,
                     const std::string& table_collation) const;
  void read_column_options(const CatalogReading& reading, const CatalogColumn& from,
                           Column& column) const;
  void read_byte_defaults(CatalogReading& reading) const;
  void read_indexes(CatalogReading& reading) const;
  Index read_index(const CatalogReading& reading, const CatalogRow& row, const Table& table) const;
  IndexKey read_index_key(const CatalogReading& reading, const CatalogRow& row,
                          const Index& index) const;
  void place_index(CatalogReading& reading, Index index, Table& table) const;
  void read_foreign_keys(CatalogReading& reading) const;
  void read_checks(CatalogReading& reading) const;
  void read_definitions(CatalogReading& reading) const;
  void read_triggers(CatalogReading& reading) const;
  void read_views(CatalogReading& reading) const;
  void read_routines(CatalogReading& reading) const;
  void read_routine(CatalogReading& reading, const CatalogRow& row, RoutineParts parts) const;
  void read_events(CatalogReading& reading) const;
  void read_privileges(CatalogReading& reading) const;
  void read_routine_privileges(CatalogReading& reading) const;

  const Product* product_;
  const TypeSystem* types_;
};

/// Takes the indexes that foreign keys bring out of `table`, and puts the foreign keys that they
/// are named after before the others.
void leave_out_implicit_indexes(Table& table);

}  // namespace whimbrel::mysql_family
