// The table that says which revisions a database is at.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "whimbrel/dialect/dialect.h"
#include "whimbrel/model/table.h"
#include "whimbrel/revision/heads.h"

namespace whimbrel {

/// `whimbrel_version(revision varchar(255) primary key)`: one row for each current head. Borrows
/// dialect and connection; throws what Connection throws. [one thread at a time]
class VersionTable {
 public:
  VersionTable(const Dialect& dialect, Connection& connection, QualifiedName name);

  /// The rows in the order of their text; a table that does not exist has none and is not made.
  /// Inside of a transaction a missing table can end that transaction: read before it begins.
  std::vector<std::string> read();

  /// Makes the table when it is missing. Called before the first change of a run.
  void ensure();

  /// Changes the rows. Throws Error{database} when a row is not as it was read: somebody else has
  /// changed it in the meantime.
  void apply(std::span<const VersionChange> changes);

  /// The statement that makes `change`. Pure.
  std::string statement(const VersionChange& change) const;
  /// Throws what `apply` throws when that statement changed another number of rows than it has to.
  void check(const VersionChange& change, std::uint64_t changed) const;

  const QualifiedName& name() const { return name_; }

 private:
  const Dialect* dialect_;
  Connection* connection_;
  QualifiedName name_;
  bool known_to_exist_ = false;
};

/// The version table as it is made. Pure.
Table version_table(const QualifiedName& name);

/// The statement that makes `change` in the version table `table`. Pure.
std::string version_statement(const VersionChange& change, const QualifiedName& table,
                              const Syntax& syntax);

/// Makes a table of the tool itself. Borrowed for the call; throws what Connection throws.
void create_own_table(const Table& table, const Dialect& dialect, Connection& connection);

}  // namespace whimbrel
