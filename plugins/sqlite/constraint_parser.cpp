#include "constraint_parser.h"

#include "default_parser.h"
#include "key_list.h"
#include "options.h"
#include "syntax.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::sqlite {
namespace {

constexpr std::string_view kBetweenConstraints = ",\n";

std::vector<Identifier> read_names(TokenReader& reader) {
  return reader.peek().is_symbol('(') ? read_key_list(reader).columns() : std::vector<Identifier>();
}

ReferentialAction read_action(TokenReader& reader) {
  if (reader.take("CASCADE")) return ReferentialAction::cascade;
  if (reader.take("RESTRICT")) return ReferentialAction::restrict;
  if (reader.take("SET", "NULL")) return ReferentialAction::set_null;
  if (reader.take("SET", "DEFAULT")) return ReferentialAction::set_default;
  reader.take("NO", "ACTION");
  return ReferentialAction::no_action;
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
    return !table_.foreign_keys.empty() && deferral(table_.foreign_keys.back());
  }
  return true;
}

bool ConstraintParser::attribute_of_column(Column& column) {
  if (reader_.take("NOT", "NULL")) {
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
  key.referred_table = QualifiedName(reader_.name());
  key.referred_columns = read_names(reader_);
  for (;;) {
    if (reader_.take("ON", "DELETE"))
      key.on_delete = read_action(reader_);
    else if (reader_.take("ON", "UPDATE"))
      key.on_update = read_action(reader_);
    else if (reader_.take("MATCH"))
      reader_.skip();  // SQLite ignores it
    else if (!deferral(key))
      break;
  }
  table_.foreign_keys.push_back(std::move(key));
}

// [NOT] DEFERRABLE [INITIALLY DEFERRED | IMMEDIATE]
bool ConstraintParser::deferral(ForeignKey& key) {
  if (reader_.take("NOT", "DEFERRABLE"))
    key.deferrable = false;
  else if (reader_.take("DEFERRABLE"))
    key.deferrable = true;
  else
    return false;
  const bool deferred = reader_.take("INITIALLY", "DEFERRED");
  if (!deferred) reader_.take("INITIALLY", "IMMEDIATE");
  // What cannot be deferred is not deferred at first either.
  key.initially_deferred = deferred && key.deferrable;
  return true;
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
