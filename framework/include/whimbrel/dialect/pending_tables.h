// Tables as they stand between two operations of a migration.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "whimbrel/dialect/op_renderer.h"

namespace whimbrel {

/// A render context's tables with the operations so far laid over them. A renderer notes each
/// operation as it goes; nothing is looked up until a table is asked for. Borrows the context and
/// the operations. [one thread at a time]
class PendingTables {
 public:
  explicit PendingTables(RenderContext& now) : now_(&now) {}

  /// From now on `operation` counts as done.
  void note(const Operation& operation) { done_.push_back(&operation); }

  /// The table as it stands now, or null when there is none or it cannot be known. Valid until the
  /// next call. Throws what the context throws.
  const Table* table(const QualifiedName& name);
  /// What stands on a table as it is now (triggers, policies). Throws what the context throws.
  std::vector<SchemaObject> objects_on(const QualifiedName& table);
  /// Everything as it stands now, or null when it cannot be known. Valid until the next operation
  /// is noted. Throws what the context throws.
  const Schema* schema();

 private:
  QualifiedName original_name(QualifiedName name, size_t& created_at) const;
  Schema state_of(const QualifiedName& name, bool with_objects);

  RenderContext* now_;
  std::vector<const Operation*> done_;
  std::optional<Table> current_;
  std::optional<Schema> whole_;
  size_t whole_has_ = 0;  // how many operations are laid over `whole_`
};

}  // namespace whimbrel
