// The sections `naming` and `manage`.
#include "config_parts.h"
#include "whimbrel/model/table_codec.h"

namespace whimbrel {
namespace {

constexpr ConstraintKind kKinds[] = {ConstraintKind::primary_key, ConstraintKind::unique,
                                     ConstraintKind::foreign_key, ConstraintKind::check,
                                     ConstraintKind::exclusion};

const char* example_template(ConstraintKind kind) {
  switch (kind) {
    case ConstraintKind::primary_key:
      return "pk_{table}";
    case ConstraintKind::unique:
      return "uq_{table}_{columns}";
    case ConstraintKind::foreign_key:
      return "fk_{table}_{columns}_{referred_table}";
    case ConstraintKind::check:
      return "ck_{table}_{fingerprint}";
    case ConstraintKind::exclusion:
      return "ex_{table}_{columns}";
  }
  return "";
}

}  // namespace

NamingConvention read_naming(const Node& node) {
  MapReader map(node, "'naming'");
  NamingConvention naming;
  for (const ConstraintKind kind : kKinds) {
    const std::string key(word_for(kind));
    const Node* value = map.find(key);
    if (value == nullptr) continue;
    const std::string what = "'" + key + "' of 'naming'";
    const std::string text = scalar_text(*value, what);
    const std::string problem = problem_of_template(kind, text);
    if (!problem.empty())
      throw error_at(value->mark, what + " " + problem)
          .with_hint("for example " + key + ": \"" + example_template(kind) + "\"");
    naming.templates.emplace(kind, text);
  }
  map.finish();
  return naming;
}

ManageConfig read_manage(const Node& node) {
  MapReader map(node, "'manage'");
  ManageConfig manage{map.texts("exclude"), map.texts("include")};
  map.finish();
  return manage;
}

}  // namespace whimbrel
