#include "type_system.h"

#include <array>

#include "native_type.h"
#include "product.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::mysql_family {
namespace {

using Answer = std::variant<std::string, Unsupported>;

// What a portable timestamp or time without a precision has, as on other databases.
constexpr int kDefaultPrecision = 6;

Unsupported cannot(std::string reason) { return {std::move(reason), std::nullopt}; }

std::string with_arguments(std::string name, const std::vector<int>& arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i)
    name += (i == 0 ? "(" : ",") + std::to_string(arguments[i]);
  return arguments.empty() ? name : name + ")";
}

Answer with_precision(std::string name, const PortableType& type) {
  const int precision = type.arguments.empty() ? kDefaultPrecision : type.arguments[0];
  if (precision > kDefaultPrecision)
    return cannot("'" + to_text(type) + "' is too precise: seconds have at most 6 digits here");
  return precision == 0 ? name : name + "(" + std::to_string(precision) + ")";
}

Answer native_numeric(const PortableType& type) {
  if (type.arguments.empty())
    return cannot(
        "'numeric' without a precision would be decimal(10,0) here, which rounds to whole "
        "numbers; write numeric(precision, scale)");
  return with_arguments("decimal", type.arguments);
}

std::string native_enum(const PortableType& type) {
  std::string values;
  for (const std::string& value : type.values)
    values += (values.empty() ? "" : ",") + string_literal(value, family_syntax());
  return "enum(" + values + ")";
}

Answer native_of(const PortableType& type) {
  switch (type.kind) {
    case PortableKind::boolean:
      return "tinyint(1)";
    case PortableKind::smallint:
      return "smallint";
    case PortableKind::integer:
      return "int";
    case PortableKind::bigint:
      return "bigint";
    case PortableKind::numeric:
      return native_numeric(type);
    case PortableKind::real:
      return "float";
    case PortableKind::double_precision:
      return "double";
    case PortableKind::char_:
      return with_arguments("char", type.arguments);
    case PortableKind::varchar:
      return with_arguments("varchar", type.arguments);
    case PortableKind::text:
      return "text";
    case PortableKind::varbinary:
      return with_arguments("varbinary", type.arguments);
    case PortableKind::blob:
      return "blob";
    case PortableKind::date:
      return "date";
    case PortableKind::time:
      return with_precision("time", type);
    case PortableKind::timestamp:
      return with_precision("datetime", type);
    case PortableKind::timestamp_with_time_zone:
      return with_precision("timestamp", type);
    case PortableKind::interval:
      return cannot("there is no type 'interval' here; store a number of seconds, or a time");
    case PortableKind::uuid:
      return "uuid";
    case PortableKind::json:
      return "json";
    case PortableKind::enumeration:
      return native_enum(type);
  }
  return cannot("the type '" + to_text(type) + "' is not known here");
}

std::string listed(const NativeType& type, std::string name) {
  for (std::size_t i = 0; i < type.arguments.size(); ++i)
    name += (i == 0 ? "(" : ",") + type.arguments[i];
  return type.arguments.empty() ? name : name + ")";
}

std::string with_attributes(const NativeType& type, std::string text) {
  if (type.is_unsigned) text += " unsigned";
  if (type.zerofill) text += " zerofill";
  if (!type.rest.empty()) text += " " + type.rest;
  return text;
}

struct Whole {
  std::string_view name;
  std::string_view portable;
  std::string_view zerofill_width;  ///< the display width when none is written
};

constexpr std::array kWholes = {
    Whole{"tinyint", "tinyint", "3"},     Whole{"smallint", "smallint", "5"},
    Whole{"mediumint", "mediumint", "8"}, Whole{"int", "integer", "10"},
    Whole{"bigint", "bigint", "20"},
};

// Display widths mean something with zerofill only, and tinyint(1) is how booleans are written.
std::string spelled_whole(const NativeType& type, const Whole& whole) {
  if (type.zerofill) {
    const std::string width =
        type.arguments.empty() ? std::string(whole.zerofill_width) : type.arguments[0];
    return with_attributes(type, type.name + "(" + width + ")");
  }
  if (type.is_unsigned) return with_attributes(type, type.name);
  if (type.name == "tinyint" && type.arguments == std::vector<std::string>{"1"}) return "boolean";
  return std::string(whole.portable);
}

std::string spelled_decimal(NativeType type) {
  if (type.arguments.empty()) type.arguments = {"10"};
  if (type.arguments.size() == 1) type.arguments.emplace_back("0");
  if (type.is_unsigned) return with_attributes(type, listed(type, "decimal"));
  return listed(type, "numeric");
}

// float(24) and float(25) name the size in bits; float(7,3) names digits and stays what it is.
std::string spelled_float(NativeType type) {
  if (type.name == "float" && type.arguments.size() == 1) {
    if (type.arguments[0].size() >= 2 && type.arguments[0] > "24") type.name = "double";
    type.arguments.clear();
  }
  if (!type.arguments.empty() || type.is_unsigned)
    return with_attributes(type, listed(type, type.name));
  return type.name == "float" ? "real" : "double precision";
}

std::string spelled_moment(std::string_view name, std::string_view zone, std::string_view native) {
  const int precision = seconds_precision(native).value_or(0);
  std::string text(name);
  if (precision != kDefaultPrecision) text += "(" + std::to_string(precision) + ")";
  return text + std::string(zone);
}

std::string characters(std::string_view literal) {
  return std::string(literal.substr(1, literal.size() - 2));
}

// 'it''s' and 'it\'s' are the same value.
std::string spelled_enum(const NativeType& type) {
  PortableType result;
  result.kind = PortableKind::enumeration;
  for (const std::string& literal : type.arguments) {
    std::string value;
    const std::string inside = characters(literal);
    for (std::size_t i = 0; i < inside.size(); ++i) {
      const bool escape = inside[i] == '\\' || inside[i] == '\'';
      if (escape && i + 1 < inside.size()) ++i;
      value += inside[i];
    }
    result.values.push_back(std::move(value));
  }
  return to_text(result);
}

std::string spelled_portable(std::string_view text) {
  const auto type = parse_portable_type(text);
  return type ? to_text(*type) : std::string(text);
}

}  // namespace

Answer FamilyTypes::native(const SqlType& type, const ServerInfo& server) const {
  const auto portable = parse_portable_type(type.text);
  if (!portable) return type.text;
  if (portable->dimensions > 0)
    return cannot("there are no arrays here ('" + type.text + "'); use json or a table of its own");
  if (portable->kind == PortableKind::uuid) return native_uuid(server);
  return native_of(*portable);
}

std::string FamilyTypes::spelling(std::string_view native_text) const {
  NativeType type = parse_native_type(native_text);
  const std::string& name = type.name;
  if (is_uuid(lower(trimmed(native_text)))) return "uuid";
  if (name == "bool" || name == "boolean") return "boolean";
  // No type of these products: whoever asks about the portable name gets it.
  if (name == "timestamp with time zone") return spelled_portable(native_text);
  for (const Whole& whole : kWholes)
    if (whole.name == name) return spelled_whole(type, whole);
  if (name == "decimal") return spelled_decimal(std::move(type));
  if (name == "float" || name == "double") return spelled_float(std::move(type));
  if (name == "datetime") return spelled_moment("timestamp", "", native_text);
  if (name == "timestamp") return spelled_moment("timestamp", " with time zone", native_text);
  if (name == "time") return spelled_moment("time", "", native_text);
  if (name == "year") return "year";
  if (name == "enum" && type.rest.empty()) return spelled_enum(type);
  const bool sized = name == "char" || name == "binary" || name == "bit";
  if (sized && type.arguments.empty()) type.arguments = {"1"};
  return with_attributes(type, listed(type, name));
}

}  // namespace whimbrel::mysql_family
