#include "type_system.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "whimbrel/core/text.h"
#include "whimbrel/model/portable_type.h"

namespace whimbrel::postgresql {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

// A type's text taken apart: `words(arguments) tail[]`, for example "timestamp", "(3)", "with time
// zone". Words in quotes keep their case.
struct NativeType {
  std::string name;
  std::string arguments;  ///< with the parentheses; empty: none
  bool array = false;
};

bool is_space(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

// Single spaces and lower case outside of quotes, no space before a bracket or a comma.
std::string normal_text(std::string_view text) {
  std::string result;
  char quote = 0;
  for (const char c : trimmed(text)) {
    const bool quoted = quote != 0;
    if (quoted ? c == quote : c == '"' || c == '\'') quote = quoted ? 0 : c;
    if (quoted || !is_space(c)) {
      const bool tight = c == '(' || c == ')' || c == '[' || c == ']' || c == ',';
      while (!quoted && tight && !result.empty() && result.back() == ' ') result.pop_back();
      result += quoted || c < 'A' || c > 'Z' ? c : static_cast<char>(c - 'A' + 'a');
    } else if (!result.empty() && result.back() != ' ' && result.back() != '(' &&
               result.back() != ',') {
      result += ' ';
    }
  }
  return result;
}

bool take_suffix(std::string& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text.erase(text.size() - suffix.size());
  return true;
}

// `[]`, `[3]`, `array` and `array[3]`, as often as they stand there.
bool take_array(std::string& text) {
  bool array = false;
  while (text.ends_with(']')) {
    const size_t open = text.rfind('[');
    if (open == std::string::npos) break;
    text.erase(open);
    array = true;
  }
  return take_suffix(text, " array") || array;
}

NativeType take_apart(std::string_view text) {
  NativeType type{normal_text(text), {}, false};
  type.array = take_array(type.name);
  constexpr std::string_view kCatalog = "pg_catalog.";
  if (type.name.starts_with(kCatalog)) type.name.erase(0, kCatalog.size());
  if (type.name.find('"') != std::string::npos) return type;
  const size_t open = type.name.find('(');
  const size_t close = type.name.find(')');
  if (open == std::string::npos || close == std::string::npos || close < open) return type;
  type.arguments = type.name.substr(open, close + 1 - open);
  type.name.erase(open, close + 1 - open);
  // "timestamp(3) with time zone" leaves the space in the middle, "interval(3)" none.
  if (open < type.name.size() && type.name[open] != ' ') type.name.insert(open, " ");
  return type;
}

// Other words for the same type, and the words of format_type, to one name. Where that name is a
// portable type, it is the portable one.
std::string_view base_name(std::string_view name) {
  constexpr std::array<Pair, 27> kNames = {{
      {"int", "integer"},
      {"int4", "integer"},
      {"int2", "smallint"},
      {"int8", "bigint"},
      {"bool", "boolean"},
      {"float4", "real"},
      {"float8", "double precision"},
      {"decimal", "numeric"},
      {"dec", "numeric"},
      {"character varying", "varchar"},
      {"char varying", "varchar"},
      {"national character varying", "varchar"},
      {"national char varying", "varchar"},
      {"nchar varying", "varchar"},
      {"character", "char"},
      {"national character", "char"},
      {"national char", "char"},
      {"nchar", "char"},
      {"bytea", "blob"},
      {"varbinary", "blob"},
      {"timestamp without time zone", "timestamp"},
      {"timestamptz", "timestamp with time zone"},
      {"time without time zone", "time"},
      {"timetz", "time with time zone"},
      {"varbit", "bit varying"},
      {"serial4", "serial"},
      {"serial8", "bigserial"},
  }};
  for (const auto& [other, one] : kNames)
    if (other == name) return one;
  return name;
}

// float(1..24) is real, float(25..53) double precision.
std::string float_name(std::string_view arguments) {
  if (arguments.empty()) return "double precision";
  int bits = 0;
  for (const char c : arguments)
    if (c >= '0' && c <= '9' && bits < 1000) bits = bits * 10 + (c - '0');
  return bits <= 24 ? "real" : "double precision";
}

// What a type without arguments means, and arguments that mean nothing.
void complete_arguments(NativeType& type) {
  if (type.name == "float") {
    type.name = float_name(type.arguments);
    type.arguments.clear();
  } else if (type.name == "blob") {
    type.arguments.clear();
  } else if (type.name == "numeric" && !type.arguments.empty() &&
             type.arguments.find(',') == std::string::npos) {
    type.arguments.insert(type.arguments.size() - 1, ",0");
  } else if ((type.name == "char" || type.name == "bit") && type.arguments.empty()) {
    type.arguments = "(1)";
  } else if (type.name == "bpchar" && !type.arguments.empty()) {
    type.name = "char";
  } else if (type.name == "varchar" && type.arguments.empty()) {
    type.name = "character varying";
  }
}

std::string put_together(const NativeType& type) {
  // The precision of a time stands before its zone.
  const size_t zone = type.name.find(" with");
  const std::string head = type.name.substr(0, zone);
  const std::string tail = zone == std::string::npos ? "" : type.name.substr(zone);
  return head + type.arguments + tail + (type.array ? "[]" : "");
}

std::string native_name(const PortableType& type) {
  if (type.kind == PortableKind::blob || type.kind == PortableKind::varbinary)
    return type.dimensions > 0 ? "bytea[]" : "bytea";
  return to_text(type);
}

// Types between which assignment converts; a type that is in no group is alone.
std::string_view conversion_group(std::string_view name) {
  constexpr std::array<Pair, 14> kGroups = {{
      {"smallint", "number"},
      {"integer", "number"},
      {"bigint", "number"},
      {"numeric", "number"},
      {"real", "number"},
      {"double precision", "number"},
      {"date", "moment"},
      {"timestamp", "moment"},
      {"timestamp with time zone", "moment"},
      {"json", "json"},
      {"jsonb", "json"},
      {"cidr", "address"},
      {"inet", "address"},
      {"bit varying", "bit"},
  }};
  for (const auto& [type, group] : kGroups)
    if (type == name) return group;
  return name;
}

bool is_string(std::string_view name) {
  return name == "text" || name == "varchar" || name == "character varying" || name == "char" ||
         name == "bpchar";
}

}  // namespace

std::variant<std::string, Unsupported> PostgresqlTypes::native(const SqlType& type,
                                                               const ServerInfo&) const {
  if (trimmed(type.text).empty())
    return Unsupported{"the column has no type for PostgreSQL", std::nullopt};
  const std::optional<PortableType> portable = parse_portable_type(type.text);
  if (!portable) return type.text;
  if (portable->kind == PortableKind::enumeration)
    return Unsupported{
        "enum(...) is a type of its own on PostgreSQL and cannot be written with a "
        "column; use varchar with a check constraint, or name a type that exists",
        std::nullopt};
  return native_name(*portable);
}

std::string PostgresqlTypes::spelling(std::string_view native_text) const {
  NativeType type = take_apart(native_text);
  type.name = base_name(type.name);
  complete_arguments(type);
  std::string text = put_together(type);
  if (const auto portable = parse_portable_type(text)) return to_text(*portable);
  return text;
}

bool converts_by_itself(std::string_view from, std::string_view to) {
  const NativeType source = take_apart(from);
  const NativeType target = take_apart(to);
  // Everything has a text, and a text that is too long for its new type is an error this way; an
  // explicit cast would cut it.
  if (!target.array && is_string(target.name)) return true;
  if (source.array != target.array) return false;
  if (source.array && is_string(target.name)) return is_string(source.name);
  return conversion_group(source.name) == conversion_group(target.name);
}

bool is_built_in_type(std::string_view spelled) {
  constexpr std::array<std::string_view, 47> kNames = {
      "smallint", "integer",  "bigint",      "numeric",
      "real",     "boolean",  "text",        "double precision",
      "varchar",  "char",     "bpchar",      "character varying",
      "bytea",    "blob",     "varbinary",   "bit",
      "date",     "time",     "timestamp",   "bit varying",
      "interval", "uuid",     "json",        "timestamp with time zone",
      "jsonb",    "xml",      "jsonpath",    "time with time zone",
      "cidr",     "inet",     "macaddr",     "macaddr8",
      "money",    "point",    "line",        "lseg",
      "box",      "path",     "polygon",     "circle",
      "tsvector", "tsquery",  "name",        "oid",
      "pg_lsn",   "\"char\"", "pg_snapshot",
  };
  const std::string name = take_apart(spelled).name;
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end() || name.starts_with("reg") ||
         name.ends_with("range");
}

bool is_string_type(std::string_view spelled) { return is_string(take_apart(spelled).name); }

}  // namespace whimbrel::postgresql
