#include "review/expression.h"

#include "review/known_functions.h"
#include "review/parser.h"
#include "review/tree.h"

namespace whimbrel::postgresql {

std::string volatile_part(std::string_view expression) {
  const auto parsed = parse_sql("SELECT (" + std::string(expression) + "\n)");
  const Node* tree = std::get_if<Node>(&parsed);
  if (tree == nullptr) return std::string(expression);
  std::string found;
  for_each_tagged(*tree, [&](const Tagged& node) {
    if (node.tag != "FuncCall") return;
    const std::vector<std::string> name = strings(child(*node.body, "funcname"));
    if (!name.empty() && !is_steady_function(name)) found = name.back() + "()";
  });
  return found;
}

}  // namespace whimbrel::postgresql
