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
                               ConstraintKind::foreign_key, ConstraintKind::check,
                               ConstraintKind::exclusion};

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

Deferral read_deferral(MapReader& reader) {
  return {reader.flag("deferrable").value_or(false),
          reader.flag("initially_deferred").value_or(false)};
}

void write_deferral(const Deferral& deferral, Node& map) {
  if (deferral.deferrable) map.add("deferrable", Node::boolean(true));
  if (deferral.initially_deferred) map.add("initially_deferred", Node::boolean(true));
}

// What several kinds have, each as far as it has it.
template <class Each>
void write_rest(const Each& each, Node& map) {
  if constexpr (requires { each.include; })
    if (!each.include.empty()) map.add("include", identifiers_node(each.include));
  if constexpr (requires { each.deferral; }) write_deferral(each.deferral, map);
  if (!each.options.empty()) map.add("options", options_node(each.options));
  if constexpr (requires { each.renamed_from; })
    if (!each.renamed_from.empty()) map.add("renamed_from", Node::text(each.renamed_from.text()));
}

template <class Each>
void read_rest(MapReader& reader, Each& each) {
  if constexpr (requires { each.include; })
    if (const Node* node = reader.find("include"))
      each.include = read_identifiers(*node, "'include' of " + reader.what());
  if constexpr (requires { each.deferral; }) each.deferral = read_deferral(reader);
  if (const Node* node = reader.find("options")) each.options = read_options(*node);
  if constexpr (requires { each.renamed_from; })
    each.renamed_from = Identifier(reader.text("renamed_from").value_or(""));
}

void write_exclusion(const ExclusionConstraint& exclusion, Node& map) {
  Node& elements = map.add("elements", Node::sequence());
  for (const ExclusionElement& element : exclusion.elements) {
    Node node = Node::map();
    if (const auto* column = std::get_if<Identifier>(&element.what))
      node.add("column", Node::text(column->text()));
    else
      node.add("expression", dialect_text_node(std::get<Expression>(element.what)));
    node.add("with", Node::text(element.with_operator));
    if (!element.modifiers.empty()) node.add("modifiers", Node::text(element.modifiers));
    elements.items.push_back(std::move(node));
  }
  if (!exclusion.method.empty()) map.add("method", Node::text(exclusion.method));
  if (exclusion.where) map.add("where", dialect_text_node(*exclusion.where));
}

ExclusionElement read_element(const Node& node, const std::string& what) {
  MapReader reader(node, what);
  ExclusionElement element;
  const auto column = reader.text("column");
  const Node* expression = reader.find("expression");
  if (column.has_value() == (expression != nullptr))
    throw error_at(node.mark, what + " needs either 'column' or 'expression'");
  if (column) {
    element.what = Identifier(*column);
  } else {
    Expression text;
    static_cast<DialectText&>(text) = read_dialect_text(*expression, "'expression' of " + what);
    element.what = std::move(text);
  }
  element.with_operator = reader.required_text("with");
  element.modifiers = reader.text("modifiers").value_or("");
  reader.finish();
  return element;
}

ExclusionConstraint read_exclusion(MapReader& reader, Identifier name) {
  ExclusionConstraint exclusion;
  exclusion.name = std::move(name);
  const Node& elements = reader.require("elements");
  if (!elements.is_sequence() || elements.items.empty())
    throw error_at(elements.mark, "'elements' of " + reader.what() + " must be a list");
  for (const Node& node : elements.items)
    exclusion.elements.push_back(read_element(node, "an element of " + reader.what()));
  exclusion.method = reader.text("method").value_or("");
  if (const Node* node = reader.find("where")) {
    exclusion.where.emplace();
    static_cast<DialectText&>(*exclusion.where) =
        read_dialect_text(*node, "'where' of " + reader.what());
  }
  return exclusion;
}

}  // namespace

void read_actions(MapReader& reader, ForeignKey& key) {
  key.on_delete = read_action(reader, "on_delete");
  key.on_update = read_action(reader, "on_update");
  key.deferral = read_deferral(reader);
  key.match_full = reader.flag("match_full").value_or(false);
  key.validated = !reader.flag("not_valid").value_or(false);
  if (const Node* node = reader.find("options")) key.options = read_options(*node);
  key.renamed_from = Identifier(reader.text("renamed_from").value_or(""));
}

void write_actions(const ForeignKey& key, Node& map) {
  if (key.on_delete != ReferentialAction::no_action)
    map.add("on_delete", Node::text(word_for(key.on_delete)));
  if (key.on_update != ReferentialAction::no_action)
    map.add("on_update", Node::text(word_for(key.on_update)));
  write_deferral(key.deferral, map);
  if (key.match_full) map.add("match_full", Node::boolean(true));
  if (!key.validated) map.add("not_valid", Node::boolean(true));
  if (!key.options.empty()) map.add("options", options_node(key.options));
  if (!key.renamed_from.empty()) map.add("renamed_from", Node::text(key.renamed_from.text()));
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
    case ConstraintKind::exclusion:
      return "exclusion";
  }
  return "check";
}

ConstraintKind read_constraint_kind(const Node& node) {
  const std::string word = scalar_text(node, "the type of a constraint");
  for (const ConstraintKind kind : kKinds)
    if (word_for(kind) == word) return kind;
  throw error_at(node.mark, "'" + word + "' is no type of constraint")
      .with_hint("known types: primary_key, unique, foreign_key, check, exclusion");
}

void write_constraint(const Constraint& constraint, Node& map) {
  if (!name_of(constraint).empty()) map.add("name", Node::text(name_of(constraint).text()));
  std::visit(overloaded{
                 [&](const PrimaryKey& key) {
                   map.add("columns", identifiers_node(key.columns));
                   write_rest(key, map);
                 },
                 [&](const UniqueConstraint& unique) {
                   map.add("columns", identifiers_node(unique.columns));
                   if (unique.nulls_not_distinct)
                     map.add("nulls_not_distinct", Node::boolean(true));
                   write_rest(unique, map);
                 },
                 [&](const ForeignKey& key) { write_foreign_key(key, map); },
                 [&](const CheckConstraint& check) {
                   map.add("condition", dialect_text_node(check.condition));
                   if (!check.validated) map.add("not_valid", Node::boolean(true));
                   write_rest(check, map);
                 },
                 [&](const ExclusionConstraint& exclusion) {
                   write_exclusion(exclusion, map);
                   write_rest(exclusion, map);
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
    case ConstraintKind::primary_key: {
      PrimaryKey key{std::move(name), columns()};
      read_rest(reader, key);
      return key;
    }
    case ConstraintKind::unique: {
      UniqueConstraint unique{std::move(name), columns()};
      unique.nulls_not_distinct = reader.flag("nulls_not_distinct").value_or(false);
      read_rest(reader, unique);
      return unique;
    }
    case ConstraintKind::foreign_key:
      return read_foreign_key(reader, std::move(name));
    case ConstraintKind::exclusion: {
      ExclusionConstraint exclusion = read_exclusion(reader, std::move(name));
      read_rest(reader, exclusion);
      return exclusion;
    }
    case ConstraintKind::check:
      break;
  }
  CheckConstraint check{std::move(name), {}};
  static_cast<DialectText&>(check.condition) =
      read_dialect_text(reader.require("condition"), "'condition' of " + reader.what());
  check.validated = !reader.flag("not_valid").value_or(false);
  read_rest(reader, check);
  return check;
}

}  // namespace whimbrel
