// Operations on constraints and indexes.
#include <algorithm>
#include <cstdlib>

#include "keys.h"
#include "native_type.h"
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

sdk::Answer possible_key(const ForeignKey& key, const std::string& about) {
  const auto sets_default = ReferentialAction::set_default;
  if (key.on_delete == sets_default || key.on_update == sets_default)
    return cannot(about + " cannot SET DEFAULT here: the engine InnoDB refuses it");
  if (key.match_full)
    return cannot(about + " cannot be MATCH FULL here: the words are read and forgotten");
  if (!key.validated)
    return cannot(about + " cannot leave out the rows that exist (NOT VALID) here");
  return std::nullopt;
}

sdk::Answer possible_parts(const Deferral& deferral, const std::vector<Identifier>& include,
                           const std::string& about) {
  if (deferral.deferrable || deferral.initially_deferred)
    return cannot(about + " cannot be deferrable here: rows are checked one by one");
  if (!include.empty())
    return cannot(about + " cannot carry columns that are no keys (INCLUDE) here");
  return std::nullopt;
}

// A unique key over a whole text is built by copying, where it is possible at all.
bool has_large_key(const Table* table, const std::vector<Identifier>& columns) {
  return table != nullptr &&
         std::any_of(columns.begin(), columns.end(), [&](const Identifier& name) {
           const Column* column = table->column(name);
           return column != nullptr && is_large(column->type.text);
         });
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
  if (Answer problem = possible(constraint)) return problem;
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
  return std::nullopt;
}

FamilyRenderer::Answer FamilyRenderer::possible(const Constraint& constraint) const {
  const std::string& name = name_of(constraint).text();
  return std::visit(
      overloaded{
          [](const PrimaryKey& key) {
            return possible_parts(key.deferral, key.include, "the primary key");
          },
          [&](const UniqueConstraint& unique) -> Answer {
            const std::string about = "unique constraint '" + name + "'";
            if (unique.nulls_not_distinct)
              return cannot(about + " cannot count nulls as equal (NULLS NOT DISTINCT) here");
            return possible_parts(unique.deferral, unique.include, about);
          },
          [&](const ForeignKey& key) -> Answer {
            const std::string about = "foreign key '" + name + "'";
            if (Answer problem = possible_parts(key.deferral, {}, about)) return problem;
            return possible_key(key, about);
          },
          [&](const CheckConstraint& check) -> Answer {
            if (!check.validated)
              return cannot("check '" + name +
                            "' cannot leave out the rows that exist (NOT VALID) here");
            if (option(check.options, "enforced") == "false" && !has_unenforced_checks())
              return cannot("check '" + name + "' cannot be NOT ENFORCED here");
            return std::nullopt;
          },
          [&](const ExclusionConstraint&) -> Answer {
            return cannot("exclusion constraint '" + name +
                          "' is not possible: there are no exclusion constraints here");
          },
      },
      constraint);
}

// The columns of a primary key with what its options say of each.
std::string FamilyRenderer::primary_key_text(const PrimaryKey& key) const {
  const std::string lengths = option(key.options, "prefix_lengths");
  const std::string orders = option(key.options, "orders");
  const auto of = [](const std::string& list, std::size_t i) -> std::string {
    const auto all = split(list, ',');
    return i < all.size() ? std::string(trimmed(all[i])) : std::string();
  };
  SqlWriter sql = writer();
  sql.word("PRIMARY KEY");
  if (const std::string method = option(key.options, "method"); !method.empty())
    sql.word("USING").word(upper(method));
  sql.open_list();
  for (std::size_t i = 0; i < key.columns.size(); ++i) {
    IndexKey one{key.columns[i], same_word(of(orders, i), "desc"), 0, {}};
    one.prefix_length = std::atoi(of(lengths, i).c_str());
    index_key(one, sql.item());
  }
  sql.close_list();
  if (const std::string comment = option(key.options, "comment"); !comment.empty())
    sql.word("COMMENT").string(comment);
  return std::move(sql).take();
}

std::string FamilyRenderer::constraint_text(const Constraint& constraint) const {
  // The name of a primary key is always PRIMARY.
  if (const auto* key = std::get_if<PrimaryKey>(&constraint)) return primary_key_text(*key);
  SqlWriter sql = writer();
  constraint_definition(constraint, sql);
  if (const auto* check = std::get_if<CheckConstraint>(&constraint))
    if (option(check->options, "enforced") == "false") sql.word("NOT ENFORCED");
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
  // A key to the own table is held against its columns as they are before the statement.
  if (const auto* key = std::get_if<ForeignKey>(&constraint);
      key && key->referred_table == op.table)
    for (const auto* names : {&key->columns, &key->referred_columns})
      for (const Identifier& each : *names) part.touched.insert("column:" + each.text());
  const auto* unique = std::get_if<UniqueConstraint>(&constraint);
  if (unique != nullptr && !has_large_key(work.tables.table(op.table), unique->columns))
    part.ask = Ask::in_place;
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
      part.ask = Ask::in_place;
      break;
    case ConstraintKind::foreign_key:
      part.add("DROP FOREIGN KEY " + identifier, "fk:" + name.text());
      part.ask = Ask::online;
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
  if (index.nulls_not_distinct)
    return cannot(about + " cannot count nulls as equal (NULLS NOT DISTINCT) here");
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
  if (!index.comment.empty()) sql.word("COMMENT").string(index.comment);
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
  const bool hashed =
      op.index.unique && has_large_key(work.tables.table(op.table), columns_of(op.index));
  if (way_of_index(op.index, facts(work)) == Way::online && !hashed) part.ask = Ask::in_place;
  finish(op.table, std::move(part), work);
  return std::nullopt;
}

FamilyRenderer::Answer FamilyRenderer::drop_index(const DropIndex& op, RenderWork& work) const {
  AlterPart part;
  part.add("DROP INDEX " + quoted(op.index, dialect().syntax()), dropped_key(op.index));
  const Table* table = work.tables.table(op.table);
  const Index* index = table == nullptr ? nullptr : table->index(op.index);
  if (index == nullptr && op.before) index = &*op.before;
  // With a unique one goes the hidden column of its expression, and the table is copied.
  if (index == nullptr || !index->unique || !has_expression(*index)) part.ask = Ask::in_place;
  // Beside other changes any such column is in the way.
  part.alone = index != nullptr && has_expression(*index);
  if (table != nullptr) adjust_implicit_indexes(op, *table, part);
  finish(op.table, std::move(part), work);
  return std::nullopt;
}

FamilyRenderer::Answer FamilyRenderer::rename_index(const RenameIndex& op, RenderWork& work) const {
  AlterPart part;
  SqlWriter sql = writer();
  sql.word("RENAME INDEX").name(op.index).word("TO").name(op.to);
  part.add(std::move(sql).take(), key_name(op.index));
  part.touched.insert(key_name(op.to));
  part.ask = Ask::in_place;
  finish(op.table, std::move(part), work);
  return std::nullopt;
}

// A unique constraint is an index; the others are dropped and added in one statement.
FamilyRenderer::Answer FamilyRenderer::rename_constraint(const RenameConstraint& op,
                                                         RenderWork& work) const {
  if (op.kind == ConstraintKind::unique) return rename_index({op.table, op.name, op.to}, work);
  const std::string about =
      "constraint '" + op.name.text() + "' of table '" + op.table.text() + "'";
  if (op.kind == ConstraintKind::primary_key)
    return cannot(about + " cannot be renamed: a primary key is always called PRIMARY here");
  const Table* table = work.tables.table(op.table);
  if (table == nullptr) return cannot(about + " is not known, so it cannot be renamed");
  for (const Constraint& each : constraints_of(*table)) {
    if (kind_of(each) != op.kind || name_of(each) != op.name) continue;
    Constraint renamed = each;
    std::visit([&](auto& constraint) { constraint.name = op.to; }, renamed);
    if (Answer problem = drop_constraint({op.table, op.name, op.kind, each}, work)) return problem;
    AlterPart part;
    part.add("ADD " + constraint_text(renamed), touched_name(renamed));
    finish(op.table, std::move(part), work);
    return std::nullopt;
  }
  return cannot(about + " is not there, so it cannot be renamed");
}

}  // namespace whimbrel::mysql_family
