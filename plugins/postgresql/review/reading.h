// The state of reading one statement.
#pragma once

#include <string>
#include <string_view>

#include "review/statement_text.h"
#include "review/tree.h"
#include "whimbrel/dialect/review_guide.h"
#include "whimbrel/dialect/type_system.h"

namespace whimbrel::postgresql {

/// What every part of the reader needs and where it puts what it finds. Borrows everything; for one
/// statement. [one thread at a time]
class Reading {
 public:
  Reading(const StatementText& text, const ReviewPlace& place, const TypeSystem& types,
          SqlReading& result)
      : text_(&text), place_(&place), types_(&types), result_(&result) {}

  const StatementText& text() const { return *text_; }
  const ReviewPlace& place() const { return *place_; }
  const TypeSystem& types() const { return *types_; }
  SqlReading& result() { return *result_; }

  Identifier name(const std::string& parsed) const { return text_->full_name(parsed); }
  std::vector<Identifier> names(const Node& list) const;
  /// The table that a RangeVar or a list of names means, under the name by which the schema knows
  /// it: `t` and `public.t` are one.
  QualifiedName table(const Node& range_var) const;
  QualifiedName table(const std::vector<std::string>& parts) const;
  /// What is known of it; null when nothing is. Borrowed from the place.
  const Table* known(const QualifiedName& table) const { return place_->before.table(table); }

  void operation(Operation operation, std::size_t offset = 0);
  /// Brings the schema up to date with what no operation says.
  void quietly(Operation operation);
  void hazard(std::string_view rule, std::string message, std::string cure, std::size_t offset = 0);
  /// Adds to what was not looked at.
  void unread(const std::string& what);
  /// Says that a statement names `table` without its schema.
  void unqualified(const QualifiedName& table, std::size_t offset);

 private:
  const StatementText* text_;
  const ReviewPlace* place_;
  const TypeSystem* types_;
  SqlReading* result_;
};

}  // namespace whimbrel::postgresql
