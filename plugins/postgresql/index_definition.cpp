#include "index_definition.h"

#include <string>

#include "definition_reader.h"
#include "in_list.h"
#include "syntax.h"
#include "whimbrel/core/text.h"

namespace whimbrel::postgresql {
namespace {

bool take_ending(std::string& text, std::string_view ending) {
  if (!text.ends_with(ending)) return false;
  text.erase(text.size() - ending.size());
  text = std::string(trimmed(text));
  return true;
}

IndexKey take_index_key(DefinitionReader& reader) {
  IndexKey key;
  key.what = take_key(reader);
  const size_t from = reader.place();
  while (!reader.done() && !reader.at_symbol(',') && !reader.at_symbol(')')) {
    if (reader.at_symbol('('))
      reader.skip_group();
    else
      reader.skip();
  }
  std::string words = reader.text_since(from);
  // The order of nulls stands behind DESC in SQL and is a modifier in the model.
  std::string nulls;
  for (const std::string_view order : {"NULLS FIRST", "NULLS LAST"})
    if (take_ending(words, order)) nulls = order;
  key.descending = take_ending(words, "DESC");
  key.modifiers = words + (words.empty() || nulls.empty() ? "" : " ") + nulls;
  return key;
}

void take_tail(DefinitionReader& reader, Index& index) {
  auto& options = index.options[std::string(kDialectName)];
  while (!reader.done()) {
    if (reader.take_word("INCLUDE")) {
      reader.take_symbol('(');
      do index.include.push_back(reader.take_name());
      while (reader.take_symbol(','));
      reader.take_symbol(')');
    } else if (reader.take_word("NULLS")) {
      reader.skip();
      reader.skip();
      index.nulls_not_distinct = true;
    } else if (reader.take_word("WITH")) {
      const size_t from = reader.place();
      reader.skip_group();
      options["with"] = without_outer_parentheses(reader.text_since(from));
    } else if (reader.take_word("WHERE")) {
      index.where = Expression(with_in_lists(without_outer_parentheses(reader.rest())));
    } else {
      reader.skip();
    }
  }
  if (options.empty()) index.options.clear();
}

}  // namespace

Index parse_index_definition(std::string_view definition) {
  DefinitionReader reader(definition);
  Index index;
  reader.take_word("CREATE");
  index.unique = reader.take_word("UNIQUE");
  reader.take_word("INDEX");
  index.name = reader.take_name();
  // A table may be called "using", but then the server quotes it.
  while (!reader.done() && !reader.at_word("USING")) reader.skip();
  reader.skip();
  index.method = reader.take_name().text();
  if (index.method == "btree") index.method.clear();
  reader.take_symbol('(');
  do index.keys.push_back(take_index_key(reader));
  while (reader.take_symbol(','));
  reader.take_symbol(')');
  take_tail(reader, index);
  return index;
}

}  // namespace whimbrel::postgresql
