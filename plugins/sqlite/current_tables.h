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

  /// The triggers that stand on a table or view now, in the order of their names. Their texts are
  /// as they were before tables and columns were renamed. Throws what the context throws.
  std::vector<SchemaObject> objects_on(const QualifiedName& name);

  /// The view as it stands now, but for what has been renamed; null when there is none or it cannot
  /// be known. Looks at the whole schema. Valid until the next operation is noted.
  const SchemaObject* view(const ObjectId& id);

  /// True when a table or column has been renamed so far: texts of triggers may have followed.
  bool has_renames() const { return !renames_.empty(); }

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
    std::optional<std::vector<SchemaObject>> objects;  ///< absent: not looked up yet
    std::vector<const Operation*> object_changes;      ///< to be laid over them when they are
  };

  Entry& entry(const QualifiedName& name);
  void look_up(Entry& entry);
  void rename(const RenameTable& op, const Operation& operation);
  void note_rename(const Operation& operation);
  void create(const Table& table);
  void note_object(const Operation& operation);
  void rename_view(const RenameObject& op);
  std::vector<SchemaObject>& objects_of(Entry& entry);

  RenderContext* now_;
  std::map<QualifiedName, Entry> entries_;        ///< by current name
  std::map<QualifiedName, QualifiedName> moved_;  ///< original name to current name
  std::map<QualifiedName, std::set<QualifiedName>> created_referring_;
  std::vector<const Operation*> renames_;       ///< of tables and columns, in order
  std::optional<Schema> views_;                 ///< absent: not looked up yet
  std::vector<const Operation*> view_changes_;  ///< to be laid over them when they are
};

}  // namespace whimbrel::sqlite
