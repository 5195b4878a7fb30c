#include "exclusion_definition.h"

#include "definition_reader.h"
#include "in_list.h"

namespace whimbrel::postgresql {
namespace {

// The text up to one of these, or to the end of the element; past whole groups.
std::string text_up_to(DefinitionReader& reader, std::string_view word) {
  const size_t from = reader.place();
  while (!reader.done() && !reader.at_symbol(',') && !reader.at_symbol(')') &&
         (word.empty() || !reader.at_word(word))) {
    if (reader.at_symbol('('))
      reader.skip_group();
    else
      reader.skip();
  }
  return reader.text_since(from);
}

ExclusionElement take_element(DefinitionReader& reader) {
  ExclusionElement element;
  element.what = take_key(reader);
  element.modifiers = text_up_to(reader, "WITH");
  reader.take_word("WITH");
  element.with_operator = text_up_to(reader, {});
  return element;
}

}  // namespace

ExclusionConstraint parse_exclusion_definition(std::string_view definition) {
  DefinitionReader reader(definition);
  ExclusionConstraint made;
  reader.take_word("EXCLUDE");
  if (reader.take_word("USING")) made.method = reader.take_name().text();
  reader.take_symbol('(');
  do made.elements.push_back(take_element(reader));
  while (reader.take_symbol(','));
  reader.take_symbol(')');
  while (!reader.done() && !reader.at_word("WHERE")) {
    if (reader.at_symbol('('))
      reader.skip_group();
    else
      reader.skip();
  }
  if (!reader.take_word("WHERE")) return made;
  const size_t from = reader.place();
  reader.skip_group();
  made.where = Expression(with_in_lists(without_outer_parentheses(reader.text_since(from))));
  return made;
}

}  // namespace whimbrel::postgresql
