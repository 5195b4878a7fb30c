// The constraints in the text of CREATE TABLE, of columns and of tables.
#pragma once

#include "whimbrel/model/table.h"
#include "whimbrel/sdk/token_reader.h"

namespace whimbrel::sqlite {

/// Reads constraints into a table. Borrows both. [one thread at a time]
class ConstraintParser {
 public:
  ConstraintParser(sdk::TokenReader& reader, Table& table) : reader_(reader), table_(table) {}

  /// One constraint behind the definition of `column`; false when none stands here.
  bool of_column(Column& column);
  /// One constraint of the table; false when none stands here.
  bool of_table();

 private:
  bool key_of_column(Column& column, const Identifier& name);
  bool attribute_of_column(Column& column);
  void primary_key_of_column(Column& column, const Identifier& name);
  void primary_key_of_table(const Identifier& name);
  void unique_of_column(const Column& column, const Identifier& name);
  void unique_of_table(const Identifier& name, size_t start);
  void foreign_key(const Identifier& name, std::vector<Identifier> columns);
  std::string conflict_clause();

  sdk::TokenReader& reader_;
  Table& table_;
};

}  // namespace whimbrel::sqlite
