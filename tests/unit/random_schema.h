// Random schemas for tests of laws: small, valid, and the same for the same seed.
#pragma once

#include <random>
#include <string>

#include "whimbrel/model/naming.h"
#include "whimbrel/model/schema.h"

namespace whimbrel::testing {

class RandomSchema {
 public:
  explicit RandomSchema(unsigned seed) : random_(seed) {}

  Schema schema() {
    Schema result;
    for (const char* name : {"alpha", "beta", "gamma", "delta"})
      if (chance(3, 4)) result.tables.emplace(QualifiedName(name), table(name));
    for (auto& [name, each] : result.tables) add_foreign_keys(each, result);
    return result;
  }

 private:
  int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random_); }
  bool chance(int of, int in) { return below(in) < of; }
  template <size_t n>
  const char* pick(const char* const (&values)[n]) {
    return values[static_cast<size_t>(below(static_cast<int>(n)))];
  }

  Column column(const char* name) {
    Column result;
    result.name = Identifier(name);
    result.type = SqlType(pick({"integer", "bigint", "varchar(20)", "text", "numeric(10,2)"}));
    result.nullable = chance(1, 2);
    if (chance(1, 4)) result.default_value = Literal{Literal::Kind::string, pick({"x", "y''z"})};
    if (chance(1, 4)) result.default_value = Expression(pick({"f(1)", "CURRENT_TIMESTAMP"}));
    if (chance(1, 5)) result.comment = pick({"what it is", "a 'quoted' word"});
    return result;
  }

  Table table(const char* name) {
    Table result;
    result.name = QualifiedName(name);
    Column key;
    key.name = Identifier("id");
    key.type = SqlType("bigint");
    key.nullable = false;
    key.autoincrement = chance(1, 2);
    result.columns.push_back(key);
    result.primary_key = PrimaryKey{{}, {key.name}};
    for (const char* each : {"a", "b", "c", "d"})
      if (chance(2, 3)) result.columns.push_back(column(each));
    add_constraints(result);
    return result;
  }

  void add_constraints(Table& table) {
    const Identifier last = table.columns.back().name;
    if (chance(1, 3)) table.unique_constraints.push_back({{}, {Identifier("id"), last}});
    if (chance(1, 3)) table.checks.push_back({{}, Expression(last.text() + " <> 'none'")});
    if (chance(1, 2)) {
      Index index;
      index.name = Identifier("ix_" + table.name.name.text());
      index.keys.push_back({last, chance(1, 2), 0, {}});
      index.unique = chance(1, 3);
      table.indexes.push_back(index);
    }
    fill_names(table);
  }

  void add_foreign_keys(Table& table, const Schema& schema) {
    for (const auto& [name, other] : schema.tables) {
      if (!chance(1, 3)) continue;
      ForeignKey key;
      key.columns = {table.columns.back().name};
      key.referred_table = name;
      key.referred_columns = {Identifier("id")};
      if (chance(1, 2)) key.on_delete = ReferentialAction::cascade;
      table.foreign_keys.push_back(key);
    }
    fill_names(table);
  }

  std::mt19937 random_;
};

}  // namespace whimbrel::testing
