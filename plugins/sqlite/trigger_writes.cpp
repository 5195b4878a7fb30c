#include "trigger_writes.h"

#include "syntax.h"
#include "whimbrel/core/text.h"
#include "whimbrel/sdk/token_reader.h"

namespace whimbrel::sqlite {
namespace {

class Search {
 public:
  Search(std::string_view trigger, const Identifier& table, const Identifier& column)
      : reader_(trigger, syntax()), table_(table), column_(column) {}

  bool found() {
    while (!reader_.done()) {
      if (reader_.take("INTO")) {
        in_table_ = at_table();
        if (in_table_ && in_list()) return true;
      } else if (reader_.take("DO", "UPDATE")) {
        if (in_table_ && in_assignments()) return true;
      } else if (reader_.take("UPDATE")) {
        if (reader_.take("OR")) reader_.skip();
        if (at_table() && in_assignments()) return true;
      } else {
        reader_.skip();
      }
    }
    return false;
  }

 private:
  static bool is(const Identifier& name, const Identifier& wanted) {
    return same_word(name.text(), wanted.text());
  }

  // Neither a schema nor an alias is allowed in triggers.
  bool at_table() { return is(reader_.name(), table_); }

  // ( column, ... )
  bool in_list() {
    if (!reader_.take('(')) return false;
    while (!reader_.done() && !reader_.take(')')) {
      if (is(reader_.name(), column_)) return true;
      if (!reader_.take(',') && !reader_.peek().is_symbol(')')) reader_.skip();
    }
    return false;
  }

  bool at_end_of_assignments() const {
    return reader_.done() || reader_.peek().is_symbol(';') || reader_.peek().is("FROM") ||
           reader_.peek().is("WHERE") || reader_.peek().is("RETURNING");
  }

  // SET column = value, (column, ...) = row, ...
  bool in_assignments() {
    if (!reader_.take("SET")) return false;
    do {
      if (reader_.peek().is_symbol('(') ? in_list() : is(reader_.name(), column_)) return true;
      while (!at_end_of_assignments() && !reader_.peek().is_symbol(',')) reader_.skip_balanced();
    } while (reader_.take(','));
    return false;
  }

  sdk::TokenReader reader_;
  const Identifier& table_;
  const Identifier& column_;
  bool in_table_ = false;  ///< the INSERT at hand is one into the table
};

}  // namespace

bool writes_column(std::string_view trigger, const Identifier& table, const Identifier& column) {
  return Search(trigger, table, column).found();
}

}  // namespace whimbrel::sqlite
