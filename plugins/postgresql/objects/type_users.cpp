#include "objects/type_users.h"

#include <algorithm>
#include <set>

#include "objects/dependents.h"
#include "objects/routine_header.h"
#include "objects/words.h"
#include "syntax.h"
#include "whimbrel/core/overloaded.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel::postgresql {
namespace {

// `mood`, `audit.mood` and `"Mood"[]`, as the server writes types.
enum class Use { none, plain, array };

Use use_in(std::string_view type, const QualifiedName& wanted) {
  const auto tokens = lex(type, postgresql_syntax());
  if (tokens.empty()) return Use::none;
  const auto name = [&](size_t at) {
    return tokens[at].kind == SqlToken::Kind::word ? lower(tokens[at].text) : unquoted(tokens[at]);
  };
  size_t at = 0;
  std::string schema;
  if (tokens.size() > 2 && tokens[1].is_symbol('.')) {
    schema = name(0);
    at = 2;
  }
  if (name(at) != wanted.name.text() || schema != wanted.schema.text()) return Use::none;
  if (tokens.size() == at + 1) return Use::plain;
  return tokens[at + 1].is_symbol('[') ? Use::array : Use::none;
}

std::string column_text(const QualifiedName& table, const Identifier& column) {
  return "column '" + column.text() + "' of table '" + table.text() + "'";
}

class Search {
 public:
  Search(const Schema& schema, const ObjectId& type) : schema_(&schema), type_(&type) {}

  std::variant<TypeUsers, std::string> run() {
    for (const auto& [id, object] : schema_->objects) look_at_type(object);
    for (const auto& [name, table] : schema_->tables) look_at(table);
    if (!problem_.empty()) return problem_;
    add_objects();
    return std::move(users_);
  }

 private:
  bool named_in(std::string_view sql) const { return mentions(sql, type_->name); }

  // Types made of this one: their values lie in columns that ALTER TABLE cannot reach.
  void look_at_type(const SchemaObject& object) {
    const bool inside =
        use_in(attribute(object, "type"), type_->name) != Use::none ||
        use_in(attribute(object, "subtype"), type_->name) != Use::none ||
        std::any_of(object.columns.begin(), object.columns.end(), [&](const Column& column) {
          return use_in(column.type.text, type_->name) != Use::none;
        });
    if (inside && object.id.kind != ObjectKind::sequence)
      problem_ =
          std::string(word_for(object.id.kind)) + " '" + object.id.text() + "' is made of it";
  }

  void look_at(const Table& table) {
    TypeUsers::Columns found{table.name, {}};
    std::set<Identifier> names;
    for (const Column& column : table.columns) {
      const Use use = use_in(column.type.text, type_->name);
      if (use == Use::none) continue;
      found.columns.emplace_back(column, use == Use::array);
      names.insert(column.name);
    }
    if (!names.empty()) tables_.push_back(table.name);
    check_hindrances(table, names);
    for (const Constraint& constraint : constraints_of(table))
      if (goes(constraint, names)) users_.constraints.emplace_back(table.name, constraint);
    for (const Index& index : table.indexes)
      if (goes(index)) users_.indexes.emplace_back(table.name, index);
    if (!found.columns.empty()) users_.columns.push_back(std::move(found));
  }

  void check_hindrances(const Table& table, const std::set<Identifier>& names) {
    for (const Identifier& name : names) {
      if (table.partition_by && mentions(table.partition_by->text, QualifiedName(name)))
        problem_ = column_text(table.name, name) + " is in its partition key";
      for (const Column& column : table.columns)
        if (column.generated && mentions(column.generated->expression.text, QualifiedName(name)))
          problem_ = column_text(table.name, column.name) + " is generated from such a column";
    }
    for (const Column& column : table.columns)
      if (column.generated && named_in(column.generated->expression.text))
        problem_ = column_text(table.name, column.name) + " is generated with it";
  }

  // Both ends of a foreign key must have the same type, and expressions name the old one.
  bool goes(const Constraint& constraint, const std::set<Identifier>& names) const {
    return std::visit(
        overloaded{
            [&](const CheckConstraint& check) { return named_in(check.condition.text); },
            [&](const ForeignKey& key) {
              return std::any_of(key.columns.begin(), key.columns.end(),
                                 [&](const Identifier& column) { return names.contains(column); });
            },
            [&](const ExclusionConstraint& exclusion) {
              return exclusion.where && named_in(exclusion.where->text);
            },
            [](const auto&) { return false; },
        },
        constraint);
  }

  bool goes(const Index& index) const {
    if (index.where && named_in(index.where->text)) return true;
    return std::any_of(index.keys.begin(), index.keys.end(), [&](const IndexKey& key) {
      const auto* expression = std::get_if<Expression>(&key.what);
      return expression != nullptr && named_in(expression->text);
    });
  }

  void add_objects() {
    std::vector<QualifiedName> roots = tables_;
    roots.push_back(type_->name);
    std::vector<const SchemaObject*> views = views_upon(*schema_, roots);
    for (const auto& [id, object] : schema_->objects)
      if (has_arguments(id.kind) && named_in(routine_header(object.definition.text)))
        users_.objects.push_back(object);
    std::set<QualifiedName> gone;
    for (const auto& [id, object] : schema_->objects)
      // A cast in the text of a view is no table, so views_upon does not see it.
      if ((id.kind == ObjectKind::view || id.kind == ObjectKind::materialized_view) &&
          named_in(object.definition.text) &&
          std::find(views.begin(), views.end(), &object) == views.end())
        views = with_upon(std::move(views), object);
    for (const SchemaObject* view : views) {
      users_.objects.push_back(*view);
      gone.insert(view->id.name);
    }
    for (const auto& [id, object] : schema_->objects)
      if (stands_on_table(id.kind) && (gone.contains(id.table) || holds(object)))
        users_.objects.push_back(object);
  }

  // The view, and behind it those upon it that are not there yet.
  std::vector<const SchemaObject*> with_upon(std::vector<const SchemaObject*> views,
                                             const SchemaObject& view) const {
    std::vector<const SchemaObject*> upon = views_upon(*schema_, {view.id.name});
    std::erase_if(views, [&](const SchemaObject* each) {
      return std::find(upon.begin(), upon.end(), each) != upon.end();
    });
    views.push_back(&view);
    views.insert(views.end(), upon.begin(), upon.end());
    return views;
  }

  // A trigger or policy that names the type, or a column of it, holds on to it.
  bool holds(const SchemaObject& object) const {
    if (named_in(object.definition.text)) return true;
    for (const TypeUsers::Columns& each : users_.columns)
      if (each.table == object.id.table)
        for (const auto& [column, array] : each.columns)
          if (mentions(object.definition.text, QualifiedName(column.name))) return true;
    return false;
  }

  const Schema* schema_;
  const ObjectId* type_;
  std::vector<QualifiedName> tables_;
  TypeUsers users_;
  std::string problem_;
};

}  // namespace

std::variant<TypeUsers, std::string> users_of_type(const Schema& schema, const ObjectId& type) {
  return Search(schema, type).run();
}

}  // namespace whimbrel::postgresql
