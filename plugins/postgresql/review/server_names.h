// The names that the server gives to what has none.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "whimbrel/core/identifier.h"
#include "whimbrel/model/table.h"

namespace whimbrel::postgresql {

/// Hands out names as the server does it: `<table>_<columns>_<label>`, each part cut so that the
/// whole has 63 bytes, with a number behind the label when the name is taken. [one thread at a
/// time]
class ServerNames {
 public:
  /// The names that `table` has already are taken.
  explicit ServerNames(const Table& table);

  void take(const Identifier& name);
  /// `label`: "key", "fkey", "check", "idx". `columns` may be empty.
  Identifier name_for(const Identifier& table, const std::vector<Identifier>& columns,
                      std::string_view label);

 private:
  std::set<Identifier> taken_;
};

/// Names the constraints of a table that have no name, but for the primary key, and takes the name
/// away that the server would give to that one.
void fill_server_names(Table& table);

}  // namespace whimbrel::postgresql
