#include "replaced_columns.h"

#include <algorithm>

#include "column_diff.h"
#include "uses.h"
#include "whimbrel/core/text.h"

namespace whimbrel {
namespace {

using Names = std::set<std::string>;

bool names_one(const std::vector<Identifier>& names, const Names& columns) {
  return std::any_of(names.begin(), names.end(),
                     [&](const Identifier& each) { return columns.contains(lower(each.text())); });
}

bool mentions_one(const Expression& text, const Names& columns) {
  const Names mentioned = mentioned_names(text.text);
  return std::any_of(mentioned.begin(), mentioned.end(),
                     [&](const std::string& each) { return columns.contains(each); });
}

bool mentions_one(const std::optional<Expression>& text, const Names& columns) {
  return text && mentions_one(*text, columns);
}

bool mentions_one(const std::variant<Identifier, Expression>& what, const Names& columns) {
  if (const auto* name = std::get_if<Identifier>(&what))
    return columns.contains(lower(name->text()));
  return mentions_one(std::get<Expression>(what), columns);
}

}  // namespace

std::set<std::string> replaced_columns(const Table& from, const Table& to, bool held) {
  Names replaced;
  Names moved;  // what a generated column steps aside for
  std::vector<const Column*> generated;
  for (const Column& before : from.columns) {
    const Column* after = to.column(before.name);
    if (after == nullptr) continue;
    const std::string name = lower(before.name.text());
    if (column_difference(before, *after).replace) replaced.insert(name);
    const bool changes = before.type != after->type || before.collation != after->collation;
    if (replaced.contains(name) || (held && changes)) moved.insert(name);
    if (before.generated && after->generated) generated.push_back(&before);
  }
  if (moved.empty()) return replaced;
  // A generated column uses such generated ones only as stand before it.
  for (const Column* each : generated) {
    if (!mentions_one(each->generated->expression, moved)) continue;
    const std::string name = lower(each->name.text());
    replaced.insert(name);
    moved.insert(name);
  }
  return replaced;
}

bool stands_on(const PrimaryKey& key, const Names& columns) {
  return names_one(key.columns, columns) || names_one(key.include, columns);
}

bool stands_on(const UniqueConstraint& key, const Names& columns) {
  return names_one(key.columns, columns) || names_one(key.include, columns);
}

bool stands_on(const ForeignKey& key, const Names& columns) {
  return names_one(key.columns, columns);
}

bool stands_on(const CheckConstraint& check, const Names& columns) {
  return mentions_one(check.condition, columns);
}

bool stands_on(const ExclusionConstraint& constraint, const Names& columns) {
  return names_one(constraint.include, columns) || mentions_one(constraint.where, columns) ||
         std::any_of(
             constraint.elements.begin(), constraint.elements.end(),
             [&](const ExclusionElement& each) { return mentions_one(each.what, columns); });
}

bool stands_on(const Index& index, const Names& columns) {
  return names_one(index.include, columns) || mentions_one(index.where, columns) ||
         std::any_of(index.keys.begin(), index.keys.end(),
                     [&](const IndexKey& each) { return mentions_one(each.what, columns); });
}

}  // namespace whimbrel
