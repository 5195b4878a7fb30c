// Real schemas: what was read from them builds the same tables in an empty database.
#include <gtest/gtest.h>

#include "postgresql/live_schema.h"
#include "support/shared_data.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/text.h"
#include "whimbrel/core/yaml.h"
#include "whimbrel/dialect/sql_splitter.h"
#include "whimbrel/model/schema_codec.h"

namespace whimbrel::test {
namespace {

// What tables lean on and what is not modelled: types, sequences, functions.
void create_what_tables_need(Connection& connection, std::string_view script) {
  for (const ScriptStatement& statement : split_script(script, postgresql().syntax())) {
    const std::string begin = lower(statement.text.substr(0, 40));
    bool needed = false;
    for (const char* words : {"create type", "create domain", "create sequence", "create function",
                              "create or replace function", "create extension", "create schema"})
      needed = needed || begin.starts_with(words);
    if (needed) load_dump(connection, statement.text);
  }
}

std::string text_of(const Table& table) {
  Schema alone;
  alone.tables.emplace(table.name, table);
  return to_yaml(schema_node(alone));
}

class PostgresqlCorpus : public testing::TestWithParam<const char*> {};

TEST_P(PostgresqlCorpus, TablesThatWereReadBuildTheSameTables) {
  const auto file = shared_data(std::string("corpus/") + GetParam());
  if (!file) return;
  const std::string script = read_file(*file);
  FreshDatabase first("postgresql");
  FreshDatabase second("postgresql");
  const auto original = first.connect();
  const auto copy = second.connect();
  load_dump(*original, script);
  const Schema before = read_schema(*original);
  ASSERT_GT(before.tables.size(), 5u);
  create_what_tables_need(*copy, script);
  for (const Operation& operation : creation_of(before)) {
    try {
      run(*copy, {operation});
    } catch (const Error& error) {
      // A table that is not modelled is not there to be referred to.
      EXPECT_EQ(error.condition(), DatabaseCondition::undefined_table) << error.what();
    }
  }
  const Schema after = read_schema(*copy);
  for (const auto& [name, table] : before.tables) {
    const Table* again = after.table(name);
    ASSERT_NE(again, nullptr) << name.text();
    EXPECT_TRUE(*again == table) << text_of(*again) << "\n" << text_of(table);
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, PostgresqlCorpus,
    testing::Values("chinook/ChinookDatabase/DataSources/Chinook_PostgreSql.sql",
                    "sakila/postgres-sakila-db/postgres-sakila-schema.sql",
                    "pagila_evolution/2.0.sql", "pagila_evolution/v2.1.0.sql",
                    "pagila_evolution/pagila-v3.0.0.sql", "pagila_evolution/pagila-v3.1.0.sql"),
    [](const auto& info) {
      std::string name;
      for (const char c : std::string(info.param))
        if (std::isalnum(static_cast<unsigned char>(c))) name += c;
      return name;
    });

}  // namespace
}  // namespace whimbrel::test
