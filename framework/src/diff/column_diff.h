// What differs between two columns.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "whimbrel/model/column.h"
#include "whimbrel/ops/operation.h"

namespace whimbrel {

struct ColumnDifference {
  /// The attributes that change, as they shall be and as they are.
  ColumnAttributes to;
  ColumnAttributes existing;
  /// The value is computed in another way: the column is dropped and added again.
  bool replace = false;
  /// Keys of options that differ and have no operation.
  std::vector<std::string> options;

  bool alters() const { return to != ColumnAttributes{}; }
};

/// Names are not compared.
ColumnDifference column_difference(const Column& from, const Column& to);

/// The keys, as `dialect.key`, under which two sets of options differ.
std::vector<std::string> differing_keys(const Options& from, const Options& to);

}  // namespace whimbrel
