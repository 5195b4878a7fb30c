// CREATE, DROP, RENAME and COMMENT ON.
#include "clauses.h"
#include "objects/privileges.h"
#include "objects/sequence_words.h"
#include "objects/statements.h"
#include "objects/words.h"
#include "options.h"
#include "renderer.h"
#include "syntax.h"

namespace whimbrel::postgresql {

using sdk::Answer;
using sdk::RenderWork;

ObjectStatements::ObjectStatements(const PostgresqlRenderer& renderer, RenderWork& work)
    : renderer_(&renderer), work_(&work) {}

Answer ObjectStatements::cannot(const ObjectId& id, const std::string& why) const {
  return Unsupported{std::string(word_for(id.kind)) + " '" + id.text() + "' " + why, std::nullopt};
}

Answer ObjectStatements::create(const SchemaObject& object) {
  Answer problem;
  switch (object.id.kind) {
    case ObjectKind::schema: {
      // A scratch place has the schemas of its target.
      SqlWriter sql(postgresql_syntax());
      add(std::move(sql.word("CREATE SCHEMA IF NOT EXISTS").name(object.id.name)));
      break;
    }
    case ObjectKind::extension:
      create_extension(object);
      break;
    case ObjectKind::enumeration:
    case ObjectKind::range_type:
    case ObjectKind::composite_type:
      problem = create_type(object);
      break;
    case ObjectKind::domain:
      problem = create_domain(object);
      break;
    case ObjectKind::sequence:
      create_sequence(object);
      break;
    case ObjectKind::view:
    case ObjectKind::materialized_view:
      problem = create_view(object, false);
      break;
    case ObjectKind::function:
    case ObjectKind::procedure:
    case ObjectKind::trigger:
    case ObjectKind::policy:
      work_->add(without_semicolon(object.definition.text));
      break;
    case ObjectKind::event:
      return cannot(object.id, "is an event, which PostgreSQL does not have");
  }
  if (problem) return problem;
  if (!option(object.options, "enabled").empty()) enable_trigger(object);
  if (!object.comment.empty()) comment(object);
  comment_on_columns(object, nullptr);
  give_privileges(object);
  return std::nullopt;
}

Answer ObjectStatements::drop(const ObjectId& id, const SchemaObject* before) {
  if (id.kind == ObjectKind::event)
    return cannot(id, "is an event, which PostgreSQL does not have");
  SqlWriter sql(postgresql_syntax());
  const bool aggregate = before != nullptr && is_aggregate(*before);
  // A routine may be an aggregate; without its definition only the server knows.
  const bool unknown =
      before == nullptr && id.kind == ObjectKind::function && !id.arguments.empty();
  sql.word("DROP").word(aggregate ? "AGGREGATE" : unknown ? "ROUTINE" : words_for(id.kind));
  // An aggregate over all rows has a star where its arguments would be.
  if (aggregate && id.arguments.empty())
    sql.name(id.name).parenthesised("*");
  else
    write_object(id, sql);
  add(std::move(sql));
  return std::nullopt;
}

SqlWriter ObjectStatements::alter_statement(const ObjectId& id) const {
  SqlWriter sql(postgresql_syntax());
  sql.word("ALTER").word(words_for(id.kind));
  write_object(id, sql);
  return sql;
}

Answer ObjectStatements::rename(const ObjectId& id, const Identifier& to) {
  if (id.kind == ObjectKind::event || id.kind == ObjectKind::extension)
    return cannot(id, "cannot be renamed");
  add(std::move(alter_statement(id).word("RENAME TO").name(to)));
  return std::nullopt;
}

void ObjectStatements::create_extension(const SchemaObject& object) {
  // A scratch place has the extensions of its target.
  SqlWriter sql(postgresql_syntax());
  sql.word("CREATE EXTENSION IF NOT EXISTS").name(object.id.name.name);
  if (const std::string schema = attribute(object, "schema"); !schema.empty())
    sql.word("SCHEMA").name(Identifier(schema));
  if (const std::string version = attribute(object, "version"); !version.empty())
    sql.word("VERSION").string(version);
  add(std::move(sql));
}

std::string ObjectStatements::column_type(const Column& column, Answer& problem) {
  auto native = renderer_->types().native(column.type, work_->now.server());
  if (auto* reason = std::get_if<Unsupported>(&native)) {
    problem = std::move(*reason);
    return {};
  }
  std::string text = std::get<std::string>(std::move(native));
  if (!column.collation.empty())
    text += " COLLATE " + quoted(Identifier(column.collation), postgresql_syntax());
  return text;
}

Answer ObjectStatements::create_type(const SchemaObject& object) {
  SqlWriter sql(postgresql_syntax());
  sql.word("CREATE TYPE").name(object.id.name).word("AS");
  Answer problem;
  if (object.id.kind == ObjectKind::enumeration) sql.word("ENUM");
  if (object.id.kind == ObjectKind::range_type) sql.word("RANGE");
  sql.open_list();
  for (const EnumValue& value : object.values) sql.item().string(value.text);
  for (const Column& column : object.columns)
    sql.item().name(column.name).word(column_type(column, problem));
  if (object.id.kind == ObjectKind::range_type) {
    Column subtype;
    subtype.type = SqlType(attribute(object, "subtype"));
    sql.item().word("SUBTYPE =").word(column_type(subtype, problem));
    for (const auto& [key, value] : object.attributes) {
      if (key == "subtype") continue;
      sql.item().word(key + " =");
      if (key == "multirange_type_name")
        sql.name(QualifiedName(object.id.name.schema, Identifier(value)));
      else if (key == "collation" || key == "subtype_opclass")
        sql.name(Identifier(value));
      else
        sql.word(value);
    }
  }
  sql.close_list();
  if (!problem) add(std::move(sql));
  return problem;
}

Answer ObjectStatements::create_domain(const SchemaObject& object) {
  SqlWriter sql(postgresql_syntax());
  Column base;
  base.type = SqlType(attribute(object, "type"));
  base.collation = attribute(object, "collation");
  Answer problem;
  sql.word("CREATE DOMAIN").name(object.id.name).word("AS").word(column_type(base, problem));
  if (problem) return problem;
  if (const std::string value = attribute(object, "default"); !value.empty())
    write_default(Expression(value), sql);
  if (attribute(object, "not_null") == "true") sql.word("NOT NULL");
  for (const CheckConstraint& check : object.checks) {
    if (!check.validated) continue;
    if (!check.name.empty()) sql.word("CONSTRAINT").name(check.name);
    sql.word("CHECK").parenthesised(check.condition.text);
  }
  add(std::move(sql));
  for (const CheckConstraint& check : object.checks) {
    if (check.validated) continue;
    SqlWriter later = alter_statement(object.id);
    later.word("ADD CONSTRAINT").name(check.name).word("CHECK");
    add(std::move(later.parenthesised(check.condition.text).word("NOT VALID")));
  }
  return std::nullopt;
}

void ObjectStatements::create_sequence(const SchemaObject& object) {
  SqlWriter sql(postgresql_syntax());
  sql.word(has_option(object.options, "unlogged") ? "CREATE UNLOGGED SEQUENCE" : "CREATE SEQUENCE");
  sql.name(object.id.name).word(creation_words(object));
  add(std::move(sql));
}

void ObjectStatements::own_sequence(const SchemaObject& sequence) {
  const auto [table, column] = owner_of_sequence(attribute(sequence, "owned_by"));
  SqlWriter sql = alter_statement(sequence.id);
  sql.word("OWNED BY");
  if (column.empty())
    sql.word("NONE");
  else
    sql.word(quoted(table, postgresql_syntax()) + "." + quoted(column, postgresql_syntax()));
  add(std::move(sql));
}

Answer ObjectStatements::release(const SchemaObject& sequence) {
  own_sequence(sequence);
  add(std::move(alter_statement(sequence.id).word(alteration_words(sequence))));
  if (!sequence.comment.empty()) comment(sequence);
  give_privileges(sequence);
  return std::nullopt;
}

Answer ObjectStatements::create_view(const SchemaObject& object, bool replace) {
  const bool materialized = object.id.kind == ObjectKind::materialized_view;
  SqlWriter sql(postgresql_syntax());
  sql.word(replace ? "CREATE OR REPLACE" : "CREATE").word(words_for(object.id.kind));
  sql.name(object.id.name);
  if (const std::string method = option(object.options, "access_method"); !method.empty())
    sql.word("USING").name(Identifier(method));
  if (const std::string with = option(object.options, "with"); !with.empty())
    sql.word("WITH").parenthesised(with);
  if (const std::string space = option(object.options, "tablespace"); !space.empty())
    sql.word("TABLESPACE").name(Identifier(space));
  sql.word("AS").word(without_semicolon(object.definition.text));
  add(std::move(sql));
  return materialized ? create_indexes(object) : std::nullopt;
}

Answer ObjectStatements::create_indexes(const SchemaObject& object) {
  for (const Index& index : object.indexes)
    if (Answer problem = renderer_->add_index(object.id.name, index, true, *work_)) return problem;
  return std::nullopt;
}

void ObjectStatements::comment(const SchemaObject& object) {
  SqlWriter sql(postgresql_syntax());
  sql.word("COMMENT ON").word(words_for(object));
  if (is_aggregate(object) && object.id.arguments.empty())
    sql.name(object.id.name).parenthesised("*");
  else
    write_object(object.id, sql);
  write_comment(object.comment, sql);
  add(std::move(sql));
}

void ObjectStatements::comment_on_columns(const SchemaObject& to, const SchemaObject* from) {
  const auto comments = [](const SchemaObject& object) {
    constexpr std::string_view kPrefix = "comment:";
    std::map<std::string, std::string> all;
    for (const Column& column : object.columns)
      if (!column.comment.empty()) all[column.name.text()] = column.comment;
    const auto ours = object.options.find(std::string(kDialectName));
    if (ours == object.options.end()) return all;
    for (const auto& [key, value] : ours->second)
      if (key.starts_with(kPrefix)) all[key.substr(kPrefix.size())] = value;
    return all;
  };
  std::map<std::string, std::string> changes = comments(to);
  if (from != nullptr)
    for (const auto& [column, text] : comments(*from))
      if (const auto [entry, gone] = changes.try_emplace(column); !gone && entry->second == text)
        changes.erase(entry);
  for (const auto& [column, text] : changes) {
    const Syntax& syntax = postgresql_syntax();
    SqlWriter sql(syntax);
    sql.word("COMMENT ON COLUMN");
    sql.word(quoted(to.id.name, syntax) + "." + quoted(Identifier(column), syntax));
    write_comment(text, sql);
    add(std::move(sql));
  }
}

void ObjectStatements::enable_trigger(const SchemaObject& trigger) {
  const std::string state = option(trigger.options, "enabled");
  SqlWriter sql(postgresql_syntax());
  sql.word("ALTER TABLE").name(trigger.id.table);
  sql.word(state == "disabled"  ? "DISABLE TRIGGER"
           : state == "replica" ? "ENABLE REPLICA TRIGGER"
           : state == "always"  ? "ENABLE ALWAYS TRIGGER"
                                : "ENABLE TRIGGER");
  add(std::move(sql.name(trigger.id.name.name)));
}

void ObjectStatements::give_privileges(const SchemaObject& object) {
  if (!object.privileges) return;
  const PrivilegePlace place{object.id, {}};
  for (std::string& sql :
       privilege_changes(place, privileges_from_the_start(object.id.kind), *object.privileges))
    work_->add(std::move(sql));
}

}  // namespace whimbrel::postgresql
