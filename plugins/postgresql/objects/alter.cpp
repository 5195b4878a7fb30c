// Changes of objects, by the cheapest exact way.
#include <algorithm>

#include "objects/enum_values.h"
#include "objects/privileges.h"
#include "objects/routine_header.h"
#include "objects/sequence_words.h"
#include "objects/statements.h"
#include "objects/storage_parameters.h"
#include "objects/view_columns.h"
#include "objects/words.h"
#include "options.h"
#include "renderer.h"
#include "syntax.h"

namespace whimbrel::postgresql {

using sdk::Answer;

const SchemaObject* ObjectStatements::as_it_is(const AlterObject& op) {
  if (op.existing) return &*op.existing;
  const Schema* schema = work_->tables.schema();
  return schema == nullptr ? nullptr : schema->object(op.to.id);
}

Answer ObjectStatements::alter(const AlterObject& op) {
  const SchemaObject* known = as_it_is(op);
  if (known == nullptr)
    return cannot(op.to.id,
                  "can be changed only when it is known what it is now; write that under "
                  "'existing:'");
  // Asking for the state of things may move what was borrowed.
  const SchemaObject from = *known;
  if (Answer problem = alter_by_kind(op.to, from)) return problem;
  if (made_again_) return std::nullopt;
  if (op.to.comment != from.comment) comment(op.to);
  comment_on_columns(op.to, &from);
  if (op.to.privileges && from.privileges)
    for (std::string& sql : privilege_changes({op.to.id, {}}, *from.privileges, *op.to.privileges))
      work_->add(std::move(sql));
  return std::nullopt;
}

Answer ObjectStatements::alter_by_kind(const SchemaObject& to, const SchemaObject& from) {
  switch (to.id.kind) {
    case ObjectKind::schema:
      return std::nullopt;
    case ObjectKind::extension:
      alter_extension(to, from);
      return std::nullopt;
    case ObjectKind::enumeration:
      return alter_enum(to, from);
    case ObjectKind::range_type:
      if (to.attributes == from.attributes) return std::nullopt;
      // Its multirange type would be in the way of a second one.
      return make_again(to, from);
    case ObjectKind::composite_type:
      return alter_composite(to, from);
    case ObjectKind::domain:
      return alter_domain(to, from);
    case ObjectKind::sequence:
      return alter_sequence(to, from);
    case ObjectKind::function:
    case ObjectKind::procedure:
      return alter_routine(to, from);
    case ObjectKind::view:
      return alter_view(to, from);
    case ObjectKind::materialized_view:
      return alter_materialized_view(to, from);
    case ObjectKind::trigger:
    case ObjectKind::policy:
      return alter_trigger(to, from);
    case ObjectKind::event:
      return cannot(to.id, "is an event, which PostgreSQL does not have");
  }
  return std::nullopt;
}

void ObjectStatements::alter_extension(const SchemaObject& to, const SchemaObject& from) {
  const std::string schema = attribute(to, "schema");
  if (schema != attribute(from, "schema") && !schema.empty())
    add(std::move(alter_statement(to.id).word("SET SCHEMA").name(Identifier(schema))));
  const std::string version = attribute(to, "version");
  if (version == attribute(from, "version")) return;
  SqlWriter sql = alter_statement(to.id);
  sql.word("UPDATE");
  if (version.empty()) return add(std::move(sql));
  add_version_change(to.id.name.name, version, std::move(sql.word("TO").string(version)).take());
}

// An extension's author writes the ways between its versions, mostly upwards only. Where there is
// none it is made again in that version, if nothing depends on it and it holds no rows.
void ObjectStatements::add_version_change(const Identifier& extension, const std::string& version,
                                          const std::string& update) {
  const Syntax& syntax = postgresql_syntax();
  const std::string name = string_literal(extension.text(), syntax);
  const std::string no_way =
      string_literal("extension \"" + extension.text() + "\" has no way to version " + version +
                         " and has tables with rows: it cannot be made again in that version",
                     syntax);
  work_->add(
      "DO $whimbrel$ DECLARE x pg_catalog.pg_extension; BEGIN"
      " SELECT * INTO x FROM pg_catalog.pg_extension WHERE extname = " +
      name + "; IF x.extversion = " + string_literal(version, syntax) +
      " OR EXISTS (SELECT FROM pg_catalog.pg_extension_update_paths(" + name +
      ") p WHERE p.source = x.extversion AND p.target = " + string_literal(version, syntax) +
      " AND p.path IS NOT NULL) THEN " + update +
      "; ELSIF x.extconfig IS NOT NULL THEN RAISE EXCEPTION USING MESSAGE = " + no_way +
      "; ELSE DROP EXTENSION " + quoted(extension, syntax) +
      "; EXECUTE pg_catalog.format('CREATE EXTENSION %I SCHEMA %I VERSION %L', " + name +
      ", (SELECT nspname FROM pg_catalog.pg_namespace WHERE oid = x.extnamespace), " +
      string_literal(version, syntax) + "); END IF; END $whimbrel$");
}

Answer ObjectStatements::alter_sequence(const SchemaObject& to, const SchemaObject& from) {
  SchemaObject a = to;
  SchemaObject b = from;
  a.attributes.erase("owned_by");
  b.attributes.erase("owned_by");
  if (a.attributes != b.attributes)
    add(std::move(alter_statement(to.id).word(alteration_words(to))));
  if (attribute(to, "owned_by") != attribute(from, "owned_by")) own_sequence(to);
  const bool unlogged = has_option(to.options, "unlogged");
  if (unlogged != has_option(from.options, "unlogged"))
    add(std::move(alter_statement(to.id).word(unlogged ? "SET UNLOGGED" : "SET LOGGED")));
  return std::nullopt;
}

Answer ObjectStatements::alter_domain(const SchemaObject& to, const SchemaObject& from) {
  if (attribute(to, "type") != attribute(from, "type") ||
      attribute(to, "collation") != attribute(from, "collation"))
    return rebuild_type(to, from, "");
  const std::string value = attribute(to, "default");
  if (value != attribute(from, "default"))
    add(std::move(
        alter_statement(to.id).word(value.empty() ? "DROP DEFAULT" : "SET DEFAULT " + value)));
  const bool not_null = attribute(to, "not_null") == "true";
  const auto find = [](const SchemaObject& in, const CheckConstraint& check) {
    return std::find_if(in.checks.begin(), in.checks.end(),
                        [&](const CheckConstraint& each) { return each.name == check.name; });
  };
  for (const CheckConstraint& old : from.checks) {
    const auto now = find(to, old);
    if (now == to.checks.end() || now->condition != old.condition ||
        (old.validated && !now->validated))
      add(std::move(alter_statement(to.id).word("DROP CONSTRAINT").name(old.name)));
  }
  if (not_null != (attribute(from, "not_null") == "true"))
    add(std::move(alter_statement(to.id).word(not_null ? "SET NOT NULL" : "DROP NOT NULL")));
  for (const CheckConstraint& check : to.checks) {
    const auto old = find(from, check);
    const bool same = old != from.checks.end() && old->condition == check.condition;
    if (same && old->validated == check.validated) continue;
    SqlWriter sql = alter_statement(to.id);
    if (same && check.validated) {
      add(std::move(sql.word("VALIDATE CONSTRAINT").name(check.name)));
      continue;
    }
    sql.word("ADD");
    if (!check.name.empty()) sql.word("CONSTRAINT").name(check.name);
    sql.word("CHECK").parenthesised(check.condition.text);
    add(std::move(sql.word(check.validated ? "" : "NOT VALID")));
  }
  return std::nullopt;
}

Answer ObjectStatements::alter_composite(const SchemaObject& to, const SchemaObject& from) {
  const auto find = [](const std::vector<Column>& in, const Identifier& name) {
    return std::find_if(in.begin(), in.end(), [&](const Column& c) { return c.name == name; });
  };
  // New attributes come last, so the order that ALTER can reach is: what stays, then what is new.
  std::vector<Identifier> reached;
  for (const Column& old : from.columns)
    if (find(to.columns, old.name) != to.columns.end()) reached.push_back(old.name);
  for (const Column& now : to.columns)
    if (find(from.columns, now.name) == from.columns.end()) reached.push_back(now.name);
  const bool same_order =
      std::equal(to.columns.begin(), to.columns.end(), reached.begin(), reached.end(),
                 [](const Column& column, const Identifier& name) { return column.name == name; });
  if (!same_order) return make_again(to, from);
  Answer problem;
  for (const Column& old : from.columns)
    if (find(to.columns, old.name) == to.columns.end())
      add(std::move(alter_statement(to.id).word("DROP ATTRIBUTE").name(old.name)));
  for (const Column& now : to.columns) {
    const auto old = find(from.columns, now.name);
    const bool added = old == from.columns.end();
    if (!added && old->type == now.type && old->collation == now.collation) continue;
    SqlWriter sql = alter_statement(to.id);
    sql.word(added ? "ADD ATTRIBUTE" : "ALTER ATTRIBUTE").name(now.name).word(added ? "" : "TYPE");
    add(std::move(sql.word(column_type(now, problem))));
  }
  return problem;
}

Answer ObjectStatements::alter_enum(const SchemaObject& to, const SchemaObject& from) {
  const auto additions = added_values(from.values, to.values);
  if (!additions) return rebuild_type(to, from, "::text");
  for (const AddEnumValue& each : *additions) add_enum_value(to.id.name, each, *work_);
  return std::nullopt;
}

Answer ObjectStatements::alter_routine(const SchemaObject& to, const SchemaObject& from) {
  if (to.definition == from.definition) return std::nullopt;
  if (is_aggregate(to) || is_aggregate(from) ||
      !can_be_replaced(from.definition.text, to.definition.text))
    return make_again(to, from);
  work_->add(as_replacement(without_semicolon(to.definition.text)));
  return std::nullopt;
}

Answer ObjectStatements::alter_trigger(const SchemaObject& to, const SchemaObject& from) {
  if (to.definition != from.definition) return make_again(to, from);
  if (option(to.options, "enabled") != option(from.options, "enabled")) enable_trigger(to);
  return std::nullopt;
}

void ObjectStatements::change_storage(const SchemaObject& to, const SchemaObject& from) {
  for (const std::string& action :
       parameter_changes(option(from.options, "with"), option(to.options, "with")))
    add(std::move(alter_statement(to.id).word(action)));
}

Answer ObjectStatements::alter_view(const SchemaObject& to, const SchemaObject& from) {
  if (to.definition == from.definition) {
    change_storage(to, from);
    return std::nullopt;
  }
  if (!only_adds_columns(from.definition.text, to.definition.text)) return make_again(to, from);
  // Without WITH the options that it had are gone as well, so there is nothing left to change.
  return create_view(to, true);
}

Answer ObjectStatements::alter_materialized_view(const SchemaObject& to, const SchemaObject& from) {
  if (to.definition != from.definition ||
      option(to.options, "access_method") != option(from.options, "access_method"))
    return make_again(to, from);
  change_storage(to, from);
  const std::string space = option(to.options, "tablespace");
  if (space != option(from.options, "tablespace"))
    add(std::move(alter_statement(to.id)
                      .word("SET TABLESPACE")
                      .name(Identifier(space.empty() ? "pg_default" : space))));
  const auto has = [](const SchemaObject& in, const Index& index) {
    return std::find(in.indexes.begin(), in.indexes.end(), index) != in.indexes.end();
  };
  for (const Index& index : from.indexes)
    if (!has(to, index)) {
      SqlWriter sql(postgresql_syntax());
      sql.word("DROP INDEX").name(QualifiedName(to.id.name.schema, index.name));
      add(std::move(sql));
    }
  for (const Index& index : to.indexes)
    if (!has(from, index))
      if (Answer problem = renderer_->add_index(to.id.name, index, true, *work_)) return problem;
  return std::nullopt;
}

}  // namespace whimbrel::postgresql
