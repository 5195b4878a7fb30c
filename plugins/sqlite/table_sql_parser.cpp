#include "table_sql_parser.h"

#include "constraint_parser.h"
#include "options.h"
#include "syntax.h"
#include "whimbrel/core/text.h"

namespace whimbrel::sqlite {
namespace {

constexpr std::string_view kBetweenNotes = "; ";

bool begins_table_constraint(const sdk::TokenReader& reader) {
  const SqlToken& token = reader.peek();
  return token.is("CONSTRAINT") || token.is("PRIMARY") || token.is("UNIQUE") || token.is("CHECK") ||
         token.is("FOREIGN");
}

bool begins_column_constraint(const sdk::TokenReader& reader) {
  for (const char* word : {"CONSTRAINT", "PRIMARY", "NOT", "NULL", "UNIQUE", "CHECK", "DEFAULT",
                           "COLLATE", "REFERENCES", "AS", "DEFERRABLE"})
    if (reader.peek().is(word)) return true;
  return reader.peek().is("GENERATED") && reader.peek(1).is("ALWAYS");
}

class TableParser {
 public:
  TableParser(sdk::TokenReader& reader, Table& table) : reader_(reader), table_(table) {}

  void read() {
    reader_.take('(');
    bool constraints = false;
    while (!at_end_of_list()) {
      constraints = constraints || begins_table_constraint(reader_);
      if (constraints)
        read_constraint();
      else
        table_.columns.push_back(read_column());
      reader_.take(',');
    }
    reader_.take(')');
    read_options();
    settle_names();
  }

  Column read_column() {
    Column column;
    column.name = reader_.name();
    const size_t type = reader_.position();
    while (!at_end_of_item() && !begins_column_constraint(reader_)) reader_.skip_balanced();
    column.type = SqlType(reader_.text_since(type));
    ConstraintParser parser(reader_, table_);
    while (!at_end_of_item() && parser.of_column(column)) {
    }
    note_rest();
    return column;
  }

 private:
  bool at_end_of_list() const { return reader_.done() || reader_.peek().is_symbol(')'); }
  bool at_end_of_item() const { return at_end_of_list() || reader_.peek().is_symbol(','); }

  // Between table constraints the comma may be missing.
  void read_constraint() {
    ConstraintParser parser(reader_, table_);
    while (!at_end_of_item() && parser.of_table()) {
    }
    note_rest();
  }

  void note_rest() {
    const size_t start = reader_.position();
    while (!at_end_of_item()) reader_.skip_balanced();
    const std::string rest = reader_.text_since(start);
    if (!rest.empty()) append_option(table_.options, option::kNotUnderstood, kBetweenNotes, rest);
  }

  void read_options() {
    while (!reader_.done()) {
      if (reader_.take("STRICT")) {
        set_option(table_.options, option::kStrict, "true");
      } else if (reader_.take("WITHOUT", "ROWID")) {
        set_option(table_.options, option::kWithoutRowid, "true");
      } else if (!reader_.take(',') && !reader_.take(';')) {
        append_option(table_.options, option::kNotUnderstood, kBetweenNotes, reader_.peek().text);
        reader_.skip();
      }
    }
  }

  // Constraints may name a column in another case than its definition does.
  void settle_names() {
    if (table_.primary_key) settle(table_.primary_key->columns);
    for (UniqueConstraint& unique : table_.unique_constraints) settle(unique.columns);
    for (ForeignKey& key : table_.foreign_keys) settle(key.columns);
  }

  void settle(std::vector<Identifier>& names) const {
    for (Identifier& name : names)
      for (const Column& column : table_.columns)
        if (same_word(column.name.text(), name.text())) name = column.name;
  }

  sdk::TokenReader& reader_;
  Table& table_;
};

}  // namespace

Table parse_table_sql(std::string_view sql, const QualifiedName& name) {
  sdk::TokenReader reader(sql, syntax());
  while (!reader.done() && !reader.peek().is_symbol('(')) reader.skip();
  Table table;
  table.name = name;
  read_table_body(reader, table);
  return table;
}

void read_table_body(sdk::TokenReader& reader, Table& table) { TableParser(reader, table).read(); }

Column read_column_definition(sdk::TokenReader& reader, Table& around) {
  return TableParser(reader, around).read_column();
}

}  // namespace whimbrel::sqlite
