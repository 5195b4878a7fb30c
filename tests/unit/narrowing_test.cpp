// Which changes of a type may not keep every value.
#include "whimbrel/review/narrowing.h"

#include <gtest/gtest.h>

#include <vector>

namespace whimbrel {
namespace {

TEST(Narrowing, IsSeenWhereValuesMayNotFit) {
  for (const auto& [from, to] :
       std::vector<std::pair<const char*, const char*>>{{"bigint", "integer"},
                                                        {"integer", "smallint"},
                                                        {"varchar(20)", "varchar(10)"},
                                                        {"text", "varchar(10)"},
                                                        {"text", "integer"},
                                                        {"numeric(10,2)", "numeric(8,2)"},
                                                        {"numeric(10,2)", "numeric(10,1)"},
                                                        {"numeric(10,2)", "numeric(10,4)"},
                                                        {"double precision", "real"},
                                                        {"double precision", "bigint"},
                                                        {"timestamp with time zone", "date"},
                                                        {"blob", "varbinary(16)"},
                                                        {"enum('a', 'b')", "enum('a')"}})
    EXPECT_TRUE(may_not_fit(from, to)) << from << " to " << to;
}

TEST(Narrowing, IsNotSeenWhereTheyFitOrNothingIsKnown) {
  for (const auto& [from, to] :
       std::vector<std::pair<const char*, const char*>>{{"integer", "bigint"},
                                                        {"varchar(10)", "varchar(20)"},
                                                        {"varchar(10)", "text"},
                                                        {"integer", "text"},
                                                        {"numeric(8,2)", "numeric(10,2)"},
                                                        {"real", "double precision"},
                                                        {"date", "timestamp"},
                                                        {"enum('a')", "enum('b', 'a')"},
                                                        {"cidr", "inet"},
                                                        {"geometry", "integer"}})
    EXPECT_FALSE(may_not_fit(from, to)) << from << " to " << to;
}

}  // namespace
}  // namespace whimbrel
