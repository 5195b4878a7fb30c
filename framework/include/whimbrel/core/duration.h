// Lengths of time as people write them.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace whimbrel {

/// A whole number and its unit: "500ms", "5s", "10m", "1h", "2d"; "0" needs no unit. Nothing when
/// the text is no such length or too long to count in milliseconds. Pure.
std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

/// The length in the largest unit that gives a whole number; parse_duration reads it back. Pure.
std::string to_text(std::chrono::milliseconds length);

}  // namespace whimbrel
