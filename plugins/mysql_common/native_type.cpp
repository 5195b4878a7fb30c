#include "native_type.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "product.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel::mysql_family {
namespace {

using Kind = SqlToken::Kind;

struct Synonym {
  std::string_view from;
  std::string_view to;
};

constexpr std::array kSynonyms = {
    Synonym{"integer", "int"},
    Synonym{"int4", "int"},
    Synonym{"int1", "tinyint"},
    Synonym{"int2", "smallint"},
    Synonym{"int3", "mediumint"},
    Synonym{"middleint", "mediumint"},
    Synonym{"int8", "bigint"},
    Synonym{"dec", "decimal"},
    Synonym{"numeric", "decimal"},
    Synonym{"fixed", "decimal"},
    Synonym{"float4", "float"},
    Synonym{"float8", "double"},
    Synonym{"double precision", "double"},
    Synonym{"real", "double"},
    Synonym{"character", "char"},
    Synonym{"character varying", "varchar"},
    Synonym{"varcharacter", "varchar"},
    Synonym{"long", "mediumtext"},
    Synonym{"long varchar", "mediumtext"},
    Synonym{"long varbinary", "mediumblob"},
};

// Words that stand behind a type and are no part of its name.
bool opens_rest(const SqlToken& word, const SqlToken* next) {
  constexpr std::array<std::string_view, 5> kWords = {"charset", "collate", "ascii", "unicode",
                                                      "srid"};
  if (word.is("character")) return next != nullptr && next->is("set");
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view each) { return word.is(each); });
}

void add_word(std::string& to, std::string_view word) {
  if (!to.empty()) to += ' ';
  to += word;
}

}  // namespace

NativeType parse_native_type(std::string_view text) {
  NativeType type;
  const std::vector<SqlToken> tokens = lex(text, family_syntax());
  bool in_arguments = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const SqlToken& token = tokens[i];
    const SqlToken* next = i + 1 < tokens.size() ? &tokens[i + 1] : nullptr;
    if (token.kind == Kind::comment) continue;
    if (in_arguments) {
      if (token.is_symbol(')'))
        in_arguments = false;
      else if (!token.is_symbol(','))
        type.arguments.emplace_back(token.text);
    } else if (token.is_symbol('(') && type.rest.empty()) {
      in_arguments = true;
    } else if (token.is("unsigned")) {
      type.is_unsigned = true;
    } else if (token.is("zerofill")) {
      type.is_unsigned = type.zerofill = true;
    } else if (token.is("signed")) {
      continue;
    } else if (!type.rest.empty() || opens_rest(token, next)) {
      add_word(type.rest, token.kind == Kind::word ? lower(token.text) : std::string(token.text));
    } else {
      add_word(type.name, lower(token.text));
    }
  }
  for (const Synonym& each : kSynonyms)
    if (each.from == type.name) type.name = each.to;
  return type;
}

std::optional<int> seconds_precision(std::string_view native_text) {
  const NativeType type = parse_native_type(native_text);
  if (type.name != "datetime" && type.name != "timestamp" && type.name != "time")
    return std::nullopt;
  int digits = 0;
  if (!type.arguments.empty()) {
    const std::string& text = type.arguments[0];
    std::from_chars(text.data(), text.data() + text.size(), digits);
  }
  return digits;
}

bool takes_now(std::string_view native_text) {
  const std::string name = parse_native_type(native_text).name;
  return name == "datetime" || name == "timestamp";
}

int moment_precision(std::string_view native_text) {
  return takes_now(native_text) ? seconds_precision(native_text).value_or(0) : 0;
}

bool is_large(std::string_view native_text) {
  constexpr std::array<std::string_view, 8> kGeometries = {
      "geometry",        "point",      "linestring",   "polygon",
      "multilinestring", "multipoint", "multipolygon", "geometrycollection"};
  const std::string name = parse_native_type(native_text).name;
  if (name.ends_with("text") || name.ends_with("blob") || name == "json" ||
      name == "geomcollection")
    return true;
  return std::find(kGeometries.begin(), kGeometries.end(), name) != kGeometries.end();
}

}  // namespace whimbrel::mysql_family
