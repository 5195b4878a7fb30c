#include "review/constraint_words.h"

#include <array>
#include <utility>

#include "review/condition.h"
#include "syntax.h"
#include "whimbrel/core/overloaded.h"

namespace whimbrel::postgresql {

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
                 [&](CheckConstraint& check) {
                   if (check.name.empty())
                     check.name =
                         names.name_for(of, only_column_of(check.condition.text, table), "check");
                 },
             },
             constraint);
}

std::optional<Constraint> find_constraint(const Table& table, const Identifier& name) {
  for (const Constraint& each : constraints_of(table)) {
    if (name_of(each) == name) return each;
    if (kind_of(each) == ConstraintKind::primary_key && name_of(each).empty() &&
        name == default_primary_key_name(table.name.name))
      return each;
  }
  return std::nullopt;
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
