#include "row_maker.h"

#include <algorithm>

#include "whimbrel/core/error.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel {
namespace {

const Literal kNull{Literal::Kind::null, ""};

std::string key_query(const QualifiedName& table, const std::vector<Identifier>& columns,
                      const Syntax& syntax) {
  SqlWriter sql(syntax);
  for (const Identifier& each : columns)
    sql.word(&each == &columns.front() ? "SELECT" : ",").name(each);
  sql.word("FROM").name(table).word("ORDER BY");
  for (std::size_t i = 0; i < columns.size(); ++i)
    sql.word((i == 0 ? "" : ", ") + std::to_string(i + 1));
  return std::move(sql).take();
}

}  // namespace

const KnownKeys::Tuples& KnownKeys::of(const QualifiedName& table,
                                       const std::vector<Identifier>& columns) {
  // A table that was empty may have rows by now.
  Tuples& tuples = known_[{table, columns}];
  if (!tuples.empty()) return tuples;
  try {
    for (const auto& row : connection_->query(key_query(table, columns, dialect_->syntax())).rows) {
      std::vector<std::string> tuple;
      for (const auto& value : row)
        if (value) tuple.push_back(*value);
      if (tuple.size() == columns.size()) tuples.push_back(std::move(tuple));
    }
  } catch (const Error& error) {
    if (error.code() != ErrorCode::database) throw;
  }
  return tuples;
}

RowMaker::RowMaker(const Table& now, const Table* next, const Syntax& syntax, KnownKeys& keys)
    : table_(now), keys_(keys), columns_(seed_columns(now, next, syntax)) {
  collect(now, now);
  if (next != nullptr) collect(*next, now);
  taken_.resize(unique_.size());
}

// The keys of `from` whose columns `of` has.
void RowMaker::collect(const Table& from, const Table& of) {
  const auto has_all = [&](const Key& key) {
    return std::all_of(key.begin(), key.end(),
                       [&](const Identifier& name) { return of.column(name) != nullptr; });
  };
  if (from.primary_key && has_all(from.primary_key->columns)) add_unique(from.primary_key->columns);
  for (const UniqueConstraint& each : from.unique_constraints)
    if (has_all(each.columns)) add_unique(each.columns);
  for (const Index& each : from.indexes) {
    Key key;
    for (const IndexKey& part : each.keys)
      if (const auto* name = std::get_if<Identifier>(&part.what)) key.push_back(*name);
    if (each.unique && key.size() == each.keys.size() && has_all(key)) add_unique(key);
  }
  for (const ForeignKey& each : from.foreign_keys) {
    const bool known =
        std::any_of(foreign_keys_.begin(), foreign_keys_.end(), [&](const ForeignKey& other) {
          return other.columns == each.columns && other.referred_table == each.referred_table;
        });
    if (!known && has_all(each.columns)) foreign_keys_.push_back(each);
  }
}

void RowMaker::add_unique(Key key) {
  if (std::find(unique_.begin(), unique_.end(), key) == unique_.end())
    unique_.push_back(std::move(key));
}

const SeedColumn* RowMaker::column(const Identifier& name) const {
  const auto found = std::find_if(columns_.begin(), columns_.end(),
                                  [&](const SeedColumn& each) { return each.name == name; });
  return found == columns_.end() ? nullptr : &*found;
}

MadeRow RowMaker::make(std::size_t row, int level) {
  MadeRow made;
  for (const SeedColumn& each : columns_) made.values[each.name] = seed_value(each, row, level);
  for (const ForeignKey& key : foreign_keys_)
    if (!refer(key, row, made)) return made;
  for (std::size_t i = 0; i < unique_.size(); ++i) {
    const auto text = key_text(unique_[i], made);
    if (text && taken_[i].contains(*text)) made.problem = "there are too few different values";
  }
  return made;
}

void RowMaker::keep(const MadeRow& row) {
  for (std::size_t i = 0; i < unique_.size(); ++i)
    if (const auto text = key_text(unique_[i], row)) taken_[i].insert(*text);
}

// Nothing for a key with a null in it, or a column that the database fills in: it is equal to none.
std::optional<std::string> RowMaker::key_text(const Key& key, const MadeRow& row) const {
  std::string text;
  for (const Identifier& name : key) {
    const auto value = row.values.find(name);
    if (value == row.values.end() || value->second.kind == Literal::Kind::null) return std::nullopt;
    text += std::to_string(value->second.text.size()) + ":" + value->second.text;
  }
  return text;
}

bool RowMaker::refer(const ForeignKey& key, std::size_t row, MadeRow& made) {
  if (key.referred_table == table_.name) return refer_to_itself(key, made);
  const bool all_null = std::any_of(key.columns.begin(), key.columns.end(), [&](const auto& name) {
    const auto value = made.values.find(name);
    return value != made.values.end() && value->second.kind == Literal::Kind::null;
  });
  if (all_null) return leave_null(key, made);
  const KnownKeys::Tuples& tuples = keys_.of(key.referred_table, key.referred_columns);
  if (tuples.empty()) {
    if (leave_null(key, made)) return true;
    made.problem = "table " + key.referred_table.text() + ", which it refers to, has no rows";
    return false;
  }
  const std::vector<std::string>& tuple = tuples[row % tuples.size()];
  for (std::size_t i = 0; i < key.columns.size(); ++i)
    made.values[key.columns[i]] = {Literal::Kind::string, tuple.at(i)};
  return true;
}

bool RowMaker::leave_null(const ForeignKey& key, MadeRow& made) const {
  for (const Identifier& name : key.columns) {
    const SeedColumn* each = column(name);
    if (each == nullptr || !each->nullable) continue;
    made.values[name] = kNull;
    return true;
  }
  return false;
}

bool RowMaker::refer_to_itself(const ForeignKey& key, MadeRow& made) const {
  if (leave_null(key, made)) return true;
  for (std::size_t i = 0; i < key.columns.size(); ++i) {
    const auto own = made.values.find(key.referred_columns.at(i));
    if (own == made.values.end()) {
      made.problem = "it refers to itself, by a number that the database hands out";
      return false;
    }
    made.values[key.columns[i]] = own->second;
  }
  return true;
}

std::string insert_statement(const QualifiedName& table, const MadeRow& row, const Syntax& syntax) {
  SqlWriter sql(syntax);
  sql.word("INSERT INTO").name(table);
  sql.open_list();
  for (const auto& [name, value] : row.values) sql.item().name(name);
  sql.close_list().word("VALUES").open_list();
  for (const auto& [name, value] : row.values) sql.item().literal(value);
  sql.close_list();
  return std::move(sql).take();
}

}  // namespace whimbrel
