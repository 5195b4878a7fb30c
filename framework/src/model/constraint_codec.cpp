#include "constraint_codec.h"

#include <array>

#include "whimbrel/core/overloaded.h"
#include "whimbrel/core/text.h"
#include "whimbrel/model/table_codec.h"

namespace whimbrel {
namespace {

constexpr std::array kActions = {ReferentialAction::no_action, ReferentialAction::restrict,
                                 ReferentialAction::cascade, ReferentialAction::set_null,
                                 ReferentialAction::set_default};
constexpr std::array kKinds = {ConstraintKind::primary_key, ConstraintKind::unique,
                               ConstraintKind::foreign_key, ConstraintKind::check};

// The words of SQL as the files write them: `set_null`.
std::string word_for(ReferentialAction action) {
  return replaced(lower(sql_words(action)), " ", "_");
}

ReferentialAction read_action(MapReader& reader, std::string_view key) {
  const Node* node = reader.find(key);
  if (node == nullptr) return ReferentialAction::no_action;
  const std::string word = replaced(lower(scalar_text(*node, key)), " ", "_");
  std::vector<std::string> known;
  for (const ReferentialAction action : kActions) {
    if (word_for(action) == word) return action;
    known.push_back(word_for(action));
  }
  throw error_at(node->mark, "'" + word + "' is no action of a foreign key")
      .with_hint("known actions: " + join(known, ", "));
}

ForeignKey read_foreign_key(MapReader& reader, Identifier name) {
  ForeignKey key;
  key.name = std::move(name);
  key.columns = read_identifiers(reader.require("columns"), "'columns' of " + reader.what());
  MapReader target(reader.require("references"), "'references' of " + reader.what());
  key.referred_table = parse_qualified_name(target.required_text("table"));
  key.referred_columns =
      read_identifiers(target.require("columns"), "'columns' of " + target.what());
  target.finish();
  if (key.columns.size() != key.referred_columns.size())
    throw error_at(reader.mark(), reader.what() + " has " + std::to_string(key.columns.size()) +
                                      " columns and refers to " +
                                      std::to_string(key.referred_columns.size()));
  read_actions(reader, key);
  return key;
}

void write_foreign_key(const ForeignKey& key, Node& map) {
  map.add("columns", identifiers_node(key.columns));
  Node target = Node::map();
  target.add("table", Node::text(key.referred_table.text()));
  target.add("columns", identifiers_node(key.referred_columns));
  map.add("references", std::move(target));
  write_actions(key, map);
}

}  // namespace

void read_actions(MapReader& reader, ForeignKey& key) {
  key.on_delete = read_action(reader, "on_delete");
  key.on_update = read_action(reader, "on_update");
  key.deferrable = reader.flag("deferrable").value_or(false);
  key.initially_deferred = reader.flag("initially_deferred").value_or(false);
}

void write_actions(const ForeignKey& key, Node& map) {
  if (key.on_delete != ReferentialAction::no_action)
    map.add("on_delete", Node::text(word_for(key.on_delete)));
  if (key.on_update != ReferentialAction::no_action)
    map.add("on_update", Node::text(word_for(key.on_update)));
  if (key.deferrable) map.add("deferrable", Node::boolean(true));
  if (key.initially_deferred) map.add("initially_deferred", Node::boolean(true));
}

std::string_view word_for(ConstraintKind kind) {
  switch (kind) {
    case ConstraintKind::primary_key:
      return "primary_key";
    case ConstraintKind::unique:
      return "unique";
    case ConstraintKind::foreign_key:
      return "foreign_key";
    case ConstraintKind::check:
      return "check";
  }
  return "check";
}

ConstraintKind read_constraint_kind(const Node& node) {
  const std::string word = scalar_text(node, "the type of a constraint");
  for (const ConstraintKind kind : kKinds)
    if (word_for(kind) == word) return kind;
  throw error_at(node.mark, "'" + word + "' is no type of constraint")
      .with_hint("known types: primary_key, unique, foreign_key, check");
}

void write_constraint(const Constraint& constraint, Node& map) {
  if (!name_of(constraint).empty()) map.add("name", Node::text(name_of(constraint).text()));
  std::visit(overloaded{
                 [&](const PrimaryKey& key) { map.add("columns", identifiers_node(key.columns)); },
                 [&](const UniqueConstraint& unique) {
                   map.add("columns", identifiers_node(unique.columns));
                 },
                 [&](const ForeignKey& key) { write_foreign_key(key, map); },
                 [&](const CheckConstraint& check) {
                   map.add("condition", dialect_text_node(check.condition));
                 },
             },
             constraint);
}

Constraint read_constraint(MapReader& reader, ConstraintKind kind) {
  Identifier name(reader.text("name").value_or(""));
  const auto columns = [&] {
    return read_identifiers(reader.require("columns"), "'columns' of " + reader.what());
  };
  switch (kind) {
    case ConstraintKind::primary_key:
      return PrimaryKey{std::move(name), columns()};
    case ConstraintKind::unique:
      return UniqueConstraint{std::move(name), columns()};
    case ConstraintKind::foreign_key:
      return read_foreign_key(reader, std::move(name));
    case ConstraintKind::check:
      break;
  }
  CheckConstraint check{std::move(name), {}};
  static_cast<DialectText&>(check.condition) =
      read_dialect_text(reader.require("condition"), "'condition' of " + reader.what());
  return check;
}

}  // namespace whimbrel
