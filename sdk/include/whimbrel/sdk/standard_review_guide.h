// A review guide that reads the SQL of most databases; a dialect adds what it says otherwise.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "whimbrel/dialect/dialect.h"
#include "whimbrel/dialect/review_guide.h"
#include "whimbrel/sdk/token_reader.h"

namespace whimbrel::sdk {

/// The state of one reading, handed to every function. [one thread at a time]
class ReadWork {
 public:
  ReadWork(TokenReader& reader, const ReviewPlace& where, SqlReading& reading)
      : tokens(reader), place(where), result(reading) {}

  TokenReader& tokens;
  const ReviewPlace& place;
  SqlReading& result;

  /// Notes an operation. What stands in `place` of its table follows it, for the next clause.
  void add(Operation operation, std::size_t offset);
  void add_hazard(Hazard hazard) { result.hazards.push_back(std::move(hazard)); }
  /// Notes what is not looked at, for people: "the body of trigger 'a'".
  void unread(std::string_view what);

  /// The statement is about this table from now on. Returns the name as the schema has it.
  QualifiedName enter(const QualifiedName& name);
  /// That table as the clauses so far have made it; null when it is not known. Borrowed until the
  /// next operation.
  const Table* table() const;
  /// The name of that table's column as the schema has it, which may be in another case.
  Identifier column(const Identifier& name) const;
  /// The name of a table as the schema has it.
  QualifiedName known(const QualifiedName& name) const;

 private:
  QualifiedName name_;
  Schema alone_;
};

/// Reads statements by their tokens: tables, indexes, rows, transactions, settings. What is not
/// understood of a statement is left out of the operations and named in `unread`. Takes types as
/// TypeSystem::spelling spells them. It has no rules of its own and tells no hazards of operations:
/// these are the dialect's. Immutable; borrows the dialect, which must outlive it. [thread-safe]
class StandardReviewGuide : public ReviewGuide {
 public:
  explicit StandardReviewGuide(const Dialect& dialect) : dialect_(&dialect) {}

  std::span<const ReviewRule> rules() const override { return {}; }
  std::vector<Hazard> hazards_of(const Operation& operation,
                                 const ReviewPlace& place) const override;
  SqlReading read(std::string_view statement, const ReviewPlace& place) const override;
  /// Words that the SQL standard and most databases reserve.
  bool is_reserved(std::string_view word) const override;

 protected:
  // What differs. Each of these stands at the first token of what it may read, and stays there when
  // it answers no.
  /// The text that is read in place of `statement`; offsets must stay as they are.
  virtual std::string prepared(std::string_view statement) const;
  /// A statement that only this database has.
  virtual bool read_own_statement(ReadWork& work) const;
  /// A clause of ALTER TABLE that only this database has.
  virtual bool read_own_clause(const QualifiedName& table, ReadWork& work) const;
  /// An attribute of a column that only this database has. `around` is the table, as far as it is
  /// read; constraints that stand with the column go into it.
  virtual bool read_own_attribute(Column& column, Table& around, ReadWork& work) const;
  /// True where an attribute begins, so that a type or a default ends.
  virtual bool begins_attribute(const TokenReader& tokens) const;
  /// A line of CREATE TABLE, or what follows ADD, that only this database has.
  virtual bool read_own_element(Table& around, ReadWork& work) const;
  /// A word behind the definition of a table or an index that only this database has.
  virtual bool read_table_option(Table& table, ReadWork& work) const;
  virtual bool read_index_option(Index& index, ReadWork& work) const;
  /// The characters of a string literal; nothing when they are not certain.
  virtual std::optional<std::string> string_value(const SqlToken& token) const;
  /// True when a number in parentheses behind a key is a number of characters.
  virtual bool has_prefix_lengths() const { return false; }
  /// True when UNIQUE and CREATE UNIQUE INDEX make the same, so that each is dropped as the other.
  virtual bool unique_is_index() const { return false; }
  /// The name that the database gives to a constraint or index without one; empty when it is not
  /// known by a rule. `around` is the table so far.
  virtual Identifier invented_name(const Constraint& constraint, const Table& around) const;
  virtual Identifier invented_name(const Index& index, const Table& around) const;
  /// What the database makes of a table as it is written.
  virtual void settle(Table& table) const;
  /// What a setting of the session limits: SettingKind::lock_wait and so on.
  enum class SettingKind { other, lock_wait, statement_time };
  virtual SettingKind setting_kind(std::string_view name) const;
  /// `(columns, constraints) options` of CREATE TABLE; for a database that has a parser of its own.
  virtual void read_table_body(Table& table, ReadWork& work) const;
  /// Name, type and attributes of one column.
  virtual Column read_column(Table& around, ReadWork& work) const;

  // Pieces to be used by what a dialect adds.
  const Dialect& dialect() const { return *dialect_; }
  /// Reads the statement that begins at the token at hand.
  void read_statement(ReadWork& work) const;
  /// Reads the clause of ALTER TABLE that begins at the token at hand; false when none is known.
  bool read_clause(const QualifiedName& table, ReadWork& work) const;
  /// `[name] [USING method] (keys) options`, behind INDEX or KEY.
  void read_index(Index begun, Table& around, ReadWork& work) const;
  /// What `around` has more than `before`, columns aside, as operations.
  void add_elements(const Table& before, Table around, std::size_t offset, ReadWork& work) const;
  /// The literal or expression that stands behind DEFAULT; NULL is no default.
  std::optional<DefaultValue> read_default(ReadWork& work) const;
  /// The column as it is stated anew (MODIFY, CHANGE).
  void restate(const QualifiedName& table, const Column& column, std::size_t offset,
               ReadWork& work) const;

 private:
  void read_create(ReadWork& work) const;
  void read_create_table(ReadWork& work) const;
  void read_create_index(ReadWork& work) const;
  void read_drop(ReadWork& work) const;
  void read_drop_tables(ReadWork& work) const;
  void read_drop_index(ReadWork& work) const;
  void read_rename_tables(ReadWork& work) const;
  void read_truncate(ReadWork& work) const;
  void read_other(ReadWork& work) const;
  void read_rows(ReadWork& work) const;
  void read_settings(ReadWork& work) const;

  void read_alter(ReadWork& work) const;
  void read_alter_table(ReadWork& work) const;
  bool read_add(const QualifiedName& table, ReadWork& work) const;
  void read_add_column(const QualifiedName& table, ReadWork& work) const;
  bool read_drop_clause(const QualifiedName& table, ReadWork& work) const;
  bool drop_named(const QualifiedName& table, const Identifier& name, std::size_t offset,
                  ReadWork& work) const;
  void drop_index(const QualifiedName& table, const Identifier& name, std::size_t offset,
                  ReadWork& work) const;
  bool read_rename(const QualifiedName& table, ReadWork& work) const;
  bool read_alter_column(const QualifiedName& table, ReadWork& work) const;
  bool read_restated(const QualifiedName& table, ReadWork& work) const;

  bool read_element(Table& around, ReadWork& work) const;
  bool read_attribute(Column& column, Table& around, ReadWork& work) const;
  bool read_key_attribute(Column& column, Table& around, ReadWork& work) const;
  bool read_value_attribute(Column& column, ReadWork& work) const;
  bool read_generated(Column& column, ReadWork& work) const;
  void add_unique(Index index, Table& around) const;
  void add_named(Constraint constraint, Table& around) const;
  std::string read_type(ReadWork& work) const;
  std::optional<DefaultValue> default_of(const std::vector<SqlToken>& tokens,
                                         std::string text) const;

  const Dialect* dialect_;
};

}  // namespace whimbrel::sdk
