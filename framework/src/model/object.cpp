#include "whimbrel/model/object.h"

namespace whimbrel {

std::string_view word_for(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::schema:
      return "schema";
    case ObjectKind::extension:
      return "extension";
    case ObjectKind::enumeration:
      return "enum";
    case ObjectKind::range_type:
      return "range_type";
    case ObjectKind::composite_type:
      return "composite_type";
    case ObjectKind::domain:
      return "domain";
    case ObjectKind::sequence:
      return "sequence";
    case ObjectKind::function:
      return "function";
    case ObjectKind::procedure:
      return "procedure";
    case ObjectKind::view:
      return "view";
    case ObjectKind::materialized_view:
      return "materialized_view";
    case ObjectKind::trigger:
      return "trigger";
    case ObjectKind::policy:
      return "policy";
    case ObjectKind::event:
      return "event";
  }
  return "view";
}

std::string_view section_for(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::schema:
      return "schemas";
    case ObjectKind::extension:
      return "extensions";
    case ObjectKind::enumeration:
      return "enums";
    case ObjectKind::range_type:
      return "range_types";
    case ObjectKind::composite_type:
      return "composite_types";
    case ObjectKind::domain:
      return "domains";
    case ObjectKind::sequence:
      return "sequences";
    case ObjectKind::function:
      return "functions";
    case ObjectKind::procedure:
      return "procedures";
    case ObjectKind::view:
      return "views";
    case ObjectKind::materialized_view:
      return "materialized_views";
    case ObjectKind::trigger:
      return "triggers";
    case ObjectKind::policy:
      return "policies";
    case ObjectKind::event:
      return "events";
  }
  return "views";
}

std::vector<std::string_view> known_attributes(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::extension:
      return {"schema", "version"};
    case ObjectKind::range_type:
      return {"subtype",   "subtype_opclass", "collation",
              "canonical", "subtype_diff",    "multirange_type_name"};
    case ObjectKind::domain:
      return {"type", "collation", "default", "not_null"};
    case ObjectKind::sequence:
      return {"type", "start", "increment", "minimum", "maximum", "cache", "cycle", "owned_by"};
    default:
      return {};
  }
}

bool is_statement(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::function:
    case ObjectKind::procedure:
    case ObjectKind::trigger:
    case ObjectKind::policy:
    case ObjectKind::event:
      return true;
    default:
      return false;
  }
}

bool stands_on_table(ObjectKind kind) {
  return kind == ObjectKind::trigger || kind == ObjectKind::policy;
}

bool has_arguments(ObjectKind kind) {
  return kind == ObjectKind::function || kind == ObjectKind::procedure;
}

std::string ObjectId::text() const {
  if (!table.name.empty()) return name.text() + " on " + table.text();
  return arguments.empty() ? name.text() : name.text() + "(" + arguments + ")";
}

}  // namespace whimbrel
