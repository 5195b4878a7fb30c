#include "definition_reader.h"

namespace whimbrel::postgresql {

std::variant<Identifier, Expression> take_key(DefinitionReader& reader) {
  const size_t from = reader.place();
  if (reader.at_symbol('(')) {
    reader.skip_group();
    return Expression(without_outer_parentheses(reader.text_since(from)));
  }
  const Identifier name = reader.take_name();
  while (reader.take_symbol('.')) reader.take_name();
  if (!reader.at_symbol('(')) return name;
  reader.skip_group();
  return Expression(reader.text_since(from));
}

}  // namespace whimbrel::postgresql
