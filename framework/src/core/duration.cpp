#include "whimbrel/core/duration.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <limits>

namespace whimbrel {
namespace {

struct Unit {
  std::string_view name;
  std::int64_t milliseconds;
};

// Largest first.
constexpr std::array<Unit, 5> kUnits = {
    {{"d", 86'400'000}, {"h", 3'600'000}, {"m", 60'000}, {"s", 1'000}, {"ms", 1}}};

}  // namespace

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
  if (text == "0") return std::chrono::milliseconds(0);
  // from_chars would take a sign.
  if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
  std::int64_t count = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (problem != std::errc()) return std::nullopt;
  const std::string_view name = text.substr(static_cast<size_t>(end - text.data()));
  for (const Unit& unit : kUnits) {
    if (name != unit.name) continue;
    if (count > std::numeric_limits<std::int64_t>::max() / unit.milliseconds) return std::nullopt;
    return std::chrono::milliseconds(count * unit.milliseconds);
  }
  return std::nullopt;
}

std::string to_text(std::chrono::milliseconds length) {
  const std::int64_t count = length.count();
  if (count == 0) return "0";
  for (const Unit& unit : kUnits)
    if (count % unit.milliseconds == 0)
      return std::to_string(count / unit.milliseconds) + std::string(unit.name);
  return {};
}

}  // namespace whimbrel
