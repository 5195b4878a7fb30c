// What differs between two columns.
#pragma once

#include <optional>
#include <utility>

#include "whimbrel/model/column.h"
#include "whimbrel/ops/operation.h"

namespace whimbrel {

struct ColumnDifference {
  /// The attributes that change, as they shall be and as they are.
  ColumnAttributes to;
  ColumnAttributes existing;
  /// The value is computed in another way: the column is dropped and added again.
  bool replace = false;

  bool alters() const { return to != ColumnAttributes{}; }
};

/// Names are not compared.
ColumnDifference column_difference(const Column& from, const Column& to);

/// What differs between two sets of options, as it shall be and as it is; an empty value is none.
std::pair<Options, Options> changed_options(const Options& from, const Options& to);

}  // namespace whimbrel
