// Indexes in documents.
#include "whimbrel/core/overloaded.h"
#include "whimbrel/model/table_codec.h"

namespace whimbrel {
namespace {

Node key_node(const IndexKey& key) {
  const auto* column = std::get_if<Identifier>(&key.what);
  if (column && !key.descending && key.prefix_length == 0 && key.modifiers.empty())
    return Node::text(column->text());
  Node map = Node::map();
  if (column)
    map.add("column", Node::text(column->text()));
  else
    map.add("expression", dialect_text_node(std::get<Expression>(key.what)));
  if (key.descending) map.add("descending", Node::boolean(true));
  if (key.prefix_length > 0) map.add("prefix_length", Node::number(key.prefix_length));
  if (!key.modifiers.empty()) map.add("modifiers", Node::text(key.modifiers));
  return map;
}

IndexKey read_key(const Node& node, const std::string& what) {
  if (!node.is_map()) return {Identifier(scalar_text(node, what)), false, 0, {}};
  MapReader reader(node, what);
  IndexKey key;
  const auto column = reader.text("column");
  const Node* expression = reader.find("expression");
  if (column.has_value() == (expression != nullptr))
    throw error_at(node.mark, what + " needs either 'column' or 'expression'");
  if (column) {
    key.what = Identifier(*column);
  } else {
    Expression text;
    static_cast<DialectText&>(text) = read_dialect_text(*expression, "'expression' of " + what);
    key.what = std::move(text);
  }
  key.descending = reader.flag("descending").value_or(false);
  key.prefix_length = static_cast<int>(reader.number("prefix_length").value_or(0));
  key.modifiers = reader.text("modifiers").value_or("");
  reader.finish();
  return key;
}

}  // namespace

void write_index(const Index& index, Node& map) {
  Node columns = Node::sequence();
  for (const IndexKey& key : index.keys) columns.items.push_back(key_node(key));
  map.add("columns", std::move(columns));
  if (index.unique) map.add("unique", Node::boolean(true));
  if (!index.method.empty()) map.add("method", Node::text(index.method));
  if (!index.include.empty()) map.add("include", identifiers_node(index.include));
  if (index.where) map.add("where", dialect_text_node(*index.where));
  if (index.nulls_not_distinct) map.add("nulls_not_distinct", Node::boolean(true));
  if (!index.comment.empty()) map.add("comment", Node::text(index.comment));
  if (!index.options.empty()) map.add("options", options_node(index.options));
  if (!index.renamed_from.empty()) map.add("renamed_from", Node::text(index.renamed_from.text()));
}

Index read_index(MapReader& reader, const Identifier& name) {
  Index index;
  index.name = name;
  const std::string what = "a column of " + reader.what();
  const Node& columns = reader.require("columns");
  if (columns.is_sequence())
    for (const Node& key : columns.items) index.keys.push_back(read_key(key, what));
  else
    index.keys.push_back(read_key(columns, what));
  if (index.keys.empty()) throw error_at(columns.mark, reader.what() + " has no columns");
  index.unique = reader.flag("unique").value_or(false);
  index.method = reader.text("method").value_or("");
  if (const Node* node = reader.find("include")) index.include = read_identifiers(*node, "include");
  if (const Node* node = reader.find("where")) {
    index.where.emplace();
    static_cast<DialectText&>(*index.where) =
        read_dialect_text(*node, "'where' of " + reader.what());
  }
  index.nulls_not_distinct = reader.flag("nulls_not_distinct").value_or(false);
  index.comment = reader.text("comment").value_or("");
  if (const Node* node = reader.find("options")) index.options = read_options(*node);
  index.renamed_from = Identifier(reader.text("renamed_from").value_or(""));
  return index;
}

}  // namespace whimbrel
