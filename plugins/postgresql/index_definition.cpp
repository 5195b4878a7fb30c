#include "index_definition.h"

#include <string>
#include <vector>

#include "in_list.h"
#include "syntax.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel::postgresql {
namespace {

// Reads the tokens of a definition from left to right. What it does not find it leaves alone.
class DefinitionReader {
 public:
  explicit DefinitionReader(std::string_view definition)
      : definition_(definition), tokens_(lex(definition, postgresql_syntax())) {}

  bool done() const { return at_ >= tokens_.size(); }
  bool at_word(std::string_view word) const { return !done() && tokens_[at_].is(word); }
  bool at_symbol(char c) const { return !done() && tokens_[at_].is_symbol(c); }
  bool take_word(std::string_view word) { return at_word(word) && (++at_, true); }
  bool take_symbol(char c) { return at_symbol(c) && (++at_, true); }
  void skip() { ++at_; }

  Identifier take_name() {
    if (done()) return {};
    return Identifier(unquoted(tokens_[at_++]));
  }

  /// Past the parenthesis that closes the one at hand.
  void skip_group() {
    int depth = 0;
    do {
      if (at_symbol('(')) ++depth;
      if (at_symbol(')')) --depth;
      skip();
    } while (!done() && depth > 0);
  }

  size_t place() const { return at_; }

  /// The text from the token `from` up to the one at hand.
  std::string text_since(size_t from) const {
    if (from >= at_) return {};
    const size_t begin = tokens_[from].offset;
    const size_t end = tokens_[at_ - 1].offset + tokens_[at_ - 1].text.size();
    return std::string(definition_.substr(begin, end - begin));
  }

  std::string rest() {
    const size_t from = at_;
    at_ = tokens_.size();
    return text_since(from);
  }

 private:
  std::string_view definition_;
  std::vector<SqlToken> tokens_;
  size_t at_ = 0;
};

bool take_ending(std::string& text, std::string_view ending) {
  if (!text.ends_with(ending)) return false;
  text.erase(text.size() - ending.size());
  text = std::string(trimmed(text));
  return true;
}

// `column`, `function(...)` or `(expression)`: what the server writes before the modifiers.
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
      options["nulls_not_distinct"] = "true";
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
