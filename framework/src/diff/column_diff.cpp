#include "column_diff.h"

#include <tuple>

namespace whimbrel {
namespace {

// Notes one attribute on both sides when it differs.
template <class Value, class Slot>
void note(const Value& from, const Value& to, Slot& existing, Slot& wanted) {
  if (from == to) return;
  existing = from;
  wanted = to;
}

}  // namespace

std::pair<Options, Options> changed_options(const Options& from, const Options& to) {
  Options wanted;
  Options existing;
  const auto value_in = [](const Options& options, const std::string& dialect,
                           const std::string& key) -> std::string {
    const auto found = options.find(dialect);
    if (found == options.end()) return {};
    const auto value = found->second.find(key);
    return value == found->second.end() ? std::string() : value->second;
  };
  for (const Options* options : {&from, &to})
    for (const auto& [dialect, values] : *options)
      for (const auto& [key, value] : values) {
        const std::string before = value_in(from, dialect, key);
        const std::string after = value_in(to, dialect, key);
        if (before == after) continue;
        wanted[dialect][key] = after;
        existing[dialect][key] = before;
      }
  return {std::move(wanted), std::move(existing)};
}

ColumnDifference column_difference(const Column& from, const Column& to) {
  ColumnDifference result;
  std::tie(result.to.options, result.existing.options) = changed_options(from.options, to.options);
  if (from.generated != to.generated && to.generated) {
    result.replace = true;
    return result;
  }
  note(from.type, to.type, result.existing.type, result.to.type);
  note(from.nullable, to.nullable, result.existing.nullable, result.to.nullable);
  note(from.default_value, to.default_value, result.existing.default_value,
       result.to.default_value);
  note(from.autoincrement, to.autoincrement, result.existing.autoincrement,
       result.to.autoincrement);
  note(from.generated, to.generated, result.existing.generated, result.to.generated);
  note(from.collation, to.collation, result.existing.collation, result.to.collation);
  note(from.comment, to.comment, result.existing.comment, result.to.comment);
  return result;
}

}  // namespace whimbrel
