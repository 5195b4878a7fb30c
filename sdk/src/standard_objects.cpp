// Objects beside tables: what the SQL standard has words for.
#include "whimbrel/core/overloaded.h"
#include "whimbrel/core/text.h"
#include "whimbrel/sdk/standard_renderer.h"

namespace whimbrel::sdk {
namespace {

Answer none_here(ObjectKind kind) {
  return Unsupported{"there is no " + replaced(std::string(word_for(kind)), "_", " ") +
                         " that could be made or changed here",
                     std::nullopt};
}

Answer cannot(const std::string& what) {
  return Unsupported{what + " is not possible here", std::nullopt};
}

}  // namespace

Answer StandardRenderer::create_object(const CreateObject& op, RenderWork& work) const {
  if (is_statement(op.object.id.kind)) {
    work.add(op.object.definition.text);
    return std::nullopt;
  }
  if (op.object.id.kind != ObjectKind::view) return none_here(op.object.id.kind);
  SqlWriter sql = writer();
  sql.word("CREATE VIEW").name(op.object.id.name).word("AS").word(op.object.definition.text);
  work.add(std::move(sql).take());
  return std::nullopt;
}

Answer StandardRenderer::drop_object(const DropObject& op, RenderWork& work) const {
  SqlWriter sql = writer();
  switch (op.id.kind) {
    case ObjectKind::view:
      sql.word("DROP VIEW");
      break;
    case ObjectKind::trigger:
      sql.word("DROP TRIGGER");
      break;
    default:
      return none_here(op.id.kind);
  }
  sql.name(op.id.name);
  work.add(std::move(sql).take());
  return std::nullopt;
}

Answer StandardRenderer::alter_object(const AlterObject& op, RenderWork& work) const {
  if (Answer problem = drop_object({op.to.id, op.existing}, work)) return problem;
  return create_object({op.to}, work);
}

Answer StandardRenderer::rename_object(const RenameObject& op, RenderWork&) const {
  return cannot("renaming " + std::string(word_for(op.id.kind)) + " '" + op.id.text() + "'");
}

Answer StandardRenderer::add_enum_value(const AddEnumValue&, RenderWork&) const {
  return none_here(ObjectKind::enumeration);
}

Answer StandardRenderer::rename_enum_value(const RenameEnumValue&, RenderWork&) const {
  return none_here(ObjectKind::enumeration);
}

Answer StandardRenderer::grant(const Grant&, RenderWork&) const {
  return cannot("granting privileges");
}

Answer StandardRenderer::revoke(const Revoke&, RenderWork&) const {
  return cannot("revoking privileges");
}

void StandardRenderer::exclusion_definition(const ExclusionConstraint& exclusion,
                                            SqlWriter& sql) const {
  sql.word("EXCLUDE");
  if (!exclusion.method.empty()) sql.word("USING").word(exclusion.method);
  std::vector<std::string> elements;
  for (const ExclusionElement& element : exclusion.elements) {
    SqlWriter one = writer();
    std::visit(overloaded{
                   [&](const Identifier& column) { one.name(column); },
                   [&](const Expression& expression) { one.parenthesised(expression.text); },
               },
               element.what);
    one.word(element.modifiers).word("WITH").word(element.with_operator);
    elements.push_back(std::move(one).take());
  }
  sql.parenthesised(join(elements, ", "));
  if (exclusion.where) sql.word("WHERE").parenthesised(exclusion.where->text);
}

}  // namespace whimbrel::sdk
