#include "object_sql.h"

#include <algorithm>
#include <optional>

#include "options.h"
#include "syntax.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_writer.h"
#include "whimbrel/sdk/token_reader.h"

namespace whimbrel::sqlite {
namespace {

using Kind = SqlToken::Kind;

/// A name in a text, with its schema when one stands before it.
struct NameInText {
  Identifier name;
  std::size_t begin = 0;
  std::size_t end = 0;

  std::string_view of(std::string_view text) const { return text.substr(begin, end - begin); }
};

struct TriggerText {
  bool temporary = false;
  NameInText name;
  NameInText table;
};

Unsupported cannot(std::string reason) { return Unsupported{std::move(reason), std::nullopt}; }

std::string about(const ObjectId& id) {
  return replaced(word_for(id.kind), "_", " ") + " '" + id.text() + "'";
}

// Up to the last token that is no semicolon; comments belong to the text.
std::string_view without_end(std::string_view text) {
  const std::vector<SqlToken> tokens = lex(text, syntax());
  const auto last = std::find_if(tokens.rbegin(), tokens.rend(),
                                 [](const SqlToken& token) { return !token.is_symbol(';'); });
  return last == tokens.rend() ? std::string_view()
                               : text.substr(0, last->offset + last->text.size());
}

NameInText read_name(sdk::TokenReader& reader) {
  NameInText found;
  do {
    found.begin = reader.offset();
    found.end = found.begin + reader.peek().text.size();
    found.name = reader.name();
  } while (reader.take('.'));
  return found;
}

// CREATE [TEMP] TRIGGER [IF NOT EXISTS] name [BEFORE | AFTER | INSTEAD OF] event ON table ...
std::optional<TriggerText> read_trigger(std::string_view sql) {
  sdk::TokenReader reader(sql, syntax());
  TriggerText found;
  if (!reader.take("CREATE")) return std::nullopt;
  found.temporary = reader.take("TEMP") || reader.take("TEMPORARY");
  if (!reader.take("TRIGGER")) return std::nullopt;
  if (reader.take("IF", "NOT")) reader.take("EXISTS");
  found.name = read_name(reader);
  // A column of UPDATE OF may only be called ON in quotes.
  while (!reader.done() && !reader.peek().is("ON")) reader.skip();
  if (!reader.take("ON") || found.name.name.empty()) return std::nullopt;
  found.table = read_name(reader);
  if (found.table.name.empty()) return std::nullopt;
  return found;
}

std::variant<std::string, Unsupported> create_trigger_sql(const SchemaObject& object) {
  const std::string_view text = without_end(object.definition.text);
  const std::optional<TriggerText> trigger = read_trigger(text);
  if (!trigger)
    return cannot(about(object.id) + " must be defined by a whole statement CREATE TRIGGER");
  if (trigger->temporary)
    return cannot(about(object.id) + " is temporary, and lives no longer than its session");
  const auto written = [&](const NameInText& name, const Identifier& wanted) {
    return name.name == wanted ? std::string(name.of(text)) : quoted(wanted, syntax());
  };
  // The table is found in any case; the name is kept as it is written.
  const NameInText& table = trigger->table;
  const bool same_table = same_word(table.name.text(), object.id.table.name.text());
  return "CREATE TRIGGER " + written(trigger->name, object.id.name.name) +
         std::string(text.substr(trigger->name.end, table.begin - trigger->name.end)) +
         written(table, same_table ? table.name : object.id.table.name) +
         std::string(text.substr(table.end));
}

std::string create_view_sql(const SchemaObject& object) {
  SqlWriter sql(syntax());
  sql.word("CREATE VIEW").name(object.id.name);
  const std::string columns = option_of(object.options, option::kColumns);
  if (!columns.empty()) sql.parenthesised(columns);
  sql.word("AS").word(without_end(object.definition.text));
  return std::move(sql).take();
}

}  // namespace

SchemaObject parse_view_sql(std::string_view sql, const QualifiedName& name) {
  SchemaObject view;
  view.id = {ObjectKind::view, name};
  sdk::TokenReader reader(sql, syntax());
  reader.take("CREATE");
  reader.take("VIEW");
  read_name(reader);
  if (reader.peek().is_symbol('('))
    set_option(view.options, option::kColumns, reader.parenthesised());
  while (!reader.done() && !reader.peek().is("AS")) reader.skip();
  const std::size_t query = reader.offset() + reader.peek().text.size();
  view.definition = Expression(std::string(without_end(trimmed(sql.substr(query)))));
  return view;
}

std::variant<std::string, Unsupported> create_object_sql(const SchemaObject& object) {
  if (object.id.kind != ObjectKind::view && object.id.kind != ObjectKind::trigger)
    return no_such_kind(object.id);
  if (!object.id.name.schema.empty())
    return cannot("a SQLite database has no schemas, and '" + object.id.name.text() +
                  "' names one");
  if (object.privileges && !object.privileges->empty())
    return cannot(about(object.id) + " has privileges, and SQLite knows no users");
  if (object.id.kind == ObjectKind::trigger) return create_trigger_sql(object);
  return create_view_sql(object);
}

std::string drop_object_sql(const ObjectId& id) {
  SqlWriter sql(syntax());
  sql.word(id.kind == ObjectKind::view ? "DROP VIEW" : "DROP TRIGGER").name(id.name);
  return std::move(sql).take();
}

Unsupported no_such_kind(const ObjectId& id) {
  const std::string kind = replaced(word_for(id.kind), "_", " ");
  return cannot(about(id) + " is not possible: SQLite has nothing like a " + kind);
}

}  // namespace whimbrel::sqlite
