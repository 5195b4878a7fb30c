// The values of seeded rows, from awkward to plain.
#include <algorithm>
#include <array>
#include <cstdio>

#include "seed_column.h"
#include "whimbrel/core/text.h"

namespace whimbrel {
namespace {

using Texts = std::array<const char*, 4>;

// What each row has at level 0. The extremes are those that every database of the kind can hold.
constexpr Texts kTexts = {"", "O'Brien \"q\" \\ `b` %_; -- /*",
                          "\u00e4\u00df \u6f22\u5b57 \U0001F426", "  two spaces  and\ttab "};
constexpr Texts kSmall = {"32767", "-32768", "0", "-1"};
constexpr Texts kInteger = {"2147483647", "-2147483648", "0", "-1"};
constexpr Texts kBig = {"9223372036854775807", "-9223372036854775808", "0", "-1"};
constexpr Texts kReal = {"1e30", "-2.5e-7", "0", "-1.5"};
constexpr Texts kDouble = {"1e300", "-2.5e-200", "0", "-1.5"};
constexpr Texts kDates = {"9999-12-31", "1000-01-01", "2000-02-29", "1970-01-01"};
constexpr Texts kTimes = {"23:59:59", "00:00:00", "12:34:56", "01:02:03"};
// A type that only counts from 1970 to 2038 takes part as well.
constexpr Texts kTimestamps = {"2037-12-31 23:59:59", "1970-01-02 00:00:01", "2000-02-29 12:34:56",
                               "2024-06-30 00:00:00"};
constexpr Texts kIntervals = {"10 years", "-3 months", "00:00:01", "1 day 02:03:04"};
constexpr Texts kUuids = {
    "ffffffff-ffff-4fff-bfff-ffffffffffff", "00000000-0000-4000-8000-000000000000",
    "123e4567-e89b-42d3-a456-426614174000", "0f0e0d0c-0b0a-4908-8706-050403020100"};
constexpr Texts kJson = {"{}", "[]", "{\"\u00e4\": [1, null, \"x y\"]}", "\"text\""};
constexpr Texts kBytes = {"", "\\x00ff", "bytes", "\\\\"};

// What a type that only the dialect knows may take, one guess for each level.
constexpr std::array<const char*, 8> kGuesses = {
    "",      "2024-01-02 03:04:05", "{}", "127.0.0.1", "123e4567-e89b-42d3-a456-426614174000",
    "(1,2)", "POINT(1 2)",          "a"};

Literal text(std::string value) { return {Literal::Kind::string, std::move(value)}; }
Literal number(std::string value) { return {Literal::Kind::number, std::move(value)}; }

// The first `most` characters of UTF-8 text.
std::string cut(const std::string& value, std::size_t most) {
  std::size_t at = 0;
  for (std::size_t count = 0; count < most && at < value.size(); ++count) {
    const std::size_t length = utf8_length(value, at);
    at += length == 0 ? 1 : length;
  }
  return value.substr(0, at);
}

std::string fitting(const std::string& value, const SeedColumn& column) {
  return column.longest == 0 ? value : cut(value, column.longest);
}

std::string widest_numeric(const PortableType& type, std::size_t row) {
  const int digits = type.arguments.empty() ? 9 : type.arguments[0];
  const int scale = type.arguments.size() < 2 ? 0 : type.arguments[1];
  std::string value(static_cast<std::size_t>(std::max(digits - scale, 0)), '9');
  if (value.empty()) value = "0";
  if (scale > 0) value += "." + std::string(static_cast<std::size_t>(scale), '9');
  if (row == 0) return value;
  if (row == 1) return "-" + value;
  return row == 2 ? "0" : scale > 0 ? "0.5" : "1";
}

std::string day(std::size_t row, std::size_t position) {
  std::array<char, 16> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "20%02zu-%02zu-%02zu", 10 + row % 80,
                1 + position / 28 % 12, 1 + position % 28);
  return buffer.data();
}

Literal awkward(const SeedColumn& column, std::size_t row) {
  const std::size_t i = row % 4;
  switch (column.type->kind) {
    case PortableKind::boolean:
      return {Literal::Kind::boolean, i % 2 == 0 ? "true" : "false"};
    case PortableKind::smallint:
      return number(kSmall[i]);
    case PortableKind::integer:
      return number(kInteger[i]);
    case PortableKind::bigint:
      return number(kBig[i]);
    case PortableKind::numeric:
      return number(widest_numeric(*column.type, i));
    case PortableKind::real:
      return number(kReal[i]);
    case PortableKind::double_precision:
      return number(kDouble[i]);
    case PortableKind::char_:
    case PortableKind::varchar:
    case PortableKind::text:
      return text(fitting(kTexts[i], column));
    case PortableKind::varbinary:
    case PortableKind::blob:
      return text(fitting(kBytes[i], column));
    case PortableKind::date:
      return text(kDates[i]);
    case PortableKind::time:
      return text(kTimes[i]);
    case PortableKind::timestamp:
    case PortableKind::timestamp_with_time_zone:
      return text(kTimestamps[i]);
    case PortableKind::interval:
      return text(kIntervals[i]);
    case PortableKind::uuid:
      return text(kUuids[i]);
    case PortableKind::json:
      return text(kJson[i]);
    case PortableKind::enumeration:
      return text(
          column.type->values.empty() ? "" : column.type->values[row % column.type->values.size()]);
  }
  return {Literal::Kind::null, ""};
}

// Letters and digits, letters alone, an address.
std::string plain_text(std::size_t row, int level) {
  const std::string letter(1, static_cast<char>('a' + row % 26));
  if (level / kSeedChoices == 0) return letter + std::to_string(row + 1);
  if (level / kSeedChoices == 1) return "abc" + letter;
  return letter + "@example.org";
}

Literal plain(const SeedColumn& column, std::size_t row, int level) {
  const std::string small = std::to_string(1 + row + column.position);
  switch (column.type->kind) {
    case PortableKind::smallint:
    case PortableKind::integer:
    case PortableKind::bigint:
    case PortableKind::numeric:
    case PortableKind::real:
    case PortableKind::double_precision:
      return number(small);
    case PortableKind::char_:
    case PortableKind::varchar:
    case PortableKind::text:
    case PortableKind::varbinary:
    case PortableKind::blob:
      return text(fitting(plain_text(row, level), column));
    case PortableKind::date:
      return text(day(row, column.position));
    case PortableKind::timestamp:
    case PortableKind::timestamp_with_time_zone:
      return text(day(row, column.position) + " 12:00:00");
    case PortableKind::boolean:
    case PortableKind::time:
    case PortableKind::interval:
    case PortableKind::uuid:
    case PortableKind::json:
    case PortableKind::enumeration:
      return awkward(column, row);
  }
  return awkward(column, row);
}

// Digits are a number, a text, and in many a dialect's own type as well.
Literal digits(const SeedColumn& column, std::size_t row) {
  return text(fitting(std::to_string(1 + row), column));
}

bool is_text_or_number(const PortableType& type) {
  switch (type.kind) {
    case PortableKind::smallint:
    case PortableKind::integer:
    case PortableKind::bigint:
    case PortableKind::numeric:
    case PortableKind::real:
    case PortableKind::double_precision:
    case PortableKind::char_:
    case PortableKind::varchar:
    case PortableKind::text:
      return true;
    case PortableKind::boolean:
    case PortableKind::varbinary:
    case PortableKind::blob:
    case PortableKind::date:
    case PortableKind::time:
    case PortableKind::timestamp:
    case PortableKind::timestamp_with_time_zone:
    case PortableKind::interval:
    case PortableKind::uuid:
    case PortableKind::json:
    case PortableKind::enumeration:
      return false;
  }
  return false;
}

}  // namespace

Literal seed_value(const SeedColumn& column, std::size_t row, int level) {
  const bool last_row_of_four = row % 4 == 3;
  if (column.nullable && (last_row_of_four || level + 1 == kSeedLevels))
    return {Literal::Kind::null, ""};
  const auto choice = static_cast<std::size_t>(level % kSeedChoices);
  if (!column.from_checks.empty() && (choice >> column.checked % 3 & 1U) == 0)
    return column.from_checks[(row + static_cast<std::size_t>(level / kSeedChoices)) %
                              column.from_checks.size()];
  if (!column.type)
    return level == 0 ? digits(column, row)
                      : text(kGuesses[static_cast<std::size_t>(level) % kGuesses.size()]);
  if (column.type->dimensions > 0) return text("{}");
  if (column.changes_type && is_text_or_number(*column.type)) return digits(column, row);
  return level == 0 && !column.changes_type ? awkward(column, row) : plain(column, row, level);
}

}  // namespace whimbrel
