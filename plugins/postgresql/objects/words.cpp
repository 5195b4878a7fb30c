#include "objects/words.h"

#include "syntax.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel::postgresql {

std::string_view words_for(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::schema:
      return "SCHEMA";
    case ObjectKind::extension:
      return "EXTENSION";
    case ObjectKind::enumeration:
    case ObjectKind::range_type:
    case ObjectKind::composite_type:
      return "TYPE";
    case ObjectKind::domain:
      return "DOMAIN";
    case ObjectKind::sequence:
      return "SEQUENCE";
    case ObjectKind::function:
      return "FUNCTION";
    case ObjectKind::procedure:
      return "PROCEDURE";
    case ObjectKind::view:
      return "VIEW";
    case ObjectKind::materialized_view:
      return "MATERIALIZED VIEW";
    case ObjectKind::trigger:
      return "TRIGGER";
    case ObjectKind::policy:
      return "POLICY";
    case ObjectKind::event:
      return {};
  }
  return {};
}

bool is_aggregate(const SchemaObject& object) {
  if (object.id.kind != ObjectKind::function) return false;
  const auto tokens = lex(object.definition.text.substr(0, 200), postgresql_syntax());
  for (const SqlToken& token : tokens)
    if (token.is("function") || token.is("aggregate")) return token.is("aggregate");
  return false;
}

std::string_view words_for(const SchemaObject& object) {
  return is_aggregate(object) ? "AGGREGATE" : words_for(object.id.kind);
}

void write_object(const ObjectId& id, SqlWriter& sql) {
  if (stands_on_table(id.kind)) {
    sql.name(id.name.name).word("ON").name(id.table);
    return;
  }
  sql.name(id.name);
  if (has_arguments(id.kind)) sql.parenthesised(id.arguments);
}

std::pair<QualifiedName, Identifier> owner_of_sequence(std::string_view owned_by) {
  if (owned_by.empty()) return {};
  // A dot inside of a name stands behind a backslash.
  size_t dot = owned_by.size();
  while (dot > 0) {
    dot = owned_by.rfind('.', dot - 1);
    if (dot == std::string_view::npos) return {{}, Identifier(owned_by)};
    if (dot == 0 || owned_by[dot - 1] != '\\') break;
  }
  return {parse_qualified_name(owned_by.substr(0, dot)),
          parse_qualified_name(owned_by.substr(dot + 1)).name};
}

std::string without_semicolon(std::string_view statement) {
  statement = trimmed(statement);
  while (statement.ends_with(';')) statement = trimmed(statement.substr(0, statement.size() - 1));
  return std::string(statement);
}

std::string attribute(const SchemaObject& object, const std::string& key) {
  const auto found = object.attributes.find(key);
  return found == object.attributes.end() ? std::string() : found->second;
}

}  // namespace whimbrel::postgresql
