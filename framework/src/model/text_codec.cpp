// Types, expressions, defaults and options in documents.

#include "whimbrel/core/overloaded.h"
#include "whimbrel/core/text.h"
#include "whimbrel/model/table_codec.h"

namespace whimbrel {
namespace {

bool is_number(std::string_view text) {
  size_t at = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
  size_t digits = 0;
  bool dot = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c >= '0' && c <= '9') {
      ++digits;
    } else if (c == '.' && !dot) {
      dot = true;
    } else if ((c == 'e' || c == 'E') && digits > 0) {
      const std::string_view exponent = text.substr(at + 1);
      return !exponent.empty() && exponent.find_first_of("eE.") == std::string_view::npos &&
             is_number(exponent);
    } else {
      return false;
    }
  }
  return digits > 0;
}

Node text_node(std::string_view text) {
  Node node = Node::text(text);
  if (text.find('\n') != std::string_view::npos) node.style = Node::Style::literal;
  return node;
}

Literal read_literal(const Node& node) {
  const std::string text = scalar_text(node, "a default");
  if (node.quoted) return {Literal::Kind::string, text};
  if (is_number(text)) return {Literal::Kind::number, text};
  if (same_word(text, "true") || same_word(text, "false"))
    return {Literal::Kind::boolean, lower(text)};
  return {Literal::Kind::string, text};
}

}  // namespace

Node dialect_text_node(const DialectText& text) {
  if (text.overrides.empty()) return text_node(text.text);
  Node map = Node::map();
  if (!text.text.empty()) map.add("default", text_node(text.text));
  for (const auto& [dialect, override_text] : text.overrides)
    map.add(dialect, text_node(override_text));
  return map;
}

DialectText read_dialect_text(const Node& node, std::string_view what) {
  if (!node.is_map()) return DialectText(scalar_text(node, what));
  DialectText text;
  MapReader(node, std::string(what)).mark();  // refuses keys that stand twice
  for (const NodeEntry& entry : node.entries) {
    std::string value = scalar_text(entry.value, what);
    if (entry.key == "default")
      text.text = std::move(value);
    else
      text.overrides[entry.key] = std::move(value);
  }
  return text;
}

Node default_node(const DefaultValue& value) {
  return std::visit(overloaded{
                        [](const Literal& literal) {
                          switch (literal.kind) {
                            case Literal::Kind::string:
                              return text_node(literal.text);
                            case Literal::Kind::number:
                            case Literal::Kind::boolean:
                              return Node::plain(literal.text);
                            case Literal::Kind::null:
                              return Node();
                          }
                          return Node();
                        },
                        [](const Expression& expression) {
                          Node map = Node::map();
                          map.add("expression", dialect_text_node(expression));
                          return map;
                        },
                    },
                    value);
}

DefaultValue read_default(const Node& node) {
  if (!node.is_map()) return read_literal(node);
  MapReader reader(node, "default");
  Expression expression;
  static_cast<DialectText&>(expression) =
      read_dialect_text(reader.require("expression"), "'expression' of a default");
  reader.finish();
  return expression;
}

Node generated_node(const Generated& generated) {
  Node map = Node::map();
  map.add("expression", dialect_text_node(generated.expression));
  map.add("stored", Node::boolean(generated.stored));
  return map;
}

Generated read_generated(const Node& node) {
  MapReader reader(node, "generated");
  Generated generated;
  static_cast<DialectText&>(generated.expression) =
      read_dialect_text(reader.require("expression"), "'expression' of generated");
  generated.stored = reader.flag("stored").value_or(true);
  reader.finish();
  return generated;
}

Node options_node(const Options& options) {
  Node map = Node::map();
  for (const auto& [dialect, values] : options) {
    Node of_dialect = Node::map();
    for (const auto& [key, value] : values) {
      const bool plain = value == "true" || value == "false" || is_number(value);
      of_dialect.add(key, plain ? Node::plain(value) : text_node(value));
    }
    map.add(dialect, std::move(of_dialect));
  }
  return map;
}

Options read_options(const Node& node) {
  Options options;
  MapReader(node, "options").mark();
  for (const NodeEntry& dialect : node.entries) {
    auto& values = options[dialect.key];
    MapReader(dialect.value, "options of '" + dialect.key + "'").mark();
    for (const NodeEntry& entry : dialect.value.entries)
      values[entry.key] = scalar_text(entry.value, "option '" + entry.key + "'");
  }
  return options;
}

std::vector<Identifier> read_identifiers(const Node& node, std::string_view what) {
  std::vector<Identifier> names;
  for (std::string& name : text_list(node, what)) {
    if (name.empty()) throw error_at(node.mark, std::string(what) + " has an empty name");
    names.emplace_back(std::move(name));
  }
  if (names.empty()) throw error_at(node.mark, std::string(what) + " must name something");
  return names;
}

Node identifiers_node(const std::vector<Identifier>& names) {
  Node list = Node::sequence();
  for (const Identifier& name : names) list.items.push_back(Node::text(name.text()));
  return list;
}

}  // namespace whimbrel
