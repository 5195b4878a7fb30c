#include "column_diff.h"

#include <set>

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

std::vector<std::string> differing_keys(const Options& from, const Options& to) {
  std::set<std::string> keys;
  const auto collect = [&](const Options& one, const Options& other) {
    for (const auto& [dialect, values] : one) {
      const auto found = other.find(dialect);
      for (const auto& [key, value] : values) {
        const bool same =
            found != other.end() && found->second.contains(key) && found->second.at(key) == value;
        if (!same) keys.insert(dialect + "." + key);
      }
    }
  };
  collect(from, to);
  collect(to, from);
  return {keys.begin(), keys.end()};
}

ColumnDifference column_difference(const Column& from, const Column& to) {
  ColumnDifference result;
  result.options = differing_keys(from.options, to.options);
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
