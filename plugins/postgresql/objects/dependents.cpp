#include "objects/dependents.h"

#include <algorithm>
#include <map>
#include <set>

#include "syntax.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel::postgresql {
namespace {

using Views = std::vector<const SchemaObject*>;

std::string name_in(const SqlToken& token) {
  if (token.kind == SqlToken::Kind::word) return lower(token.text);
  if (token.kind == SqlToken::Kind::quoted_name) return unquoted(token);
  return {};
}

// Where a table can be named: behind FROM, JOIN, a comma, a parenthesis or a schema. The schema is
// not looked at: a view too many comes and goes, and nothing is lost.
bool can_be_table(const std::vector<SqlToken>& tokens, size_t at) {
  if (at == 0) return false;
  const SqlToken& before = tokens[at - 1];
  return before.is("from") || before.is("join") || before.is("only") || before.is_symbol(',') ||
         before.is_symbol('(') || before.is_symbol('.') ||
         (at + 1 < tokens.size() && tokens[at + 1].is_symbol('('));
}

std::set<std::string> tables_in(std::string_view sql) {
  std::set<std::string> names;
  const auto tokens = lex(sql, postgresql_syntax());
  for (size_t i = 0; i < tokens.size(); ++i)
    if (can_be_table(tokens, i)) names.insert(name_in(tokens[i]));
  return names;
}

// Each behind those of them that it looks at itself.
Views in_order(const Views& views,
               const std::map<const SchemaObject*, std::set<std::string>>& uses) {
  Views ordered;
  std::set<const SchemaObject*> done;
  bool more = true;
  // One round for each level of views upon views, which are few.
  while (more) {
    more = false;
    for (const SchemaObject* view : views) {
      if (done.contains(view)) continue;
      const std::set<std::string>& names = uses.at(view);
      const bool waits = std::any_of(views.begin(), views.end(), [&](const SchemaObject* other) {
        return other != view && !done.contains(other) && names.contains(other->id.name.name.text());
      });
      if (waits) continue;
      done.insert(view);
      ordered.push_back(view);
      more = true;
    }
  }
  for (const SchemaObject* view : views)
    if (!done.contains(view)) ordered.push_back(view);
  return ordered;
}

}  // namespace

bool mentions(std::string_view sql, const QualifiedName& object) {
  const auto tokens = lex(sql, postgresql_syntax());
  return std::any_of(tokens.begin(), tokens.end(),
                     [&](const SqlToken& token) { return name_in(token) == object.name.text(); });
}

std::vector<const SchemaObject*> views_upon(const Schema& schema,
                                            const std::vector<QualifiedName>& names) {
  std::map<const SchemaObject*, std::set<std::string>> uses;
  std::map<std::string, Views> used_by;
  for (const auto& [id, object] : schema.objects) {
    if (id.kind != ObjectKind::view && id.kind != ObjectKind::materialized_view) continue;
    const auto entry = uses.emplace(&object, tables_in(object.definition.text)).first;
    for (const std::string& name : entry->second) used_by[name].push_back(&object);
  }
  std::vector<std::string> open;
  std::set<const SchemaObject*> found;
  for (const QualifiedName& name : names) open.push_back(name.name.text());
  while (!open.empty()) {
    const std::string name = std::move(open.back());
    open.pop_back();
    for (const SchemaObject* view : used_by[name]) {
      const bool itself = std::find(names.begin(), names.end(), view->id.name) != names.end();
      if (!itself && found.insert(view).second) open.push_back(view->id.name.name.text());
    }
  }
  Views views;
  for (const auto& [id, object] : schema.objects)
    if (found.contains(&object)) views.push_back(&object);
  return in_order(views, uses);
}

}  // namespace whimbrel::postgresql
