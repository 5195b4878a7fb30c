#include "review/type_change.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "whimbrel/core/text.h"

namespace whimbrel::postgresql {
namespace {

// A spelled type taken apart: `timestamp(3) with time zone` is the name "timestamp with time zone"
// and the argument 3.
struct Parts {
  std::string name;
  std::vector<int> arguments;
};

Parts take_apart(std::string_view spelled) {
  Parts parts{std::string(spelled), {}};
  const std::size_t open = spelled.find('(');
  const std::size_t close = spelled.find(')');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open)
    return parts;
  for (const std::string_view piece : split(spelled.substr(open + 1, close - open - 1), ',')) {
    const std::string digits(trimmed(piece));
    if (digits.empty() || digits.size() > 6 ||
        digits.find_first_not_of("0123456789") != std::string::npos)
      return parts;
    parts.arguments.push_back(std::stoi(digits));
  }
  parts.name = std::string(spelled.substr(0, open)) + std::string(spelled.substr(close + 1));
  return parts;
}

// One name for a type with and without a length.
std::string family(const Parts& parts) {
  return parts.name == "character varying" ? "varchar" : parts.name;
}

// Types whose longer form holds every value of the shorter one as it is stored.
bool widens(const std::string& name) {
  constexpr std::array<std::string_view, 7> kNames = {
      "varchar", "bit varying",         "timestamp", "timestamp with time zone",
      "time",    "time with time zone", "interval"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

bool same_family_keeps(const std::string& name, const Parts& from, const Parts& to) {
  if (from.arguments == to.arguments) return true;
  if (name == "numeric") {
    if (to.arguments.empty()) return true;
    return from.arguments.size() == 2 && to.arguments.size() == 2 &&
           from.arguments[1] == to.arguments[1] && from.arguments[0] <= to.arguments[0];
  }
  if (!widens(name)) return false;
  if (to.arguments.empty()) return true;
  // Microseconds are all that a time has.
  const bool is_time = name != "varchar" && name != "bit varying";
  constexpr int kMostDigits = 6;
  if (is_time && to.arguments.front() >= kMostDigits) return true;
  return !from.arguments.empty() && from.arguments.front() <= to.arguments.front();
}

// Pairs whose values are stored alike: the server's casts without a function.
bool stored_alike(const std::string& from, const std::string& to) {
  using Pair = std::pair<std::string_view, std::string_view>;
  constexpr std::array<Pair, 13> kPairs = {{{"varchar", "text"},
                                            {"text", "varchar"},
                                            {"citext", "text"},
                                            {"citext", "varchar"},
                                            {"text", "citext"},
                                            {"varchar", "citext"},
                                            {"cidr", "inet"},
                                            {"xml", "text"},
                                            {"xml", "varchar"},
                                            {"bit", "bit varying"},
                                            {"bit varying", "bit"},
                                            {"integer", "oid"},
                                            {"oid", "integer"}}};
  return std::find(kPairs.begin(), kPairs.end(), Pair(from, to)) != kPairs.end();
}

bool both_timestamps(const std::string& from, const std::string& to) {
  constexpr std::string_view kPlain = "timestamp";
  constexpr std::string_view kZoned = "timestamp with time zone";
  return (from == kPlain && to == kZoned) || (from == kZoned && to == kPlain);
}

}  // namespace

TypeChange type_change(std::string_view from, std::string_view to) {
  if (from == to) return TypeChange::none;
  const Parts before = take_apart(from);
  const Parts after = take_apart(to);
  const std::string old_name = family(before);
  const std::string new_name = family(after);
  if (old_name == new_name)
    return same_family_keeps(old_name, before, after) ? TypeChange::none : TypeChange::rewrite;
  if (both_timestamps(old_name, new_name) && before.arguments == after.arguments)
    return TypeChange::none_in_utc;
  // A length is checked row by row, and the fixed length of bit(n) is.
  const bool checks_length = !after.arguments.empty();
  if (stored_alike(old_name, new_name) && !checks_length) return TypeChange::none;
  return TypeChange::rewrite;
}

}  // namespace whimbrel::postgresql
