#include "review/own_rules.h"

#include <array>

namespace whimbrel::postgresql {
namespace {

constexpr ReviewLevel kOff = ReviewLevel::off;
constexpr ReviewLevel kNote = ReviewLevel::note;
constexpr ReviewLevel kWarning = ReviewLevel::warning;

constexpr std::array kRules = {
    ReviewRule{kCharType, kWarning, "A column has a type that is padded with blanks"},
    ReviewRule{kDetachPartition, kWarning,
               "A partition is detached while nobody can use the table"},
    ReviewRule{kDomainConstraint, kWarning,
               "A domain has a constraint, which no later change can check without a lock"},
    ReviewRule{kEnumValueOrder, kNote,
               "A value is added to an enum and its order is left to chance"},
    ReviewRule{kIntegerColumn, kOff, "A column of type integer ends at 2,147,483,647"},
    ReviewRule{kJsonColumn, kNote, "A column has the type json and not jsonb"},
    ReviewRule{kSerialColumn, kNote, "A column is serial and not an identity"},
    ReviewRule{kSmallintColumn, kOff, "A column of type smallint ends at 32,767"},
    ReviewRule{kTimestampColumn, kWarning, "A column keeps a time without its time zone"},
    ReviewRule{kUnqualifiedName, kOff, "SQL names a table without its schema"},
    ReviewRule{kVarcharLimit, kNote, "A column has a limit of length that is part of its type"},
};

}  // namespace

std::span<const ReviewRule> own_rules() { return kRules; }

}  // namespace whimbrel::postgresql
