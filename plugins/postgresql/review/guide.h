// What a review asks about PostgreSQL.
#pragma once

#include "whimbrel/dialect/review_guide.h"
#include "whimbrel/dialect/type_system.h"

namespace whimbrel::postgresql {

/// See ReviewGuide. SQL is read with the server's own parser, in the version that it was built
/// from (parser_version); what is newer is unread by name. Borrows the type system, which must
/// outlive it. Immutable. [thread-safe]
class PostgresqlReviewGuide final : public ReviewGuide {
 public:
  explicit PostgresqlReviewGuide(const TypeSystem& types) : types_(&types) {}

  ReviewFacts facts() const override;
  std::span<const ReviewRule> rules() const override;
  std::vector<Hazard> hazards_of(const Operation& operation,
                                 const ReviewPlace& place) const override;
  SqlReading read(std::string_view statement, const ReviewPlace& place) const override;
  bool is_reserved(std::string_view word) const override;

 private:
  const TypeSystem* types_;
};

}  // namespace whimbrel::postgresql
