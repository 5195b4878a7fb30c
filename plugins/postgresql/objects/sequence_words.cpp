#include "objects/sequence_words.h"

#include <array>
#include <utility>

#include "objects/words.h"
#include "syntax.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel::postgresql {
namespace {

struct Part {
  const char* key;
  std::string_view words;
  std::string_view nothing;  ///< what takes it away
};

constexpr std::array kParts = {
    Part{"type", "AS", "AS bigint"},
    Part{"increment", "INCREMENT BY", "INCREMENT BY 1"},
    Part{"minimum", "MINVALUE", "NO MINVALUE"},
    Part{"maximum", "MAXVALUE", "NO MAXVALUE"},
    Part{"start", "START WITH", ""},
    Part{"cache", "CACHE", "CACHE 1"},
};

// Where a sequence starts that says nothing of it.
std::string first_number(const SchemaObject& sequence) {
  const bool down = attribute(sequence, "increment").starts_with('-');
  const std::string end = attribute(sequence, down ? "maximum" : "minimum");
  if (!end.empty()) return end;
  return down ? "-1" : "1";
}

// `INCREMENT BY 2 START WITH 10 CYCLE` as attributes.
SchemaObject parsed(std::string_view words, std::string_view type) {
  SchemaObject sequence;
  sequence.attributes["type"] = std::string(type);
  std::string* value = nullptr;
  bool no = false;
  for (const SqlToken& token : lex(words, postgresql_syntax())) {
    const auto starts = [&](std::string_view word, const char* key) {
      if (token.is(word)) value = &(sequence.attributes[key] = "");
      return token.is(word);
    };
    // What is taken away (NO CYCLE) is so from the start.
    if (std::exchange(no, token.is("no"))) continue;
    if (no || token.is("by") || token.is("with")) continue;
    if (token.is("cycle"))
      sequence.attributes["cycle"] = "true";
    else if (!starts("as", "type") && !starts("increment", "increment") &&
             !starts("minvalue", "minimum") && !starts("maxvalue", "maximum") &&
             !starts("start", "start") && !starts("cache", "cache") && value != nullptr)
      *value += token.text;
  }
  return sequence;
}

void add(std::string& words, std::string_view more) {
  if (!words.empty() && !more.empty()) words += ' ';
  words += more;
}

}  // namespace

std::string creation_words(const SchemaObject& sequence) {
  std::string words;
  for (const Part& part : kParts)
    if (const std::string value = attribute(sequence, part.key); !value.empty())
      add(words, std::string(part.words) + " " + value);
  if (attribute(sequence, "cycle") == "true") add(words, "CYCLE");
  return words;
}

std::string alteration_words(const SchemaObject& sequence) {
  std::string words;
  for (const Part& part : kParts) {
    std::string value = attribute(sequence, part.key);
    if (value.empty() && part.nothing.empty()) value = first_number(sequence);
    add(words, value.empty() ? std::string(part.nothing) : std::string(part.words) + " " + value);
  }
  add(words, attribute(sequence, "cycle") == "true" ? "CYCLE" : "NO CYCLE");
  return words;
}

std::string alteration_words(std::string_view words, std::string_view type) {
  return alteration_words(parsed(words, type));
}

}  // namespace whimbrel::postgresql
