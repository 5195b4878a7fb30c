#include "constraint_parser.h"

#include "default_parser.h"
#include "key_list.h"
#include "options.h"
#include "syntax.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_writer.h"
#include "whimbrel/sdk/definition_parts.h"

namespace whimbrel::sqlite {
namespace {

constexpr std::string_view kBetweenConstraints = ",\n";

std::vector<Identifier> read_names(sdk::TokenReader& reader) {
  return reader.peek().is_symbol('(') ? read_key_list(reader).columns() : std::vector<Identifier>();
}

}  // namespace

// ON CONFLICT <what>: the last word, or empty.
std::string ConstraintParser::conflict_clause() {
  if (!reader_.take("ON", "CONFLICT")) return {};
  const std::string what = upper(reader_.name().text());
  return what == "ABORT" ? std::string() : what;
}

bool ConstraintParser::of_column(Column& column) {
  const Identifier name = reader_.take("CONSTRAINT") ? reader_.name() : Identifier();
  // A name in front of an attribute means nothing to SQLite.
  return key_of_column(column, name) || attribute_of_column(column) || !name.empty();
}

bool ConstraintParser::key_of_column(Column& column, const Identifier& name) {
  if (reader_.take("PRIMARY", "KEY")) {
    primary_key_of_column(column, name);
  } else if (reader_.take("UNIQUE")) {
    unique_of_column(column, name);
  } else if (reader_.take("CHECK")) {
    table_.checks.push_back({name, Expression(reader_.parenthesised())});
    conflict_clause();
  } else if (reader_.take("REFERENCES")) {
    foreign_key(name, {column.name});
  } else {
    return !table_.foreign_keys.empty() && sdk::read_deferral(reader_, table_.foreign_keys.back());
  }
  return true;
}

bool ConstraintParser::attribute_of_column(Column& column) {
  if (reader_.take("NOT", "NULL")) {
    column.nullable = false;
    set_option(column.options, option::kNotNullOnConflict, lower(conflict_clause()));
  } else if (reader_.take("NULL")) {
    conflict_clause();
  } else if (reader_.take("DEFAULT")) {
    column.default_value = read_default(reader_);
  } else if (reader_.take("COLLATE")) {
    const std::string collation = collation_name(reader_.name());
    column.collation = collation == "BINARY" ? std::string() : collation;
  } else if (reader_.take("GENERATED", "ALWAYS")) {
    return true;  // AS follows
  } else if (reader_.take("AS")) {
    Generated generated{Expression(reader_.parenthesised()), false};
    generated.stored = reader_.take("STORED");
    if (!generated.stored) reader_.take("VIRTUAL");
    column.generated = std::move(generated);
  } else {
    return false;
  }
  return true;
}

void ConstraintParser::primary_key_of_column(Column& column, const Identifier& name) {
  table_.primary_key = PrimaryKey{name, {column.name}};
  if (reader_.take("DESC"))
    set_option(table_.options, option::kPrimaryKeyKeys, quoted(column.name, syntax()) + " DESC");
  else
    reader_.take("ASC");
  set_option(table_.options, option::kPrimaryKeyOnConflict, lower(conflict_clause()));
  column.autoincrement = reader_.take("AUTOINCREMENT");
}

void ConstraintParser::primary_key_of_table(const Identifier& name) {
  const KeyList list = read_key_list(reader_);
  table_.primary_key = PrimaryKey{name, list.columns()};
  if (!list.plain()) set_option(table_.options, option::kPrimaryKeyKeys, list.text);
  set_option(table_.options, option::kPrimaryKeyOnConflict, lower(conflict_clause()));
  if (!list.autoincrement) return;
  for (Column& column : table_.columns)
    column.autoincrement = same_word(column.name.text(), list.columns().front().text());
}

// A unique constraint that the model has no place for is kept as it is written.
void ConstraintParser::unique_of_column(const Column& column, const Identifier& name) {
  const std::string conflict = conflict_clause();
  if (conflict.empty()) {
    table_.unique_constraints.push_back({name, {column.name}});
    return;
  }
  SqlWriter sql(syntax());
  if (!name.empty()) sql.word("CONSTRAINT").name(name);
  sql.word("UNIQUE").parenthesised(quoted(column.name, syntax()));
  sql.word("ON CONFLICT").word(conflict);
  append_option(table_.options, option::kConstraints, kBetweenConstraints, std::move(sql).take());
}

void ConstraintParser::unique_of_table(const Identifier& name, size_t start) {
  const KeyList list = read_key_list(reader_);
  const std::string conflict = conflict_clause();
  if (list.plain() && conflict.empty())
    table_.unique_constraints.push_back({name, list.columns()});
  else
    append_option(table_.options, option::kConstraints, kBetweenConstraints,
                  reader_.text_since(start));
}

void ConstraintParser::foreign_key(const Identifier& name, std::vector<Identifier> columns) {
  ForeignKey key;
  key.name = name;
  key.columns = std::move(columns);
  sdk::read_reference(reader_, key);
  table_.foreign_keys.push_back(std::move(key));
}

bool ConstraintParser::of_table() {
  const size_t start = reader_.position();
  const Identifier name = reader_.take("CONSTRAINT") ? reader_.name() : Identifier();
  if (reader_.take("PRIMARY", "KEY")) {
    primary_key_of_table(name);
  } else if (reader_.take("UNIQUE")) {
    unique_of_table(name, start);
  } else if (reader_.take("CHECK")) {
    table_.checks.push_back({name, Expression(reader_.parenthesised())});
    conflict_clause();
  } else if (reader_.take("FOREIGN", "KEY")) {
    std::vector<Identifier> columns = read_names(reader_);
    if (reader_.take("REFERENCES")) foreign_key(name, std::move(columns));
  } else {
    return !name.empty();
  }
  return true;
}

}  // namespace whimbrel::sqlite
