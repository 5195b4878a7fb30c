// What a review asks SQLite.
#pragma once

#include "whimbrel/sdk/standard_review_guide.h"

namespace whimbrel::sqlite {

/// Reads definitions with the parser of the introspector. Immutable; borrows the dialect.
/// [thread-safe]
class SqliteReviewGuide final : public sdk::StandardReviewGuide {
 public:
  using StandardReviewGuide::StandardReviewGuide;

  ReviewFacts facts() const override;
  std::span<const ReviewRule> rules() const override;
  std::vector<Hazard> hazards_of(const Operation& operation,
                                 const ReviewPlace& place) const override;
  SqlReading read(std::string_view statement, const ReviewPlace& place) const override;
  bool is_reserved(std::string_view word) const override;

 protected:
  bool read_own_statement(sdk::ReadWork& work) const override;
  bool read_own_clause(const QualifiedName& table, sdk::ReadWork& work) const override;
  void read_table_body(Table& table, sdk::ReadWork& work) const override;
  Column read_column(Table& around, sdk::ReadWork& work) const override;
  void settle(Table& table) const override;

 private:
  void read_pragma(sdk::ReadWork& work) const;
};

}  // namespace whimbrel::sqlite
