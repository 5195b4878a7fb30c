#include <algorithm>

#include "whimbrel/core/text.h"
#include "whimbrel/dialect/introspector.h"

namespace whimbrel {
namespace {

// A word before a colon is a kind when it is one of ours; names may hold colons.
bool matches(std::string_view pattern, std::string_view kind, const std::string& name) {
  const size_t colon = pattern.find(':');
  if (colon != std::string_view::npos) {
    const std::string_view word = pattern.substr(0, colon);
    const bool is_kind =
        word == "table" || std::any_of(kObjectKinds.begin(), kObjectKinds.end(),
                                       [&](ObjectKind each) { return word_for(each) == word; });
    if (is_kind) return word == kind && glob_matches(pattern.substr(colon + 1), name);
  }
  return glob_matches(pattern, name);
}

}  // namespace

IntrospectionScope whole_database() {
  IntrospectionScope scope;
  scope.include = {"*"};
  return scope;
}

bool IntrospectionScope::covers(const QualifiedName& name, std::string_view kind) const {
  if (!only.empty() && std::find(only.begin(), only.end(), name) == only.end()) return false;
  const std::string text = name.text();
  const auto matching = [&](const std::string& pattern) { return matches(pattern, kind, text); };
  if (!include.empty() && std::none_of(include.begin(), include.end(), matching)) return false;
  return std::none_of(exclude.begin(), exclude.end(), matching);
}

bool IntrospectionScope::covers(const ObjectId& id) const {
  const std::string_view kind = word_for(id.kind);
  if (!stands_on_table(id.kind)) return only.empty() && covers(id.name, kind);
  if (!covers(id.table)) return false;
  const std::string text = id.name.text();
  return std::none_of(exclude.begin(), exclude.end(), [&](const std::string& pattern) {
    return pattern.starts_with(kind) && matches(pattern, kind, text);
  });
}

}  // namespace whimbrel
