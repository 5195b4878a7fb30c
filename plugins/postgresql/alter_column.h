// The change of one column, as statements.
#pragma once

#include <string>

#include "whimbrel/sdk/standard_renderer.h"

namespace whimbrel::postgresql {

/// What is known of a column before it changes; what nobody knows is absent.
struct ColumnBefore {
  std::optional<SqlType> type;
  std::optional<DefaultValue> default_value;
  std::optional<bool> nullable;
  std::optional<Generated> generated;
  std::string collation;
  bool autoincrement = false;
  bool serial = false;
  Options options;
};

/// Whether a serial column's sequence comes and goes with it, or was and will be one that stands by
/// itself (see SequenceHandover).
enum class SequenceWay { own, handed_over };

/// The name that the server gives to the sequence of a serial column. Pure.
Identifier serial_sequence_name(const Identifier& table, const Identifier& column);

/// Renders one AlterColumn: one ALTER TABLE with an action for each attribute, and what has to
/// stand in statements of its own behind it. Borrows everything; for one use. [one thread at a
/// time]
class ColumnChange {
 public:
  ColumnChange(const AlterColumn& op, ColumnBefore before, const TypeSystem& types, SequenceWay way,
               sdk::RenderWork& work);

  /// Adds the statements to the work, or says why this change is not possible.
  sdk::Answer render();

 private:
  sdk::Answer change_type();
  sdk::Answer change_generated();
  void change_nullable();
  void change_default();
  void drop_autoincrement();
  void add_autoincrement();
  void add_identity();
  void add_serial();
  void continue_numbers();
  void change_sequence();
  void change_privileges(bool other_counter);
  void change_identity();
  void widen_sequence();
  void change_comment();

  /// The option as it shall be; absent: it does not change.
  std::optional<std::string> changed_option(const char* key) const;
  /// True when the column goes on counting, but as serial and not as identity or the other way.
  bool changes_counter() const;
  std::string using_clause(const std::string& native) const;
  bool keeps_default(const std::string& native) const;
  sdk::Answer cannot(const std::string& why) const;
  /// The writer behind `ALTER COLUMN name` of a further action.
  SqlWriter& action();
  void finish_statement();
  std::string native_before() const;

  const AlterColumn* op_;
  ColumnBefore before_;
  const TypeSystem* types_;
  SequenceWay way_;
  sdk::RenderWork* work_;
  SqlWriter sql_;
  int actions_ = 0;
  bool default_done_ = false;
  bool sequence_goes_ = false;
};

}  // namespace whimbrel::postgresql
