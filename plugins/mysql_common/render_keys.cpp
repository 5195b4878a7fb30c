// Operations on constraints and indexes.
#include <algorithm>

#include "keys.h"
#include "renderer.h"
#include "whimbrel/core/overloaded.h"
#include "whimbrel/core/text.h"
#include "whimbrel/ops/apply.h"

namespace whimbrel::mysql_family {
namespace {

sdk::Answer cannot(std::string what) { return Unsupported{std::move(what), std::nullopt}; }

std::string key_name(const Identifier& name) { return "key:" + name.text(); }
std::string dropped_key(const Identifier& name) { return "drop-" + key_name(name); }

// A unique index is a unique constraint here, and may be dropped under either name.
void drop_unique(const Identifier& name, Table& table) {
  std::erase_if(table.unique_constraints,
                [&](const UniqueConstraint& each) { return each.name == name; });
  std::erase_if(table.indexes, [&](const Index& each) { return each.name == name; });
}

std::vector<Index> indexes_after(const Operation& operation, const Table& table) {
  Schema schema;
  schema.tables.emplace(table.name, table);
  if (apply(operation, schema)) {
    Table& changed = schema.tables.begin()->second;
    if (const auto* drop = std::get_if<DropIndex>(&operation)) drop_unique(drop->index, changed);
    if (const auto* drop = std::get_if<DropConstraint>(&operation))
      drop_unique(drop->name, changed);
  }
  return schema.tables.empty() ? std::vector<Index>()
                               : implicit_indexes(schema.tables.begin()->second);
}

bool has_named(const std::vector<Index>& indexes, const Identifier& name) {
  return std::any_of(indexes.begin(), indexes.end(),
                     [&](const Index& each) { return each.name == name; });
}

bool makes_foreign_key(const Operation& operation) {
  const auto* create = std::get_if<CreateConstraint>(&operation);
  return create != nullptr && std::holds_alternative<ForeignKey>(create->constraint);
}

std::string touched_name(const Constraint& constraint) {
  const std::string& name = name_of(constraint).text();
  switch (kind_of(constraint)) {
    case ConstraintKind::primary_key:
      return "key:PRIMARY";
    case ConstraintKind::unique:
      return "key:" + name;
    case ConstraintKind::foreign_key:
      return "fk:" + name;
    case ConstraintKind::check:
      return "check:" + name;
    case ConstraintKind::exclusion:
      break;  // there are none here
  }
  return name;
}

sdk::Answer possible(const ForeignKey& key) {
  const std::string about = "foreign key '" + key.name.text() + "'";
  if (key.deferral.deferrable || key.deferral.initially_deferred)
    return cannot(about + " cannot be deferrable here: rows are checked one by one");
  const auto sets_default = ReferentialAction::set_default;
  if (key.on_delete == sets_default || key.on_update == sets_default)
    return cannot(about + " cannot SET DEFAULT here: the engine InnoDB refuses it");
  return std::nullopt;
}

}  // namespace

void FamilyRenderer::adjust_implicit_indexes(const Operation& operation, const Table& table,
                                             AlterPart& part) const {
  const std::vector<Index> before = implicit_indexes(table);
  const std::vector<Index> after = indexes_after(operation, table);
  for (const Index& index : before)
    if (!has_named(after, index.name))
      part.add("DROP INDEX " + quoted(index.name, dialect().syntax()), dropped_key(index.name));
  for (const Index& index : after) {
    if (has_named(before, index.name)) continue;
    part.touched.insert(key_name(index.name));
    // The server makes it itself together with the foreign key.
    if (makes_foreign_key(operation)) continue;
    add_index(index, part);
  }
}

void FamilyRenderer::add_index(const Index& index, AlterPart& part) const {
  std::string definition;
  // It was read from the database, or is plain: there is nothing to refuse.
  if (!index_definition(index, definition)) part.add("ADD " + definition, key_name(index.name));
}

void FamilyRenderer::restate_indexes(const std::vector<Index>& indexes, AlterPart& part) const {
  for (const Index& index : indexes) {
    part.add("DROP INDEX " + quoted(index.name, dialect().syntax()), dropped_key(index.name));
    add_index(index, part);
  }
}

// MySQL wants the referred columns to be named.
FamilyRenderer::Answer FamilyRenderer::complete(Constraint& constraint, const Table* self,
                                                RenderWork& work) const {
  auto* key = std::get_if<ForeignKey>(&constraint);
  if (key == nullptr) return std::nullopt;
  if (key->referred_columns.empty()) {
    const bool own = self != nullptr && self->name == key->referred_table;
    const Table* referred = own ? self : work.tables.table(key->referred_table);
    if (referred == nullptr || !referred->primary_key)
      return cannot("foreign key '" + key->name.text() + "' names no columns of table '" +
                    key->referred_table.text() + "'; name them");
    key->referred_columns = referred->primary_key->columns;
  }
  return possible(*key);
}

std::string FamilyRenderer::constraint_text(const Constraint& constraint) const {
  SqlWriter sql = writer();
  // The name of a primary key is always PRIMARY.
  if (const auto* key = std::get_if<PrimaryKey>(&constraint))
    sql.word("PRIMARY KEY").names(key->columns);
  else
    constraint_definition(constraint, sql);
  return std::move(sql).take();
}

FamilyRenderer::Answer FamilyRenderer::create_constraint(const CreateConstraint& op,
                                                         RenderWork& work) const {
  Constraint constraint = op.constraint;
  if (Answer problem = complete(constraint, nullptr, work)) return problem;
  AlterPart part;
  if (const Table* table = work.tables.table(op.table)) {
    restate_indexes(endangered_indexes(*table, constraint), part);
    adjust_implicit_indexes(op, *table, part);
  }
  part.add("ADD " + constraint_text(constraint), touched_name(constraint));
  finish(op.table, std::move(part), work);
  return std::nullopt;
}

FamilyRenderer::Answer FamilyRenderer::drop_constraint(const DropConstraint& op,
                                                       RenderWork& work) const {
  const Identifier name = op.name.empty() && op.before ? name_of(*op.before) : op.name;
  if (name.empty() && op.kind != ConstraintKind::primary_key)
    return cannot("a constraint of table '" + op.table.text() +
                  "' without a name cannot be dropped; name it");
  const Table* table = work.tables.table(op.table);
  AlterPart part;
  const std::string identifier = quoted(name, dialect().syntax());
  switch (op.kind) {
    case ConstraintKind::primary_key:
      part.add("DROP PRIMARY KEY", "drop-key:PRIMARY");
      break;
    case ConstraintKind::unique:
      part.add("DROP INDEX " + identifier, dropped_key(name));
      break;
    case ConstraintKind::foreign_key:
      part.add("DROP FOREIGN KEY " + identifier, "fk:" + name.text());
      break;
    case ConstraintKind::check:
      part.touched.insert("check:" + name.text());
      if (Answer problem = drop_check(name, table, work.now.server(), part)) return problem;
      break;
    case ConstraintKind::exclusion:
      return cannot("there are no exclusion constraints here");
  }
  if (table != nullptr) adjust_implicit_indexes(op, *table, part);
  finish(op.table, std::move(part), work);
  return std::nullopt;
}

FamilyRenderer::Answer FamilyRenderer::drop_check(const Identifier& name, const Table*,
                                                  const ServerInfo&, AlterPart& part) const {
  part.add("DROP CHECK " + quoted(name, dialect().syntax()));
  return std::nullopt;
}

FamilyRenderer::Answer FamilyRenderer::index_definition(const Index& index,
                                                        std::string& out) const {
  const std::string about = "index '" + index.name.text() + "'";
  if (index.where)
    return cannot(about + " has a condition (WHERE); there are no partial indexes here");
  if (!index.include.empty())
    return cannot(about + " carries columns along (INCLUDE), which is not possible here");
  const std::string method = lower(index.method);
  const bool special = method == "fulltext" || method == "spatial";
  if (!special && !method.empty() && method != "btree" && method != "hash")
    return cannot(about + " has the method '" + index.method +
                  "'; known here are btree, hash, fulltext and spatial");
  for (const IndexKey& key : index.keys)
    if (std::holds_alternative<Expression>(key.what) && !has_expression_keys())
      return cannot(about +
                    " has an expression as key, which is not possible here; index a "
                    "generated column instead");
  SqlWriter sql = writer();
  if (special)
    sql.word(upper(method));
  else if (index.unique)
    sql.word("UNIQUE");
  sql.word("KEY").name(index.name);
  if (!special && !method.empty()) sql.word("USING").word(upper(method));
  sql.open_list();
  for (const IndexKey& key : index.keys) index_key(key, sql.item());
  sql.close_list();
  if (const std::string parser = option(index.options, "parser"); !parser.empty())
    sql.word("WITH PARSER").name(Identifier(parser));
  if (const std::string comment = option(index.options, "comment"); !comment.empty())
    sql.word("COMMENT").string(comment);
  if (option(index.options, lower(unused_index_word())) == "true") sql.word(unused_index_word());
  out = std::move(sql).take();
  return std::nullopt;
}

void FamilyRenderer::index_key(const IndexKey& key, SqlWriter& sql) const {
  SqlWriter one = writer();
  std::visit(overloaded{
                 [&](const Identifier& column) { one.name(column); },
                 [&](const Expression& expression) { one.parenthesised(expression.text); },
             },
             key.what);
  std::string text = std::move(one).take();
  if (key.prefix_length > 0) text += "(" + std::to_string(key.prefix_length) + ")";
  sql.word(text).word(key.modifiers);
  if (key.descending) sql.word("DESC");
}

FamilyRenderer::Answer FamilyRenderer::create_index(const CreateIndex& op, RenderWork& work) const {
  std::string definition;
  if (Answer problem = index_definition(op.index, definition)) return problem;
  AlterPart part;
  if (const Table* table = work.tables.table(op.table)) {
    restate_indexes(endangered_indexes(*table, op.index), part);
    adjust_implicit_indexes(op, *table, part);
  }
  part.add("ADD " + definition, key_name(op.index.name));
  finish(op.table, std::move(part), work);
  return std::nullopt;
}

FamilyRenderer::Answer FamilyRenderer::drop_index(const DropIndex& op, RenderWork& work) const {
  AlterPart part;
  part.add("DROP INDEX " + quoted(op.index, dialect().syntax()), dropped_key(op.index));
  if (const Table* table = work.tables.table(op.table)) adjust_implicit_indexes(op, *table, part);
  finish(op.table, std::move(part), work);
  return std::nullopt;
}

}  // namespace whimbrel::mysql_family
