#include "part_columns.h"

#include <algorithm>

#include "uses.h"
#include "whimbrel/core/text.h"

namespace whimbrel {
namespace {

using Columns = std::set<Identifier>;

bool any(const std::vector<Identifier>& names, const Columns& columns) {
  return std::any_of(names.begin(), names.end(),
                     [&](const Identifier& name) { return columns.contains(name); });
}

bool mentions(const Expression& expression, const Columns& columns) {
  const std::set<std::string> names = mentioned_names(expression.text);
  return std::any_of(columns.begin(), columns.end(), [&](const Identifier& column) {
    return names.contains(lower(column.text()));
  });
}

bool mentions(const std::optional<Expression>& expression, const Columns& columns) {
  return expression && mentions(*expression, columns);
}

bool mentions(const std::variant<Identifier, Expression>& what, const Columns& columns) {
  if (const auto* name = std::get_if<Identifier>(&what)) return columns.contains(*name);
  return mentions(std::get<Expression>(what), columns);
}

}  // namespace

bool is_made_of(const PrimaryKey& key, const Columns& columns) {
  return any(key.columns, columns) || any(key.include, columns);
}

bool is_made_of(const UniqueConstraint& key, const Columns& columns) {
  return any(key.columns, columns) || any(key.include, columns);
}

bool is_made_of(const ForeignKey& key, const Columns& columns) { return any(key.columns, columns); }

bool is_made_of(const CheckConstraint& check, const Columns& columns) {
  return mentions(check.condition, columns);
}

bool is_made_of(const ExclusionConstraint& exclusion, const Columns& columns) {
  return any(exclusion.include, columns) || mentions(exclusion.where, columns) ||
         std::any_of(
             exclusion.elements.begin(), exclusion.elements.end(),
             [&](const ExclusionElement& element) { return mentions(element.what, columns); });
}

bool is_made_of(const Index& index, const Columns& columns) {
  return any(index.include, columns) || mentions(index.where, columns) ||
         std::any_of(index.keys.begin(), index.keys.end(),
                     [&](const IndexKey& key) { return mentions(key.what, columns); });
}

}  // namespace whimbrel
