// Statements about objects beside tables.
#pragma once

#include <set>
#include <string>

#include "whimbrel/sdk/standard_renderer.h"

namespace whimbrel::postgresql {

class PostgresqlRenderer;

/// Renders operations on objects. Borrows everything; for one use. [one thread at a time]
class ObjectStatements {
 public:
  ObjectStatements(const PostgresqlRenderer& renderer, sdk::RenderWork& work);

  sdk::Answer create(const SchemaObject& object);
  /// What is known of the object tells an aggregate from a function; null: nothing.
  sdk::Answer drop(const ObjectId& id, const SchemaObject* before);
  sdk::Answer alter(const AlterObject& op);
  sdk::Answer rename(const ObjectId& id, const Identifier& to);
  /// `ALTER SEQUENCE ... OWNED BY`, which needs the column.
  void own_sequence(const SchemaObject& sequence);
  /// Makes the sequence of a serial column one that stands by itself, and like `sequence`.
  sdk::Answer release(const SchemaObject& sequence);

 private:
  // CREATE, by kind.
  sdk::Answer create_type(const SchemaObject& object);
  sdk::Answer create_domain(const SchemaObject& object);
  sdk::Answer create_view(const SchemaObject& object, bool replace);
  void create_sequence(const SchemaObject& object);
  sdk::Answer create_indexes(const SchemaObject& object);
  void create_extension(const SchemaObject& object);

  // ALTER, by kind; none of them looks at comment and privileges.
  sdk::Answer alter_domain(const SchemaObject& to, const SchemaObject& from);
  sdk::Answer alter_composite(const SchemaObject& to, const SchemaObject& from);
  sdk::Answer alter_enum(const SchemaObject& to, const SchemaObject& from);
  sdk::Answer alter_sequence(const SchemaObject& to, const SchemaObject& from);
  sdk::Answer alter_routine(const SchemaObject& to, const SchemaObject& from);
  sdk::Answer alter_view(const SchemaObject& to, const SchemaObject& from);
  sdk::Answer alter_materialized_view(const SchemaObject& to, const SchemaObject& from);
  sdk::Answer alter_trigger(const SchemaObject& to, const SchemaObject& from);
  void add_version_change(const Identifier& extension, const std::string& version,
                          const std::string& update);
  void alter_extension(const SchemaObject& to, const SchemaObject& from);
  sdk::Answer alter_by_kind(const SchemaObject& to, const SchemaObject& from);

  /// Dropped and made again, with the views that look at it, their rights and their triggers.
  sdk::Answer make_again(const SchemaObject& to, const SchemaObject& from);
  /// The type of that name is another one from now on: what uses it is changed over.
  /// `conversion` stands between a value and its cast to the new type ("::text").
  sdk::Answer rebuild_type(const SchemaObject& to, const SchemaObject& from,
                           const std::string& conversion);

  void comment(const SchemaObject& object);
  void comment_on_columns(const SchemaObject& to, const SchemaObject* from);
  void enable_trigger(const SchemaObject& trigger);
  void give_privileges(const SchemaObject& object);
  void change_storage(const SchemaObject& to, const SchemaObject& from);
  /// The object as it is, when the operation does not say so; null: not known.
  const SchemaObject* as_it_is(const AlterObject& op);
  std::string column_type(const Column& column, sdk::Answer& problem);
  sdk::Answer cannot(const ObjectId& id, const std::string& why) const;
  SqlWriter alter_statement(const ObjectId& id) const;
  void add(SqlWriter sql) { work_->add(std::move(sql).take()); }

  const PostgresqlRenderer* renderer_;
  sdk::RenderWork* work_;
  bool made_again_ = false;  // with its comment and its rights
};

}  // namespace whimbrel::postgresql
