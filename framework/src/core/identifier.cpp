#include "whimbrel/core/identifier.h"

#include "whimbrel/core/text.h"

namespace whimbrel {
namespace {

// The first dot that is not written `\.`; npos when there is none.
size_t separating_dot(std::string_view text) {
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\')
      ++i;
    else if (text[i] == '.')
      return i;
  }
  return std::string_view::npos;
}

std::string escaped(const Identifier& name) {
  return replaced(replaced(name.text(), "\\", "\\\\"), ".", "\\.");
}

Identifier unescaped(std::string_view text) {
  std::string name;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) ++i;
    name += text[i];
  }
  return Identifier(std::move(name));
}

}  // namespace

std::string QualifiedName::text() const {
  return schema.empty() ? escaped(name) : escaped(schema) + "." + escaped(name);
}

QualifiedName parse_qualified_name(std::string_view text) {
  const size_t dot = separating_dot(text);
  if (dot == std::string_view::npos) return QualifiedName(unescaped(text));
  return {unescaped(text.substr(0, dot)), unescaped(text.substr(dot + 1))};
}

}  // namespace whimbrel
