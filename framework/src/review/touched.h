// The tables that a migration changes, as they were before.
#pragma once

#include <map>
#include <optional>

#include "whimbrel/model/schema.h"
#include "whimbrel/ops/operation.h"

namespace whimbrel {

/// Remembers each table when it is about to be changed for the first time, so that looking at one
/// revision costs what the revision changes and not what the schema holds. [one thread at a time]
class TouchedTables {
 public:
  /// Before `operation` is applied to `schema`.
  void note(const Operation& operation, const Schema& schema);
  /// Puts the tables of `schema` back as they were.
  void restore(Schema& schema) const;

  /// What stood there before; nothing where there was no table.
  const std::map<QualifiedName, std::optional<Table>>& before() const { return before_; }

 private:
  void note(const QualifiedName& name, const Schema& schema);
  void note_referring(const QualifiedName& name, const Schema& schema);

  std::map<QualifiedName, std::optional<Table>> before_;
};

}  // namespace whimbrel
