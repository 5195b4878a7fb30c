// Tables as they stand between two operations of a migration.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "whimbrel/dialect/op_renderer.h"

namespace whimbrel::sqlite {

/// A render context's tables with the operations so far laid over them. Nothing is looked up until
/// a table is asked for, and each one only once. Borrows the context and the operations.
/// [one thread at a time]
class CurrentTables {
 public:
  explicit CurrentTables(RenderContext& now) : now_(&now) {}

  /// The table as it stands now, or null when there is none or it cannot be known. Valid until the
  /// next operation is noted. Throws what the context throws.
  const Table* find(const QualifiedName& name);

  /// The tables that refer to `name` by foreign key now, `name` itself left out.
  std::vector<QualifiedName> referring(const QualifiedName& name);

  /// From now on `operation` counts as done.
  void note(const Operation& operation);

 private:
  struct Entry {
    QualifiedName original;                 ///< its name before the first operation
    std::vector<const Operation*> waiting;  ///< to be laid over it when it is looked up
    bool looked_up = false;
    std::optional<Table> table;
  };

  Entry& entry(const QualifiedName& name);
  void look_up(Entry& entry);
  void rename(const RenameTable& op, const Operation& operation);
  void note_rename(const Operation& operation);
  void create(const Table& table);

  RenderContext* now_;
  std::map<QualifiedName, Entry> entries_;        ///< by current name
  std::map<QualifiedName, QualifiedName> moved_;  ///< original name to current name
  std::map<QualifiedName, std::set<QualifiedName>> created_referring_;
  std::vector<const Operation*> renames_;  ///< of tables and columns, in order
};

}  // namespace whimbrel::sqlite
