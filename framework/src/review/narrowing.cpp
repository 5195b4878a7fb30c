#include "whimbrel/review/narrowing.h"

#include <algorithm>
#include <initializer_list>
#include <optional>

#include "whimbrel/model/portable_type.h"

namespace whimbrel {
namespace {

constexpr int kUnlimited = 0;

std::optional<int> rank(PortableKind kind, std::initializer_list<PortableKind> ascending) {
  int position = 0;
  for (const PortableKind each : ascending) {
    if (each == kind) return position;
    ++position;
  }
  return std::nullopt;
}

// Two types of one row of kinds, each wider than the one before.
std::optional<bool> steps_down(const PortableType& from, const PortableType& to,
                               std::initializer_list<PortableKind> ascending) {
  const auto a = rank(from.kind, ascending);
  const auto b = rank(to.kind, ascending);
  if (!a || !b || *a == *b) return std::nullopt;
  return *b < *a;
}

int argument(const PortableType& type, size_t index, int absent) {
  return index < type.arguments.size() ? type.arguments[index] : absent;
}

bool is_text(PortableKind kind) {
  return kind == PortableKind::varchar || kind == PortableKind::char_ || kind == PortableKind::text;
}

bool shorter(const PortableType& from, const PortableType& to) {
  const int a = argument(from, 0, kUnlimited);
  const int b = argument(to, 0, kUnlimited);
  return b != kUnlimited && (a == kUnlimited || b < a);
}

bool fewer_digits(const PortableType& from, const PortableType& to) {
  if (to.arguments.empty()) return false;
  if (from.arguments.empty()) return true;
  const int scale_from = argument(from, 1, 0);
  const int scale_to = argument(to, 1, 0);
  return scale_to < scale_from || argument(to, 0, 0) - scale_to < argument(from, 0, 0) - scale_from;
}

bool loses_values(const PortableType& from, const PortableType& to) {
  for (const std::string& value : from.values)
    if (std::find(to.values.begin(), to.values.end(), value) == to.values.end()) return true;
  return false;
}

}  // namespace

bool may_not_fit(const std::string& from_text, const std::string& to_text) {
  using enum PortableKind;
  const auto from = parse_portable_type(from_text);
  const auto to = parse_portable_type(to_text);
  if (!from || !to || from->dimensions != to->dimensions) return false;
  if (is_text(to->kind)) return shorter(*from, *to) && (is_text(from->kind) || from->kind == json);
  if (from->kind == to->kind) {
    if (to->kind == numeric) return fewer_digits(*from, *to);
    if (to->kind == enumeration) return loses_values(*from, *to);
    return shorter(*from, *to);
  }
  if (is_text(from->kind)) return true;
  if (const auto down = steps_down(*from, *to, {smallint, integer, bigint})) return *down;
  if (const auto down = steps_down(*from, *to, {real, double_precision})) return *down;
  if (const auto down = steps_down(*from, *to, {date, timestamp, timestamp_with_time_zone}))
    return *down;
  if (const auto down = steps_down(*from, *to, {varbinary, blob})) return *down;
  const auto is_whole = [](PortableKind kind) {
    return kind == smallint || kind == integer || kind == bigint;
  };
  return is_whole(to->kind) &&
         (from->kind == numeric || from->kind == real || from->kind == double_precision);
}

}  // namespace whimbrel
