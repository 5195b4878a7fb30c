#include "review_guide.h"

#include <array>

namespace whimbrel::mysql {
namespace {

constexpr std::array<std::string_view, 35> kReserved = {"cube",
                                                        "cume_dist",
                                                        "database",
                                                        "dense_rank",
                                                        "empty",
                                                        "external",
                                                        "first_value",
                                                        "function",
                                                        "generated",
                                                        "get",
                                                        "grouping",
                                                        "groups",
                                                        "io_after_gtids",
                                                        "io_before_gtids",
                                                        "json_table",
                                                        "lag",
                                                        "last_value",
                                                        "lateral",
                                                        "lead",
                                                        "library",
                                                        "nth_value",
                                                        "ntile",
                                                        "of",
                                                        "optimizer_costs",
                                                        "option",
                                                        "percent_rank",
                                                        "qualify",
                                                        "rank",
                                                        "row",
                                                        "schema",
                                                        "stored",
                                                        "system",
                                                        "tablesample",
                                                        "virtual",
                                                        "window"};

constexpr int kMakesInlineReferences = 9'000'000;

bool is_before(int server_version, int version) {
  return server_version != 0 && server_version < version;
}

}  // namespace

std::span<const std::string_view> MysqlReviewGuide::own_reserved_words() const { return kReserved; }

bool MysqlReviewGuide::ignores_inline_references(int server_version) const {
  return is_before(server_version, kMakesInlineReferences);
}

std::string MysqlReviewGuide::invented_check(const Table& around) const {
  return around.name.name.text() + "_chk_";
}

}  // namespace whimbrel::mysql
