// Foreign keys off while tables are dropped and made anew.
#pragma once

#include <optional>
#include <vector>

#include "current_tables.h"
#include "whimbrel/dialect/op_renderer.h"

namespace whimbrel::sqlite {

/// With foreign keys on, DROP TABLE deletes the rows first, and with them, or not at all, those
/// that refer to them. They can only be switched outside of a transaction, so that they are off
/// for the whole migration when one of its operations needs it. [one thread at a time]
class ForeignKeySwitch {
 public:
  /// An operation drops a table that lives on, or that others refer to.
  void needed_off(std::size_t operation) { operation_ = operation; }
  void parent_goes(const QualifiedName& table, std::vector<QualifiedName> referring,
                   std::size_t operation);

  /// An operation made a foreign key, and all rows are looked at in the end.
  void key_is_made(const ForeignKey& key, std::size_t operation) {
    made_.push_back({&key, operation});
  }

  /// Puts the statements around all others. Says so when a table is gone and others still refer
  /// to it, or when a new foreign key refers to what is no key. To be called last.
  std::optional<Unsupported> finish(CurrentTables& tables, std::vector<Statement>& statements);

 private:
  struct Parent {
    QualifiedName table;
    std::vector<QualifiedName> referring;
    std::size_t operation;
  };

  struct Made {
    const ForeignKey* key;
    std::size_t operation;
  };

  std::optional<Unsupported> lost_parent(CurrentTables& tables) const;
  std::optional<Unsupported> key_without_key(CurrentTables& tables) const;

  std::vector<Made> made_;
  std::optional<std::size_t> operation_;
  std::vector<Parent> parents_;
};

}  // namespace whimbrel::sqlite
