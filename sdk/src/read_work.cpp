#include <algorithm>

#include "whimbrel/core/text.h"
#include "whimbrel/ops/apply.h"
#include "whimbrel/sdk/standard_review_guide.h"

namespace whimbrel::sdk {
namespace {

constexpr std::size_t kLongestMention = 60;

bool same_name(const QualifiedName& a, const QualifiedName& b) {
  return a.schema == b.schema && same_word(a.name.text(), b.name.text());
}

}  // namespace

void ReadWork::add(Operation operation, std::size_t offset) {
  // Qualified: std::apply is a candidate as well. What does not fit is for the review to say, not
  // for the reading.
  (void)whimbrel::apply(operation, alone_);
  result.operations.push_back({std::move(operation), offset});
}

void ReadWork::unread(std::string_view what) {
  if (!result.unread.empty()) result.unread += "; ";
  const bool fits = what.size() <= kLongestMention;
  std::size_t end = std::min(what.size(), kLongestMention);
  while (!fits && end > 0 && (static_cast<unsigned char>(what[end]) & 0xc0) == 0x80) --end;
  result.unread += what.substr(0, end);
  if (!fits) result.unread += "...";
}

QualifiedName ReadWork::known(const QualifiedName& name) const {
  if (place.before.table(name) != nullptr || place.is_new(name)) return name;
  for (const auto& [each, table] : place.before.tables)
    if (same_name(each, name)) return each;
  return name;
}

QualifiedName ReadWork::enter(const QualifiedName& name) {
  name_ = known(name);
  alone_.tables.clear();
  if (const Table* table = place.before.table(name_)) alone_.tables.emplace(name_, *table);
  return name_;
}

const Table* ReadWork::table() const { return alone_.table(name_); }

Identifier ReadWork::column(const Identifier& name) const {
  const Table* of = table();
  if (of == nullptr || of->column(name) != nullptr) return name;
  for (const Column& each : of->columns)
    if (same_word(each.name.text(), name.text())) return each.name;
  return name;
}

}  // namespace whimbrel::sdk
