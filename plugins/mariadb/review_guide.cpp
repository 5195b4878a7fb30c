#include "review_guide.h"

#include <array>

namespace whimbrel::mariadb {
namespace {

constexpr std::array<std::string_view, 16> kReserved = {"current_role",
                                                        "delete_domain_id",
                                                        "do_domain_ids",
                                                        "ignore_domain_ids",
                                                        "master_demote_to_replica",
                                                        "master_demote_to_slave",
                                                        "master_ssl_verify_server_cert",
                                                        "offset",
                                                        "page_checksum",
                                                        "parse_vcol_expr",
                                                        "portion",
                                                        "ref_system_id",
                                                        "returning",
                                                        "stats_auto_recalc",
                                                        "stats_persistent",
                                                        "stats_sample_pages"};

}  // namespace

std::span<const std::string_view> MariadbReviewGuide::own_reserved_words() const {
  return kReserved;
}

bool MariadbReviewGuide::ignores_inline_references(int) const { return false; }

std::string MariadbReviewGuide::invented_check(const Table&) const { return "CONSTRAINT_"; }

}  // namespace whimbrel::mariadb
