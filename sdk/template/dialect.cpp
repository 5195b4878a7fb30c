#include "dialect.h"

#include "connection.h"
#include "whimbrel/core/text.h"
#include "whimbrel/model/portable_type.h"

namespace example {
namespace {

using whimbrel::PortableKind;
using whimbrel::Unsupported;
using whimbrel::sdk::Answer;

// All whole numbers are one type here.
bool is_whole(PortableKind kind) {
  return kind == PortableKind::smallint || kind == PortableKind::integer ||
         kind == PortableKind::bigint;
}

}  // namespace

// Claim only what is true: every default is "no".
ExampleDialect::ExampleDialect() { capabilities_.transactional_ddl = true; }

std::unique_ptr<whimbrel::Connection> ExampleDialect::connect(
    const whimbrel::Endpoint& endpoint) const {
  return std::make_unique<ExampleConnection>(endpoint);
}

std::variant<std::string, Unsupported> ExampleTypes::native(const whimbrel::SqlType& type,
                                                            const whimbrel::ServerInfo&) const {
  const auto portable = whimbrel::parse_portable_type(type.text);
  if (!portable) return type.text;  // the database's own type, as it is
  if (portable->dimensions > 0 || portable->kind == PortableKind::enumeration)
    return Unsupported{"there is no type like '" + type.text + "' here", std::nullopt};
  return is_whole(portable->kind) ? "integer" : whimbrel::to_text(*portable);
}

std::string ExampleTypes::spelling(std::string_view native_text) const {
  const auto portable = whimbrel::parse_portable_type(native_text);
  if (!portable) return whimbrel::lower(native_text);
  return is_whole(portable->kind) ? "integer" : whimbrel::to_text(*portable);
}

Answer ExampleRenderer::create_constraint(const whimbrel::CreateConstraint& op,
                                          whimbrel::sdk::RenderWork&) const {
  return Unsupported{"a constraint cannot be added to table '" + op.table.text() +
                         "': here constraints are made with their table",
                     std::nullopt};
}

Answer ExampleRenderer::drop_constraint(const whimbrel::DropConstraint& op,
                                        whimbrel::sdk::RenderWork&) const {
  return Unsupported{"a constraint of table '" + op.table.text() + "' cannot be dropped here",
                     std::nullopt};
}

// A primary key of type integer numbers itself; there is no word for it.
void ExampleRenderer::autoincrement(const whimbrel::Column&, const whimbrel::Table&,
                                    whimbrel::SqlWriter&) const {}

}  // namespace example
