// What a review asks MySQL.
#pragma once

#include "mysql_common/review_guide.h"

namespace whimbrel::mysql {

class MysqlReviewGuide final : public mysql_family::FamilyReviewGuide {
 public:
  using FamilyReviewGuide::FamilyReviewGuide;

 protected:
  std::span<const std::string_view> own_reserved_words() const override;
  bool ignores_inline_references(int server_version) const override;
  std::string invented_check(const Table& around) const override;
  bool names_check_after_column() const override { return false; }
  std::string_view statement_time_setting() const override { return "max_execution_time"; }
};

}  // namespace whimbrel::mysql
