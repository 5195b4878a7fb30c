#include "definitions.h"

#include <algorithm>

#include "connection.h"
#include "options.h"
#include "syntax.h"
#include "whimbrel/core/overloaded.h"
#include "whimbrel/core/text.h"

namespace whimbrel::sqlite {
namespace {

Unsupported cannot(std::string reason) { return Unsupported{std::move(reason), std::nullopt}; }

std::string place_of(const Column& column, const Table& table) {
  return "column '" + column.name.text() + "' of table '" + table.name.text() + "'";
}

bool is_whole_key(const Column& column, const Table& table) {
  return table.primary_key && table.primary_key->columns.size() == 1 &&
         table.primary_key->columns.front() == column.name;
}

Problem counting_problem(const Column& column, const Table& table) {
  if (!column.autoincrement) return std::nullopt;
  if (!is_whole_key(column, table))
    return cannot(place_of(column, table) +
                  " cannot count: AUTOINCREMENT needs a column that is the whole primary key");
  if (!is_whole_number(column.type.text))
    return cannot(place_of(column, table) + " cannot count: its type " + column.type.text +
                  " is no whole number");
  if (has_option(table.options, option::kWithoutRowid))
    return cannot(place_of(column, table) + " cannot count: the table is WITHOUT ROWID");
  return std::nullopt;
}

// AUTOINCREMENT numbers the rows of the table, and only INTEGER is the number of a row. It has 64
// bits whatever the type asked for is.
Problem declared_type(const Column& column, const Table& table, std::string& type) {
  if (Problem problem = counting_problem(column, table)) return problem;
  auto native = SqliteTypes().native(column.type, library());
  if (auto* reason = std::get_if<Unsupported>(&native)) {
    reason->reason = place_of(column, table) + ": " + reason->reason;
    return std::move(*reason);
  }
  type = column.autoincrement ? "INTEGER" : std::get<std::string>(std::move(native));
  if (has_option(table.options, option::kStrict) && !is_strict_type(type))
    return cannot(place_of(column, table) + " cannot be " + type +
                  ": a STRICT table knows INT, INTEGER, REAL, TEXT, BLOB and ANY");
  return std::nullopt;
}

void write_default(const DefaultValue& value, SqlWriter& sql) {
  if (const auto* literal = std::get_if<Literal>(&value)) {
    if (literal->kind != Literal::Kind::null) sql.word("DEFAULT").literal(*literal);
    return;
  }
  const std::string& text = std::get<Expression>(value).text;
  const std::string word = upper(trimmed(text));
  sql.word("DEFAULT");
  if (word == "CURRENT_TIMESTAMP" || word == "CURRENT_DATE" || word == "CURRENT_TIME")
    sql.word(word);
  else
    sql.parenthesised(text);
}

void write_name(const Identifier& name, SqlWriter& sql) {
  if (!name.empty()) sql.word("CONSTRAINT").name(name);
}

void write_conflict(const std::string& what, SqlWriter& sql) {
  if (!what.empty()) sql.word("ON CONFLICT").word(upper(what));
}

void write_primary_key(const PrimaryKey& key, const Table& table, SqlWriter& sql) {
  write_name(key.name, sql);
  sql.word("PRIMARY KEY");
  const std::string keys = option_of(table.options, option::kPrimaryKeyKeys);
  if (keys.empty())
    sql.names(key.columns);
  else
    sql.parenthesised(keys);
  write_conflict(option_of(table.options, option::kPrimaryKeyOnConflict), sql);
}

void write_foreign_key(const ForeignKey& key, SqlWriter& sql) {
  write_name(key.name, sql);
  sql.word("FOREIGN KEY").names(key.columns).word("REFERENCES").name(key.referred_table);
  if (!key.referred_columns.empty()) sql.names(key.referred_columns);
  if (key.on_delete != ReferentialAction::no_action)
    sql.word("ON DELETE").word(sql_words(key.on_delete));
  if (key.on_update != ReferentialAction::no_action)
    sql.word("ON UPDATE").word(sql_words(key.on_update));
  if (key.deferral.deferrable || key.deferral.initially_deferred) sql.word("DEFERRABLE");
  if (key.deferral.initially_deferred) sql.word("INITIALLY DEFERRED");
}

void write_constraint(const Constraint& constraint, const Table& table, SqlWriter& sql) {
  std::visit(overloaded{
                 [&](const PrimaryKey& key) { write_primary_key(key, table, sql); },
                 [&](const UniqueConstraint& unique) {
                   write_name(unique.name, sql);
                   sql.word("UNIQUE").names(unique.columns);
                 },
                 [&](const ForeignKey& key) { write_foreign_key(key, sql); },
                 [&](const CheckConstraint& check) {
                   write_name(check.name, sql);
                   sql.word("CHECK").parenthesised(check.condition.text);
                 },
                 [](const ExclusionConstraint&) {},  // refused before
             },
             constraint);
}

bool counts(const Table& table) {
  return std::any_of(table.columns.begin(), table.columns.end(),
                     [](const Column& column) { return column.autoincrement; });
}

void write_table_options(const Table& table, SqlWriter& sql) {
  const bool strict = has_option(table.options, option::kStrict);
  const bool without_rowid = has_option(table.options, option::kWithoutRowid);
  if (strict) sql.word(without_rowid ? "STRICT, WITHOUT ROWID" : "STRICT");
  if (without_rowid && !strict) sql.word("WITHOUT ROWID");
}

void write_key(const IndexKey& key, SqlWriter& sql) {
  if (const auto* column = std::get_if<Identifier>(&key.what))
    sql.name(*column);
  else
    sql.parenthesised(std::get<Expression>(key.what).text);
  sql.word(key.modifiers);
  if (key.descending) sql.word("DESC");
}

std::string about(const Constraint& constraint, const Table& table) {
  const std::string& name = name_of(constraint).text();
  return (name.empty() ? "a constraint" : "constraint '" + name + "'") + " of table '" +
         table.name.text() + "'";
}

constexpr const char* kNotDeferrable =
    " cannot be deferred: SQLite defers foreign keys, and nothing else";
constexpr const char* kNoInclude = " cannot carry columns along: SQLite has no INCLUDE";
constexpr const char* kAlwaysValid = " cannot be NOT VALID: SQLite looks at all rows";

// What a constraint may ask for and SQLite does not have; empty when there is nothing.
std::string not_here(const Constraint& constraint) {
  return std::visit(
      overloaded{
          [](const PrimaryKey& key) -> std::string {
            if (key.deferral.deferrable) return kNotDeferrable;
            return key.include.empty() ? "" : kNoInclude;
          },
          [](const UniqueConstraint& unique) -> std::string {
            if (unique.deferral.deferrable) return kNotDeferrable;
            if (unique.nulls_not_distinct)
              return " cannot take two nulls for the same: SQLite has no NULLS NOT DISTINCT";
            return unique.include.empty() ? "" : kNoInclude;
          },
          [](const ForeignKey& key) -> std::string {
            if (key.match_full) return " cannot be MATCH FULL: SQLite reads that and ignores it";
            return key.validated ? "" : kAlwaysValid;
          },
          [](const CheckConstraint& check) -> std::string {
            return check.validated ? "" : kAlwaysValid;
          },
          [](const ExclusionConstraint&) -> std::string {
            return " is not possible: SQLite has no exclusion constraints";
          },
      },
      constraint);
}

Problem table_problem(const Table& table) {
  const std::string name = "table '" + table.name.text() + "'";
  if (table.partition_of || !table.inherits.empty())
    return cannot(name + " cannot be a part of another: SQLite has no partitions or inheritance");
  if (table.partition_by) return cannot(name + " cannot be partitioned: SQLite has no partitions");
  if (table.privileges && !table.privileges->empty())
    return cannot(name + " cannot have privileges: SQLite knows no users");
  if (table.columns.empty()) return cannot(name + " needs a column at least");
  if (has_option(table.options, option::kWithoutRowid) && !table.primary_key)
    return cannot(name + " is WITHOUT ROWID and needs a primary key");
  for (const Constraint& constraint : constraints_of(table))
    if (const std::string why = not_here(constraint); !why.empty())
      return cannot(about(constraint, table) + why);
  return std::nullopt;
}

Problem index_problem(const Index& index) {
  const std::string name = "index '" + index.name.text() + "'";
  if (index.nulls_not_distinct)
    return cannot(name + " cannot take two nulls for the same: SQLite has no NULLS NOT DISTINCT");
  if (!index.method.empty() && !same_word(index.method, "btree"))
    return cannot(name + " cannot be of the method " + index.method + ": SQLite has b-trees only");
  if (!index.include.empty())
    return cannot(name + " cannot carry columns along: SQLite has no INCLUDE");
  for (const IndexKey& key : index.keys)
    if (key.prefix_length > 0)
      return cannot(name +
                    " cannot take the first characters of a column: SQLite indexes whole "
                    "values; index the expression substr(column, 1, n)");
  return std::nullopt;
}

}  // namespace

Problem write_column(const Column& column, const Table& table, SqlWriter& sql) {
  std::string type;
  if (Problem problem = declared_type(column, table, type)) return problem;
  sql.name(column.name).word(type);
  if (!column.collation.empty()) sql.word("COLLATE").name(Identifier(column.collation));
  if (column.autoincrement) {
    write_name(table.primary_key->name, sql);
    sql.word("PRIMARY KEY");
    write_conflict(option_of(table.options, option::kPrimaryKeyOnConflict), sql);
    sql.word("AUTOINCREMENT");
    return std::nullopt;
  }
  if (column.generated) {
    sql.word("GENERATED ALWAYS AS").parenthesised(column.generated->expression.text);
    sql.word(column.generated->stored ? "STORED" : "VIRTUAL");
  }
  if (column.default_value) write_default(*column.default_value, sql);
  // The number of a row is never null, so that NOT NULL would say nothing.
  const bool numbers_rows = is_whole_key(column, table) && is_rowid_type(type) &&
                            !has_option(table.options, option::kWithoutRowid);
  if (!column.nullable && !numbers_rows) {
    sql.word("NOT NULL");
    write_conflict(option_of(column.options, option::kNotNullOnConflict), sql);
  }
  return std::nullopt;
}

Problem create_table_sql(const Table& table, std::string& out) {
  if (Problem problem = table_problem(table)) return problem;
  SqlWriter sql(syntax());
  sql.word("CREATE TABLE").name(table.name).open_list();
  for (const Column& column : table.columns)
    if (Problem problem = write_column(column, table, sql.item())) return problem;
  for (const Constraint& constraint : constraints_of(table)) {
    if (std::holds_alternative<PrimaryKey>(constraint) && counts(table)) continue;
    write_constraint(constraint, table, sql.item());
  }
  const std::string more = option_of(table.options, option::kConstraints);
  if (!more.empty()) sql.item().word(more);
  sql.close_list();
  write_table_options(table, sql);
  out = std::move(sql).take();
  return std::nullopt;
}

Problem create_index_sql(const QualifiedName& table, const Index& index, std::string& out) {
  if (Problem problem = index_problem(index)) return problem;
  SqlWriter sql(syntax());
  sql.word(index.unique ? "CREATE UNIQUE INDEX" : "CREATE INDEX").name(index.name);
  sql.word("ON").name(table).open_list();
  for (const IndexKey& key : index.keys) write_key(key, sql.item());
  sql.close_list();
  if (index.where) sql.word("WHERE").word(index.where->text);
  out = std::move(sql).take();
  return std::nullopt;
}

}  // namespace whimbrel::sqlite
