// The rules that only this dialect has.
#pragma once

#include <span>
#include <string_view>

#include "whimbrel/dialect/review_guide.h"

namespace whimbrel::postgresql {

inline constexpr std::string_view kCharType = "char-type";
inline constexpr std::string_view kDetachPartition = "detach-partition-blocks";
inline constexpr std::string_view kDomainConstraint = "domain-constraint";
inline constexpr std::string_view kEnumValueOrder = "enum-value-order";
inline constexpr std::string_view kIntegerColumn = "integer-column";
inline constexpr std::string_view kJsonColumn = "json-column";
inline constexpr std::string_view kSerialColumn = "serial-column";
inline constexpr std::string_view kSmallintColumn = "smallint-column";
inline constexpr std::string_view kTimestampColumn = "timestamp-without-time-zone";
inline constexpr std::string_view kUnqualifiedName = "unqualified-name";
inline constexpr std::string_view kVarcharLimit = "varchar-limit";

/// In the order of their ids. The texts live as long as the process.
std::span<const ReviewRule> own_rules();

}  // namespace whimbrel::postgresql
