// Random schemas for tests of laws: what a database takes, and the same for the same seed.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "whimbrel/model/schema.h"

namespace whimbrel::test {

/// Makes schemas that a database of one dialect accepts and that differ in everything but the
/// names: tables, columns, constraints and objects have theirs from small sets, so that two schemas
/// share much. A column is of one family in every schema (numbers stay numbers), what may hold rows
/// before it comes is nullable or has a default, and what becomes unique or is referred to is in
/// both: a database with rows goes from each schema to each other one. [one thread at a time]
class RandomSchema {
 public:
  explicit RandomSchema(unsigned seed, std::string dialect = "postgresql");

  /// The next one.
  Schema schema();

 private:
  /// What stands for a row of a table; empty: nothing does.
  using Key = std::vector<Column>;

  int below(int limit);
  bool chance(int of, int in) { return below(in) < of; }
  std::string pick(const std::vector<std::string>& values);
  bool is(std::string_view dialect) const { return dialect_ == dialect; }
  bool family() const { return is("mysql") || is("mariadb"); }

  Key key_of(const std::string& table);
  Table table(const std::string& name, const Key& key);
  void add_columns(Table& table);
  void add_typed(Table& table, const char* name, const std::vector<std::string>& types,
                 const std::vector<DefaultValue>& defaults);
  void add_object_columns(Table& table);
  void add_generated(Table& table);
  void add_keys(Table& table);
  void add_checks(Table& table);
  void add_indexes(Table& table);
  IndexKey index_key(const Table& table);
  void add_foreign_keys(Table& table, const std::map<QualifiedName, Key>& keys);
  void add_foreign_key(Table& table, const QualifiedName& target, const Key& key);
  void add_objects(Schema& schema);
  void add_views(Schema& schema);

  std::mt19937 random_;
  std::string dialect_;
};

/// The words of a desired schema that wants all of `schema`, and nothing else of any kind that the
/// dialect has.
std::string desired_text(const Schema& schema, std::string_view dialect);

/// The same schema with columns, constraints and indexes in the order of their names: an order that
/// a comparison does not look at.
Schema in_name_order(Schema schema);

}  // namespace whimbrel::test
