#include "review/reserved_words.h"

#include <set>

#include "whimbrel/core/text.h"

namespace whimbrel::postgresql {
namespace {

// pg_get_keywords() of PostgreSQL 18: the reserved ones, and those that can only be the name of a
// function or a type.
constexpr std::string_view kWords =
    "all analyse analyze and any array as asc asymmetric authorization binary both case cast "
    "check collate collation column concurrently constraint create cross current_catalog "
    "current_date current_role current_schema current_time current_timestamp current_user "
    "default deferrable desc distinct do else end except false fetch for foreign freeze from "
    "full grant group having ilike in initially inner intersect into is isnull join lateral "
    "leading left like limit localtime localtimestamp natural not notnull null offset on only "
    "or order outer overlaps placing primary references returning right select session_user "
    "similar some symmetric system_user table tablesample then to trailing true union unique "
    "user using variadic verbose when where window with ";

}  // namespace

bool is_reserved_word(std::string_view word) {
  static const std::set<std::string_view> words = [] {
    std::set<std::string_view> all;
    for (const std::string_view each : split(kWords, ' '))
      if (!each.empty()) all.insert(each);
    return all;
  }();
  return words.contains(lower(word));
}

}  // namespace whimbrel::postgresql
