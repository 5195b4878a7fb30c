// DEFAULT: literals and expressions.
#include "review/read_column.h"
#include "syntax.h"

namespace whimbrel::postgresql {
namespace {

// The name of a type without its length, so that varchar and varchar(30) are one.
std::string bare(const std::string& spelled) {
  std::string name = spelled.substr(0, spelled.find('('));
  if (spelled.ends_with("[]") && !name.ends_with("[]")) name += "[]";
  return name == "character varying" ? "varchar" : name;
}

std::string cast_type(Reading& reading, const Node& type_name) {
  std::string text;
  for (const std::string& part : strings(child(type_name, "names")))
    text += (text.empty() ? "" : ".") + part;
  if (!child(type_name, "arrayBounds").items.empty()) text += "[]";
  return bare(reading.types().spelling(text));
}

std::string without_spaces(std::string text) {
  std::erase(text, ' ');
  return text;
}

}  // namespace

std::optional<DefaultValue> read_default(Reading& reading, const Node& expression, TokenRange range,
                                         const SqlType& type) {
  std::string text = without_outer_parentheses(reading.text().text(range));
  Tagged node = tagged(expression);
  // A constant with its own type behind it is that constant.
  if (node.tag == "TypeCast" &&
      cast_type(reading, child(*node.body, "typeName")) == bare(type.text)) {
    const Tagged inner = tagged(child(*node.body, "arg"));
    if (inner.tag == "A_Const" && inner.body->find("sval") != nullptr) node = inner;
  }
  if (node.tag != "A_Const") return Expression(std::move(text));
  const Node& constant = *node.body;
  if (flag(constant, "isnull")) return std::nullopt;
  if (const Node* value = constant.find("sval"))
    return Literal{Literal::Kind::string, scalar(*value, "sval")};
  if (const Node* value = constant.find("boolval"))
    return Literal{Literal::Kind::boolean, flag(*value, "boolval") ? "true" : "false"};
  if (constant.find("ival") != nullptr || constant.find("fval") != nullptr)
    return Literal{Literal::Kind::number, without_spaces(std::move(text))};
  return Expression(std::move(text));
}

}  // namespace whimbrel::postgresql
