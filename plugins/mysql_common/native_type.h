// The text of a column's type, taken apart.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::mysql_family {

/// `name(arguments) rest`: the name in lower case with single spaces and synonyms resolved, the
/// arguments as written, the rest (unsigned, character set, ...) in lower case.
struct NativeType {
  std::string name;
  std::vector<std::string> arguments;
  bool is_unsigned = false;
  bool zerofill = false;
  std::string rest;  ///< words behind the type that are none of these
};

/// Pure; never fails: what is not understood stands in `name` and `rest`.
NativeType parse_native_type(std::string_view text);

/// The seconds' digits after the point of a datetime, timestamp or time type; nothing for other
/// types. Takes a native type. Pure.
std::optional<int> seconds_precision(std::string_view native_text);

/// True for the types whose columns can be given the time by themselves: datetime and timestamp.
/// Takes a native type. Pure.
bool takes_now(std::string_view native_text);

/// The precision of such a type; 0 for all others. Pure.
int moment_precision(std::string_view native_text);

/// True when columns of the native type take no bare literal as default on MySQL: text, blob, json
/// and geometry types. Pure.
bool is_large(std::string_view native_text);

}  // namespace whimbrel::mysql_family
