#include "alter_way.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "expression_text.h"
#include "native_type.h"
#include "product.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel::mysql_family {
namespace {

constexpr int kOneLengthByte = 255;
constexpr int kHalfOfIt = 127;

bool is_whole_number(const std::string& name) {
  return name.ends_with("int") && name != "point" && name != "multipoint";
}

int length_of(const NativeType& type) {
  int length = 0;
  if (type.arguments.size() == 1) {
    const std::string& digits = type.arguments[0];
    std::from_chars(digits.data(), digits.data() + digits.size(), length);
  }
  return length;
}

Way way_of_length(const NativeType& from, const NativeType& to, int bytes,
                  const OnlineFacts& facts) {
  const int before = length_of(from) * bytes;
  const int after = length_of(to) * bytes;
  if (after < before) return Way::blocks;
  if (before > kOneLengthByte || after <= kOneLengthByte) return Way::online;
  return facts.longer_varchar_may_outgrow_a_byte && before <= kHalfOfIt ? Way::online : Way::blocks;
}

// Values are numbers in the row: new ones at the end change nothing as long as the numbers fit.
Way way_of_values(const NativeType& from, const NativeType& to) {
  const auto& before = from.arguments;
  const auto& after = to.arguments;
  if (after.size() < before.size() || !std::equal(before.begin(), before.end(), after.begin()))
    return Way::blocks;
  const auto width = [&](std::size_t count) {
    if (from.name == "enum") return count > 255 ? std::size_t{2} : std::size_t{1};
    return (count + 7) / 8;
  };
  return width(before.size()) == width(after.size()) ? Way::online : Way::blocks;
}

// What gives another value for each row cannot be kept once for all of them.
bool varies(std::string_view expression) {
  constexpr std::array<std::string_view, 8> kFunctions = {
      "uuid", "uuid_short", "sys_guid", "rand", "random_bytes", "sysdate", "nextval", "lastval"};
  for (const SqlToken& token : lex(expression, family_syntax()))
    if (std::any_of(kFunctions.begin(), kFunctions.end(),
                    [&](std::string_view each) { return token.is(each); }))
      return true;
  return false;
}

bool is_large_type(std::string_view type) {
  const std::string name = lower(type);
  return name.ends_with("text") || name.ends_with("blob") || name == "json";
}

}  // namespace

int character_bytes(const std::string& words) {
  const std::string text = lower(words);
  const auto says = [&](std::string_view set) { return text.find(set) != std::string::npos; };
  if (says("utf8mb4")) return 4;
  if (says("utf8mb3") || says("utf8_") || text.ends_with("utf8")) return 3;
  if (says("latin") || says("ascii") || says("binary") || says("cp1")) return 1;
  return 4;
}

Way way_of_adding(const Column& column, const OnlineFacts& facts) {
  if (column.generated) return column.generated->stored ? Way::blocks : Way::online;
  if (column.autoincrement) return Way::blocks;
  if (!column.default_value) return Way::online;
  const auto* expression = std::get_if<Expression>(&*column.default_value);
  // A large type takes a literal as an expression only.
  if (expression == nullptr && is_large_type(column.type.text))
    return facts.default_expression_copies ? Way::blocks : Way::online;
  if (expression == nullptr || now_precision(expression->text) ||
      is_binary_literal(expression->text))
    return Way::online;
  return facts.default_expression_copies || varies(expression->text) ? Way::blocks : Way::online;
}

Way way_of_type(const Change& change, const OnlineFacts& facts) {
  if (!change.known) return Way::blocks;
  const NativeType from = parse_native_type(change.native_before);
  const NativeType to = parse_native_type(change.native_after);
  const bool same_kind = from.name == to.name && from.is_unsigned == to.is_unsigned &&
                         from.zerofill == to.zerofill && from.rest == to.rest;
  if (!same_kind) return Way::blocks;
  // The width of a number in digits is for showing it only.
  if (from.arguments == to.arguments || is_whole_number(from.name)) return Way::online;
  if (from.name == "varchar") return way_of_length(from, to, change.character_bytes, facts);
  if (from.name == "varbinary") return way_of_length(from, to, 1, facts);
  if (from.name == "enum" || from.name == "set") return way_of_values(from, to);
  return Way::blocks;
}

Way way_of_attributes(const Change& change, const OnlineFacts& facts) {
  const Column& before = change.before;
  const Column& after = change.after;
  if (before.autoincrement != after.autoincrement) return Way::blocks;
  if (before.generated != after.generated) {
    const bool virtual_only = before.generated && after.generated && !before.generated->stored &&
                              !after.generated->stored;
    if (!virtual_only || facts.virtual_expression_copies) return Way::blocks;
  }
  if (before.collation != after.collation) {
    if (character_bytes(before.collation) != character_bytes(after.collation)) return Way::blocks;
    if (change.indexed && facts.collation_of_key_rebuilds) return Way::blocks;
  }
  if (before.nullable == after.nullable) return Way::online;
  // Nulls would get the default, and one that is computed is not known beforehand.
  const bool computed =
      after.default_value && std::holds_alternative<Expression>(*after.default_value);
  return computed && !after.nullable && facts.null_takes_no_computed_default ? Way::blocks
                                                                             : Way::rebuild;
}

bool has_expression(const Index& index) {
  return std::any_of(index.keys.begin(), index.keys.end(), [](const IndexKey& key) {
    return std::holds_alternative<Expression>(key.what);
  });
}

Way way_of_index(const Index& index, const OnlineFacts& facts) {
  const std::string method = lower(index.method);
  if (method == "fulltext" || method == "spatial") return Way::blocks;
  return has_expression(index) && facts.expression_index_blocks ? Way::blocks : Way::online;
}

Way way_of_dropping_key(const Table* table, const OnlineFacts& facts) {
  if (table == nullptr || !facts.drops_primary_key_beside_unique_online) return Way::blocks;
  const auto required = [&](const Identifier& name) {
    const Column* column = table->column(name);
    return column != nullptr && !column->nullable;
  };
  const bool other = std::any_of(
      table->unique_constraints.begin(), table->unique_constraints.end(), [&](const auto& unique) {
        return std::all_of(unique.columns.begin(), unique.columns.end(), required);
      });
  return other ? Way::rebuild : Way::blocks;
}

Way way_of_dropping(const Identifier& column, const Table* table, const OnlineFacts& facts) {
  if (!facts.drops_column_online) return Way::rebuild;
  if (facts.drops_indexed_column_online || table == nullptr) return Way::online;
  const auto has = [&](const std::vector<Identifier>& names) {
    return std::find(names.begin(), names.end(), column) != names.end();
  };
  bool indexed = false;
  for (const Index& index : table->indexes)
    for (const IndexKey& key : index.keys) {
      const auto* name = std::get_if<Identifier>(&key.what);
      indexed = indexed || (name != nullptr && *name == column);
    }
  for (const UniqueConstraint& unique : table->unique_constraints)
    indexed = indexed || has(unique.columns);
  return indexed ? Way::rebuild : Way::online;
}

}  // namespace whimbrel::mysql_family
