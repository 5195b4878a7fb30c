#include "grantee.h"

#include "expression_text.h"
#include "product.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::mysql_family {

std::string grantee_name(std::string_view catalog_text) {
  const std::size_t at = catalog_text.rfind('@');
  if (at == std::string_view::npos) return std::string(catalog_text);
  const auto plain = [](std::string_view part) {
    return string_value(part).value_or(std::string(part));
  };
  const std::string host = plain(catalog_text.substr(at + 1));
  const std::string name = plain(catalog_text.substr(0, at));
  return host.empty() ? name : name + "@" + host;
}

std::string grantee_sql(std::string_view name) {
  const std::size_t at = name.rfind('@');
  const Syntax& syntax = family_syntax();
  if (at == std::string_view::npos) return quoted(Identifier(name), syntax);
  return string_literal(name.substr(0, at), syntax) + "@" +
         string_literal(name.substr(at + 1), syntax);
}

}  // namespace whimbrel::mysql_family
