// One row of a table, ready to be inserted.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "seed_column.h"
#include "whimbrel/dialect/dialect.h"
#include "whimbrel/model/table.h"

namespace whimbrel {

struct MadeRow {
  std::map<Identifier, Literal> values;  ///< by column; what is absent is left to the database
  std::string problem;                   ///< empty, or why no row can be made
};

/// The key values that rows can refer to, read once for each key. Borrows dialect and connection.
/// [one thread at a time]
class KnownKeys {
 public:
  using Tuples = std::vector<std::vector<std::string>>;

  KnownKeys(const Dialect& dialect, Connection& connection)
      : dialect_(&dialect), connection_(&connection) {}
  /// The values of `columns` in the rows of `table` that have them all, in a fixed order; none when
  /// the table cannot be read. Throws Error{connection}.
  const Tuples& of(const QualifiedName& table, const std::vector<Identifier>& columns);

 private:
  const Dialect* dialect_;
  Connection* connection_;
  std::map<std::pair<QualifiedName, std::vector<Identifier>>, Tuples> known_;
};

/// Makes the rows of one table. Borrows everything. [one thread at a time]
class RowMaker {
 public:
  /// `next`: the table as it will be, or null.
  RowMaker(const Table& now, const Table* next, const Syntax& syntax, KnownKeys& keys);

  MadeRow make(std::size_t row, int level);
  /// The row is in the table: no later one may be equal in a unique key.
  void keep(const MadeRow& row);

 private:
  using Key = std::vector<Identifier>;

  void collect(const Table& table, const Table& of);
  void add_unique(Key key);
  bool refer(const ForeignKey& key, std::size_t row, MadeRow& made);
  bool refer_to_itself(const ForeignKey& key, MadeRow& made) const;
  bool leave_null(const ForeignKey& key, MadeRow& made) const;
  const SeedColumn* column(const Identifier& name) const;
  std::optional<std::string> key_text(const Key& key, const MadeRow& row) const;

  const Table& table_;
  KnownKeys& keys_;
  std::vector<SeedColumn> columns_;
  std::vector<ForeignKey> foreign_keys_;
  std::vector<Key> unique_;
  std::vector<std::set<std::string>> taken_;
};

/// INSERT with these values; the lists are empty when there are none. Pure.
std::string insert_statement(const QualifiedName& table, const MadeRow& row, const Syntax& syntax);

}  // namespace whimbrel
