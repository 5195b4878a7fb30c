// Constraints, in PostgreSQL's words.
#include "renderer_constraints.h"

#include "options.h"
#include "renderer.h"
#include "syntax.h"
#include "whimbrel/core/overloaded.h"

namespace whimbrel::postgresql {
namespace {

using sdk::Answer;
using sdk::RenderWork;

bool is_validated(const Constraint& constraint) {
  return std::visit(
      [](const auto& each) {
        if constexpr (requires { each.validated; }) return each.validated;
        return true;
      },
      constraint);
}

void write_deferral(const Deferral& deferral, SqlWriter& sql) {
  if (deferral.deferrable) sql.word("DEFERRABLE");
  if (deferral.initially_deferred) sql.word("INITIALLY DEFERRED");
}

// What stands behind the columns of a constraint that has an index.
template <class Key>
void write_index_parts(const Key& key, SqlWriter& sql) {
  if (!key.include.empty()) sql.word("INCLUDE").names(key.include);
  if (const std::string with = option(key.options, "with"); !with.empty())
    sql.word("WITH").parenthesised(with);
  if (const std::string space = option(key.options, "tablespace"); !space.empty())
    sql.word("USING INDEX TABLESPACE").name(Identifier(space));
}

void write_foreign_key(const ForeignKey& key, SqlWriter& sql) {
  sql.word("FOREIGN KEY").names(key.columns).word("REFERENCES").name(key.referred_table);
  if (!key.referred_columns.empty()) sql.names(key.referred_columns);
  if (key.match_full) sql.word("MATCH FULL");
  if (key.on_update != ReferentialAction::no_action)
    sql.word("ON UPDATE").word(sql_words(key.on_update));
  if (key.on_delete != ReferentialAction::no_action) {
    sql.word("ON DELETE").word(sql_words(key.on_delete));
    if (const std::string columns = option(key.options, "set_columns"); !columns.empty())
      sql.parenthesised(columns);
  }
  write_deferral(key.deferral, sql);
}

}  // namespace

bool is_not_valid(const CreateConstraint& op) {
  return has_option(op.options, "not_valid") || !is_validated(op.constraint);
}

void PostgresqlRenderer::constraint_definition(const Constraint& constraint, SqlWriter& sql) const {
  if (const Identifier& name = name_of(constraint); !name.empty())
    sql.word("CONSTRAINT").name(name);
  std::visit(
      overloaded{
          [&](const PrimaryKey& key) {
            write_index_parts(key, sql.word("PRIMARY KEY").names(key.columns));
            write_deferral(key.deferral, sql);
          },
          [&](const UniqueConstraint& unique) {
            sql.word("UNIQUE");
            if (unique.nulls_not_distinct) sql.word("NULLS NOT DISTINCT");
            write_index_parts(unique, sql.names(unique.columns));
            write_deferral(unique.deferral, sql);
          },
          [&](const ForeignKey& key) { write_foreign_key(key, sql); },
          [&](const CheckConstraint& check) {
            sql.word("CHECK").parenthesised(check.condition.text);
            if (has_option(check.options, "no_inherit")) sql.word("NO INHERIT");
          },
          [&](const ExclusionConstraint& exclusion) { exclusion_definition(exclusion, sql); },
      },
      constraint);
}

void PostgresqlRenderer::exclusion_definition(const ExclusionConstraint& exclusion,
                                              SqlWriter& sql) const {
  ExclusionConstraint elements = exclusion;
  elements.where.reset();
  StandardRenderer::exclusion_definition(elements, sql);
  write_index_parts(exclusion, sql);
  if (exclusion.where) sql.word("WHERE").parenthesised(exclusion.where->text);
  write_deferral(exclusion.deferral, sql);
}

Answer PostgresqlRenderer::create_constraint(const CreateConstraint& op, RenderWork& work) const {
  return add_constraint(op, work);
}

Answer PostgresqlRenderer::add_constraint(const CreateConstraint& op, RenderWork& work) const {
  const ConstraintKind kind = kind_of(op.constraint);
  const bool not_valid = is_not_valid(op);
  if (not_valid && kind != ConstraintKind::foreign_key && kind != ConstraintKind::check)
    return Unsupported{"only a foreign key or a check constraint can be NOT VALID", std::nullopt};
  const std::string index = option(op.options, "using_index");
  if (!index.empty() && kind != ConstraintKind::primary_key && kind != ConstraintKind::unique)
    return Unsupported{"only a primary key or a unique constraint is made of an index",
                       std::nullopt};
  SqlWriter sql = writer();
  sql.word("ALTER TABLE").name(op.table).word("ADD");
  if (index.empty())
    constraint_definition(op.constraint, sql);
  else
    constraint_by_index(op, Identifier(index), sql);
  if (not_valid) sql.word("NOT VALID");
  work.add(std::move(sql).take());
  return std::nullopt;
}

void PostgresqlRenderer::constraint_by_index(const CreateConstraint& op, const Identifier& index,
                                             SqlWriter& sql) const {
  const bool primary = kind_of(op.constraint) == ConstraintKind::primary_key;
  Identifier name = name_of(op.constraint);
  // Without a name it would get that of the index.
  if (name.empty() && primary) name = default_primary_key_name(op.table.name);
  if (!name.empty()) sql.word("CONSTRAINT").name(name);
  sql.word(primary ? "PRIMARY KEY" : "UNIQUE").word("USING INDEX").name(index);
  std::visit(
      [&](const auto& each) {
        if constexpr (requires { each.deferral; }) write_deferral(each.deferral, sql);
      },
      op.constraint);
}

std::variant<Identifier, Unsupported> PostgresqlRenderer::primary_key_name(
    const QualifiedName& name, RenderWork& work) const {
  const Table* table = work.tables.table(name);
  if (table == nullptr && work.now.offline())
    return Unsupported{"the name of the primary key of table '" + name.text() +
                           "' is not known without a database; name it",
                       std::nullopt};
  if (table != nullptr && table->primary_key && !table->primary_key->name.empty())
    return table->primary_key->name;
  return default_primary_key_name(name.name);
}

Answer PostgresqlRenderer::drop_constraint(const DropConstraint& op, RenderWork& work) const {
  if (!op.name.empty()) return StandardRenderer::drop_constraint(op, work);
  if (op.kind != ConstraintKind::primary_key)
    return Unsupported{"dropping a constraint needs its name", std::nullopt};
  auto name = primary_key_name(op.table, work);
  if (auto* problem = std::get_if<Unsupported>(&name)) return std::move(*problem);
  DropConstraint named = op;
  named.name = std::get<Identifier>(name);
  return StandardRenderer::drop_constraint(named, work);
}

Answer PostgresqlRenderer::rename_constraint(const RenameConstraint& op, RenderWork& work) const {
  Identifier from = op.name;
  if (from.empty()) {
    auto name = primary_key_name(op.table, work);
    if (auto* problem = std::get_if<Unsupported>(&name)) return std::move(*problem);
    from = std::get<Identifier>(name);
  }
  // Back to a name that the model does not say.
  const Identifier to = op.to.empty() ? default_primary_key_name(op.table.name) : op.to;
  SqlWriter sql = writer();
  sql.word("ALTER TABLE").name(op.table).word("RENAME CONSTRAINT").name(from).word("TO").name(to);
  work.add(std::move(sql).take());
  return std::nullopt;
}

Answer PostgresqlRenderer::validate_constraint(const ValidateConstraint& op,
                                               RenderWork& work) const {
  if (op.validated) {
    SqlWriter sql = writer();
    sql.word("ALTER TABLE").name(op.table).word("VALIDATE CONSTRAINT").name(op.name);
    work.add(std::move(sql).take());
    return std::nullopt;
  }
  // No statement takes a validation back: the constraint is made again.
  const Table* table = work.tables.table(op.table);
  std::optional<Constraint> found;
  if (table != nullptr)
    for (const Constraint& each : constraints_of(*table))
      if (name_of(each) == op.name) found = each;
  if (!found)
    return Unsupported{"constraint '" + op.name.text() + "' of table '" + op.table.text() +
                           "' is not known, so it cannot be made NOT VALID again",
                       std::nullopt};
  std::visit(
      [](auto& each) {
        if constexpr (requires { each.validated; }) each.validated = false;
      },
      *found);
  const DropConstraint drop{op.table, op.name, kind_of(*found), {}};
  if (Answer problem = StandardRenderer::drop_constraint(drop, work)) return problem;
  return add_constraint({op.table, *found, {}}, work);
}

}  // namespace whimbrel::postgresql
