#include "whimbrel/model/portable_type.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

#include "whimbrel/core/text.h"

namespace whimbrel {
namespace {

struct Spelling {
  std::string_view name;
  PortableKind kind;
  size_t least_arguments;
  size_t most_arguments;
};

constexpr std::array<Spelling, 19> kSpellings = {{
    {"boolean", PortableKind::boolean, 0, 0},
    {"smallint", PortableKind::smallint, 0, 0},
    {"integer", PortableKind::integer, 0, 0},
    {"bigint", PortableKind::bigint, 0, 0},
    {"numeric", PortableKind::numeric, 0, 2},
    {"real", PortableKind::real, 0, 0},
    {"double precision", PortableKind::double_precision, 0, 0},
    {"char", PortableKind::char_, 0, 1},
    {"varchar", PortableKind::varchar, 1, 1},
    {"text", PortableKind::text, 0, 0},
    {"varbinary", PortableKind::varbinary, 1, 1},
    {"blob", PortableKind::blob, 0, 0},
    {"date", PortableKind::date, 0, 0},
    {"time", PortableKind::time, 0, 1},
    {"timestamp", PortableKind::timestamp, 0, 1},
    {"timestamp with time zone", PortableKind::timestamp_with_time_zone, 0, 1},
    {"interval", PortableKind::interval, 0, 0},
    {"uuid", PortableKind::uuid, 0, 0},
    {"json", PortableKind::json, 0, 0},
}};

const Spelling& spelling_of(PortableKind kind) {
  return *std::find_if(kSpellings.begin(), kSpellings.end(),
                       [&](const Spelling& each) { return each.kind == kind; });
}

// One word of white space between words, so that "double   PRECISION" reads as one name.
std::string squeezed(std::string_view text) {
  std::string result;
  for (const char c : trimmed(text)) {
    const bool space = std::isspace(static_cast<unsigned char>(c)) != 0;
    if (space && !result.empty() && result.back() == ' ') continue;
    result += space ? ' ' : c;
  }
  return lower(result);
}

bool take_suffix(std::string_view& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text = trimmed(text.substr(0, text.size() - suffix.size()));
  return true;
}

std::optional<std::vector<int>> parse_numbers(std::string_view inside) {
  std::vector<int> numbers;
  for (std::string_view part : split(inside, ',')) {
    part = trimmed(part);
    int value = 0;
    const auto [end, problem] = std::from_chars(part.data(), part.data() + part.size(), value);
    if (problem != std::errc() || end != part.data() + part.size() || value < 0)
      return std::nullopt;
    numbers.push_back(value);
  }
  return numbers;
}

// 'a', 'it''s': SQL string literals separated by commas.
std::optional<std::vector<std::string>> parse_values(std::string_view inside) {
  std::vector<std::string> values;
  size_t at = 0;
  const auto skip_space = [&] {
    while (at < inside.size() && std::isspace(static_cast<unsigned char>(inside[at])) != 0) ++at;
  };
  while (true) {
    skip_space();
    if (at >= inside.size() || inside[at] != '\'') return std::nullopt;
    std::string value;
    for (++at;; ++at) {
      if (at >= inside.size()) return std::nullopt;
      if (inside[at] != '\'') {
        value += inside[at];
      } else if (at + 1 < inside.size() && inside[at + 1] == '\'') {
        value += inside[at++];
      } else {
        break;
      }
    }
    ++at;
    values.push_back(std::move(value));
    skip_space();
    if (at == inside.size()) return values;
    if (inside[at++] != ',') return std::nullopt;
  }
}

std::optional<PortableType> parse_enum(std::string_view text) {
  const std::string_view rest = trimmed(trimmed(text).substr(4));
  if (rest.size() < 2 || rest.front() != '(' || rest.back() != ')') return std::nullopt;
  auto values = parse_values(rest.substr(1, rest.size() - 2));
  if (!values) return std::nullopt;
  return PortableType{PortableKind::enumeration, {}, std::move(*values), 0};
}

std::optional<PortableType> parse_named(std::string_view words) {
  PortableType type;
  const bool zoned = take_suffix(words, " with time zone");
  std::string_view name = words;
  if (const size_t open = words.find('('); open != std::string_view::npos) {
    if (words.back() != ')') return std::nullopt;
    auto numbers = parse_numbers(words.substr(open + 1, words.size() - open - 2));
    if (!numbers) return std::nullopt;
    type.arguments = std::move(*numbers);
    name = trimmed(words.substr(0, open));
  }
  const std::string full = std::string(name) + (zoned ? " with time zone" : "");
  for (const Spelling& each : kSpellings) {
    if (each.name != full) continue;
    type.kind = each.kind;
    if (type.kind == PortableKind::char_ && type.arguments.empty()) type.arguments = {1};
    const size_t count = type.arguments.size();
    if (count < each.least_arguments || count > each.most_arguments) return std::nullopt;
    return type;
  }
  return std::nullopt;
}

}  // namespace

std::optional<PortableType> parse_portable_type(std::string_view text) {
  text = trimmed(text);
  int dimensions = 0;
  while (take_suffix(text, "[]")) ++dimensions;
  const std::string words = squeezed(text);
  auto type = words.starts_with("enum") ? parse_enum(text) : parse_named(words);
  if (type) type->dimensions = dimensions;
  return type;
}

std::string to_text(const PortableType& type) {
  std::string result;
  if (type.kind == PortableKind::enumeration) {
    for (const std::string& value : type.values)
      result += (result.empty() ? "'" : ", '") + replaced(value, "'", "''") + "'";
    result = "enum(" + result + ")";
  } else {
    std::string_view name = spelling_of(type.kind).name;
    const bool zoned = take_suffix(name, " with time zone");
    result = name;
    for (size_t i = 0; i < type.arguments.size(); ++i)
      result += (i == 0 ? "(" : ",") + std::to_string(type.arguments[i]);
    if (!type.arguments.empty()) result += ")";
    if (zoned) result += " with time zone";
  }
  for (int i = 0; i < type.dimensions; ++i) result += "[]";
  return result;
}

}  // namespace whimbrel
