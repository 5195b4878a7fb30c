#include "review/constraint_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "review/condition.h"
#include "syntax.h"
#include "whimbrel/core/overloaded.h"

namespace whimbrel::postgresql {
namespace {

bool has(const std::vector<Identifier>& columns, const Identifier& name) {
  return std::find(columns.begin(), columns.end(), name) != columns.end();
}

}  // namespace

void name_as_server(Constraint& constraint, const Table& table, ServerNames& names) {
  const Identifier& of = table.name.name;
  std::visit(overloaded{
                 [&](PrimaryKey& key) {
                   if (key.name == default_primary_key_name(of)) key.name = {};
                 },
                 [&](UniqueConstraint& unique) {
                   if (unique.name.empty()) unique.name = names.name_for(of, unique.columns, "key");
                 },
                 [&](ForeignKey& key) {
                   if (key.name.empty()) key.name = names.name_for(of, key.columns, "fkey");
                 },
                 [&](ExclusionConstraint& exclusion) {
                   if (!exclusion.name.empty()) return;
                   std::vector<Identifier> columns;
                   for (const ExclusionElement& element : exclusion.elements)
                     if (const auto* column = std::get_if<Identifier>(&element.what))
                       columns.push_back(*column);
                   exclusion.name = names.name_for(of, columns, "excl");
                 },
                 [&](CheckConstraint& check) {
                   if (check.name.empty())
                     check.name =
                         names.name_for(of, only_column_of(check.condition.text, table), "check");
                 },
             },
             constraint);
}

std::optional<Constraint> find_constraint(const Table& table, const Identifier& name) {
  for (const Constraint& each : constraints_of(table))
    if (name_of(each) == name) return each;
  const bool unnamed_key = table.primary_key && table.primary_key->name.empty();
  if (unnamed_key && name.text().ends_with("_pkey")) return *table.primary_key;
  return std::nullopt;
}

bool speaks_of(const Constraint& constraint, const Identifier& name) {
  return std::visit(
      overloaded{
          [&](const PrimaryKey& key) { return has(key.columns, name); },
          [&](const UniqueConstraint& unique) { return has(unique.columns, name); },
          [&](const ForeignKey& key) { return has(key.columns, name); },
          [&](const CheckConstraint& check) { return mentions(check.condition.text, name); },
          [&](const ExclusionConstraint& exclusion) {
            return std::any_of(exclusion.elements.begin(), exclusion.elements.end(),
                               [&](const ExclusionElement& element) {
                                 const auto* column = std::get_if<Identifier>(&element.what);
                                 return column != nullptr
                                            ? *column == name
                                            : mentions(std::get<Expression>(element.what).text,
                                                       name);
                               });
          },
      },
      constraint);
}

bool speaks_of(const Index& index, const Identifier& name) {
  if (has(index.include, name) || (index.where && mentions(index.where->text, name))) return true;
  return std::any_of(index.keys.begin(), index.keys.end(), [&](const IndexKey& key) {
    const auto* column = std::get_if<Identifier>(&key.what);
    return column != nullptr ? *column == name
                             : mentions(std::get<Expression>(key.what).text, name);
  });
}

std::optional<ConstraintKind> kind_by_name(const QualifiedName& table, std::string_view name) {
  constexpr std::array<std::pair<std::string_view, ConstraintKind>, 4> kEndings = {
      {{"_pkey", ConstraintKind::primary_key},
       {"_fkey", ConstraintKind::foreign_key},
       {"_key", ConstraintKind::unique},
       {"_check", ConstraintKind::check}}};
  if (!name.starts_with(table.name.text())) return std::nullopt;
  for (const auto& [ending, kind] : kEndings)
    if (name.ends_with(ending)) return kind;
  return std::nullopt;
}

}  // namespace whimbrel::postgresql
