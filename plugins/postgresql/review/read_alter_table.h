// ALTER TABLE, action by action.
#pragma once

#include "review/reading.h"
#include "whimbrel/ops/apply.h"

namespace whimbrel::postgresql {

/// Reads the actions of one ALTER TABLE. An action sees the table as the ones before it leave it.
class AlterTableReader {
 public:
  AlterTableReader(Reading& reading, QualifiedName table);

  /// Reads the action `command` (an AlterTableCmd), which is written in `range`.
  void read(const Node& command, TokenRange range);

 private:
  void add_column(const Node& command, TokenRange range);
  void drop_column(const Node& command);
  void drop_parts_with(const Identifier& name);
  void change_type(const Node& command, TokenRange range);
  void set_nullable(const Node& command, bool nullable);
  void set_default(const Node& command, TokenRange range);
  void follow_sequence(const Identifier& column);
  void set_autoincrement(const Node& command, bool on);
  void drop_expression(const Node& command);
  void add_constraint(const Node& command, TokenRange range);
  void add_by_index(const Node& constraint);
  void make_key_columns_not_null(const Constraint& constraint);
  void drop_constraint(const Node& command);
  void validate(const Node& command);
  /// What no operation expresses and still costs something.
  bool read_other(std::string_view action, const Node& command);

  /// The table as it is now; null when nothing is known.
  const Table* now() const { return local_.table(table_); }
  const Column* column(const Identifier& name) const;
  AlterColumn alteration(const Node& command) const;
  void done(Operation operation);
  void quietly(Operation operation);

  Reading& reading_;
  QualifiedName table_;
  Schema local_;
  std::size_t offset_ = 0;
};

}  // namespace whimbrel::postgresql
