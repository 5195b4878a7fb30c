#include "whimbrel/model/constraint.h"

namespace whimbrel {

ConstraintKind kind_of(const Constraint& constraint) {
  return static_cast<ConstraintKind>(constraint.index());
}

const Identifier& name_of(const Constraint& constraint) {
  return std::visit([](const auto& each) -> const Identifier& { return each.name; }, constraint);
}

std::string_view sql_words(ReferentialAction action) {
  switch (action) {
    case ReferentialAction::no_action:
      return "NO ACTION";
    case ReferentialAction::restrict:
      return "RESTRICT";
    case ReferentialAction::cascade:
      return "CASCADE";
    case ReferentialAction::set_null:
      return "SET NULL";
    case ReferentialAction::set_default:
      return "SET DEFAULT";
  }
  return "NO ACTION";
}

}  // namespace whimbrel
