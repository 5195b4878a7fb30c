// Tables as text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel {

/// The fields of a row: what stands between commas; an empty field without quotes is absent.
using CsvRow = std::vector<std::optional<std::string>>;

/// The rows of a text in RFC 4180's form, the first among them, empty lines left out. Throws
/// Error{config} with file and row for a quote in the wrong place.
std::vector<CsvRow> parse_csv(std::string_view text, const std::string& file);

}  // namespace whimbrel
