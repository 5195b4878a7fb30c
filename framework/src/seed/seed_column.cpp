#include "seed_column.h"

#include <algorithm>

#include "check_values.h"
#include "whimbrel/core/text.h"

namespace whimbrel {
namespace {

bool is_text(PortableKind kind) {
  return kind == PortableKind::text || kind == PortableKind::varchar ||
         kind == PortableKind::char_ || kind == PortableKind::blob ||
         kind == PortableKind::varbinary;
}

bool is_number(PortableKind kind) {
  return kind == PortableKind::smallint || kind == PortableKind::integer ||
         kind == PortableKind::bigint || kind == PortableKind::numeric ||
         kind == PortableKind::real || kind == PortableKind::double_precision;
}

CheckedKind checked_kind(const std::optional<PortableType>& type) {
  if (!type || type->dimensions > 0) return CheckedKind::other;
  if (is_number(type->kind)) return CheckedKind::number;
  return is_text(type->kind) ? CheckedKind::text : CheckedKind::other;
}

std::size_t length_of(const std::optional<PortableType>& type) {
  if (!type || !is_text(type->kind) || type->arguments.empty()) return 0;
  return static_cast<std::size_t>(type->arguments.front());
}

std::size_t shorter(std::size_t a, std::size_t b) {
  return a == 0 || b == 0 ? std::max(a, b) : std::min(a, b);
}

void look_ahead(const Column& next, SeedColumn& column, const std::string& type_now) {
  const auto type = parse_portable_type(next.type.text);
  column.nullable = column.nullable && next.nullable;
  column.longest = shorter(column.longest, length_of(type));
  const bool both_text = column.type && type && is_text(column.type->kind) && is_text(type->kind);
  // Of the values of an enum only those stay that it has then.
  if (column.type && type && column.type->kind == PortableKind::enumeration &&
      type->kind == PortableKind::enumeration)
    std::erase_if(column.type->values, [&](const std::string& value) {
      return std::find(type->values.begin(), type->values.end(), value) == type->values.end();
    });
  column.changes_type = type_now != next.type.text && !both_text;
}

}  // namespace

std::vector<SeedColumn> seed_columns(const Table& now, const Table* next, const Syntax& syntax) {
  std::vector<SeedColumn> result;
  std::size_t checked = 0;
  for (std::size_t i = 0; i < now.columns.size(); ++i) {
    const Column& each = now.columns[i];
    if (each.generated || each.autoincrement) continue;
    SeedColumn column;
    column.name = each.name;
    column.type = parse_portable_type(each.type.text);
    column.position = i;
    column.nullable = each.nullable;
    column.longest = length_of(column.type);
    const CheckedKind kind = checked_kind(column.type);
    const auto add = [&](const Table& table) {
      for (const CheckConstraint& check : table.checks)
        add_check_values(check.condition.text, each.name, kind, syntax, column.from_checks);
    };
    add(now);
    const Column* later = next == nullptr ? nullptr : next->column(each.name);
    if (later != nullptr) {
      add(*next);
      look_ahead(*later, column, each.type.text);
    }
    if (!column.from_checks.empty()) column.checked = checked++;
    result.push_back(std::move(column));
  }
  return result;
}

}  // namespace whimbrel
