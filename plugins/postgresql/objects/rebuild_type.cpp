// A type that ALTER TYPE cannot change: a new one takes its place, and what uses it changes over.
#include <algorithm>
#include <optional>

#include "clauses.h"
#include "objects/dependents.h"
#include "objects/routine_header.h"
#include "objects/statements.h"
#include "objects/type_users.h"
#include "renderer.h"
#include "syntax.h"

namespace whimbrel::postgresql {
namespace {

using sdk::Answer;
using sdk::RenderWork;

// A name for the type on its way out. Bytes that are cut off may be part of a letter; the server
// takes any name that is valid text, so whole letters are cut.
Identifier outgoing_name(const Identifier& name) {
  constexpr std::string_view kSuffix = "__old";
  std::string text = name.text();
  while (text.size() + kSuffix.size() > kLongestIdentifier) text.pop_back();
  while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0x80) != 0) text.pop_back();
  return Identifier(text + std::string(kSuffix));
}

void drop_on_table(const QualifiedName& table, const Identifier& constraint, RenderWork& work) {
  SqlWriter sql(postgresql_syntax());
  work.add(std::move(sql.word("ALTER TABLE").name(table).word("DROP CONSTRAINT").name(constraint))
               .take());
}

void drop_index(const QualifiedName& table, const Index& index, RenderWork& work) {
  SqlWriter sql(postgresql_syntax());
  work.add(std::move(sql.word("DROP INDEX").name(QualifiedName(table.schema, index.name))).take());
}

// One statement for all columns of a table, so that an expression over two of them never sees two
// types.
void retype(const TypeUsers::Columns& users, const QualifiedName& type,
            const std::string& conversion, RenderWork& work) {
  SqlWriter sql(postgresql_syntax());
  sql.word("ALTER TABLE").name(users.table);
  bool first = true;
  const auto action = [&](const Identifier& column) -> SqlWriter& {
    if (!first) sql.item();
    first = false;
    return sql.word("ALTER COLUMN").name(column);
  };
  const std::string name = quoted(type, postgresql_syntax());
  for (const auto& [column, array] : users.columns) {
    const std::string brackets = array ? "[]" : "";
    if (column.default_value) action(column.name).word("DROP DEFAULT");
    action(column.name).word("TYPE").word(name + brackets).word("USING");
    sql.word(quoted(column.name, postgresql_syntax()) +
             (conversion.empty() ? "" : conversion + brackets) + "::" + name + brackets);
    if (column.default_value) write_default(*column.default_value, action(column.name).word("SET"));
  }
  work.add(std::move(sql).take());
}

}  // namespace

Answer ObjectStatements::rebuild_type(const SchemaObject& to, const SchemaObject& from,
                                      const std::string& conversion) {
  made_again_ = true;
  const Schema* schema = work_->tables.schema();
  if (schema == nullptr)
    return cannot(to.id, "must be made anew, and what uses it is not known without a database");
  const std::variant<TypeUsers, std::string> found = users_of_type(*schema, to.id);
  if (const auto* reason = std::get_if<std::string>(&found))
    return cannot(to.id, "must be made anew, which is not possible while " + *reason);
  const TypeUsers users = std::get<TypeUsers>(found);

  for (size_t i = users.objects.size(); i-- > 0;)
    if (Answer problem = drop(users.objects[i].id, &users.objects[i])) return problem;
  for (const auto& [table, constraint] : users.constraints)
    drop_on_table(table, name_of(constraint), *work_);
  for (const auto& [table, index] : users.indexes) drop_index(table, index, *work_);

  const Identifier outgoing = outgoing_name(to.id.name.name);
  if (Answer problem = rename(from.id, outgoing)) return problem;
  SchemaObject made = to;
  if (!made.privileges) made.privileges = from.privileges;
  if (Answer problem = create(made)) return problem;
  for (const TypeUsers::Columns& columns : users.columns)
    retype(columns, to.id.name, conversion, *work_);
  ObjectId old = from.id;
  old.name.name = outgoing;
  if (Answer problem = drop(old, nullptr)) return problem;

  for (const auto& [table, index] : users.indexes)
    if (Answer problem = renderer_->add_index(table, index, true, *work_)) return problem;
  for (const auto& [table, constraint] : users.constraints)
    if (Answer problem = renderer_->add_constraint({table, constraint, {}}, *work_)) return problem;
  for (const SchemaObject& object : users.objects)
    if (Answer problem = create(object)) return problem;
  return std::nullopt;
}

}  // namespace whimbrel::postgresql
