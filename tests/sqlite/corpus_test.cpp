// Real schemas, read, made again and rebuilt.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "sqlite_fixture.h"
#include "support/shared_data.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_lexer.h"
#include "whimbrel/dialect/sql_writer.h"
#include "whimbrel/diff/diff.h"

namespace whimbrel::test {
namespace {

// What SQLite itself says of a database, asked in ways that the introspector does not use.
const char* const kWitnesses[] = {
    "SELECT type, name, lower(tbl_name) FROM sqlite_schema WHERE name NOT LIKE 'sqlite!_%' "
    "ESCAPE '!' ORDER BY type, name",
    "SELECT name, ncol, wr, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
    "AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name",
    "SELECT m.name, x.name, replace(lower(x.type), ' ', ''), x.\"notnull\" OR x.pk AS required, "
    "x.pk, x.hidden FROM sqlite_schema AS m JOIN pragma_table_xinfo(m.name) AS x "
    "WHERE m.type IN ('table', 'view') ORDER BY m.name, x.cid",
    "SELECT m.name, lower(f.\"table\"), lower(f.\"from\"), lower(coalesce(f.\"to\", (SELECT p.name "
    "FROM pragma_table_info(f.\"table\") AS p WHERE p.pk = f.seq + 1))), f.on_update, f.on_delete "
    "FROM sqlite_schema AS m JOIN pragma_foreign_key_list(m.name) AS f WHERE m.type = 'table' "
    "ORDER BY 1, 2, 3, 4",
    "SELECT m.name, i.\"unique\", i.origin, i.partial, group_concat(coalesce(x.name, '?') || "
    "x.desc || x.coll) AS keys FROM sqlite_schema AS m JOIN pragma_index_list(m.name) AS i "
    "JOIN pragma_index_xinfo(i.name) AS x WHERE m.type = 'table' AND x.key "
    "GROUP BY m.name, i.name ORDER BY m.name, i.origin, keys",
};

// The words of a text: comments, white space and the quotes of names do not matter.
std::string words_of(const std::string& sql, const Syntax& syntax) {
  std::string words;
  for (const SqlToken& token : lex(sql, syntax)) {
    if (token.kind == SqlToken::Kind::comment) continue;
    const bool name =
        token.kind == SqlToken::Kind::word || token.kind == SqlToken::Kind::quoted_name;
    words += (name ? lower(unquoted(token)) : std::string(token.text)) + " ";
  }
  return words;
}

using Answers = decltype(Rows::rows);

std::vector<Answers> witnessed(SqliteDatabase& database) {
  std::vector<Answers> answers;
  for (const char* question : kWitnesses)
    answers.push_back(database.connection().query(question).rows);
  Answers texts = database.connection()
                      .query(
                          "SELECT name, sql FROM sqlite_schema WHERE type IN ('view', 'trigger') "
                          "ORDER BY type, name")
                      .rows;
  for (auto& row : texts) row[1] = words_of(*row[1], database.dialect().syntax());
  answers.push_back(std::move(texts));
  return answers;
}

class SqliteCorpus : public ::testing::TestWithParam<const char*> {
 protected:
  // Loads the schema; false when there is no shared data.
  bool load() {
    const auto file = shared_data("corpus/" + std::string(GetParam()));
    if (!file) return false;
    database_.run("PRAGMA foreign_keys = OFF");
    database_.run("PRAGMA synchronous = OFF");
    database_.run(read_file(*file));
    database_.run("PRAGMA foreign_keys = ON");
    return true;
  }

  using Contents = std::map<QualifiedName, decltype(Rows::rows)>;

  Contents contents() {
    Contents all;
    for (const auto& [name, table] : database_.read().tables)
      all[name] = database_.connection()
                      .query("SELECT * FROM " + quoted(name, database_.dialect().syntax()))
                      .rows;
    return all;
  }

  SqliteDatabase database_;
};

TEST_P(SqliteCorpus, ReadsBackWhatItWasMadeFrom) {
  if (!load()) return;
  const Schema schema = database_.read();
  EXPECT_FALSE(schema.tables.empty());
  EXPECT_THAT(schema.unsupported, ::testing::IsEmpty());
  SqliteDatabase copy;
  const Difference creation = diff({}, schema, copy.dialect().capabilities());
  copy.migrate(creation.operations);
  EXPECT_TRUE(diff(copy.read(), schema, copy.dialect().capabilities()).empty());
  EXPECT_EQ(copy.read().objects, schema.objects);
  const std::vector<Answers> expected = witnessed(database_);
  const std::vector<Answers> found = witnessed(copy);
  for (size_t i = 0; i < expected.size(); ++i) EXPECT_EQ(found[i], expected[i]);
}

TEST_P(SqliteCorpus, KeepsItsRowsWhenEveryTableIsRebuilt) {
  if (!load()) return;
  const Schema schema = database_.read();
  const Contents rows = contents();
  std::vector<Operation> there;
  std::vector<Operation> back;
  for (const auto& [name, table] : schema.tables) {
    const CheckConstraint check{Identifier("ck_rebuilt"), Expression("1 = 1")};
    there.emplace_back(CreateConstraint{name, check, {}});
    back.emplace_back(DropConstraint{name, check.name, ConstraintKind::check, Constraint(check)});
  }
  database_.migrate(there);
  EXPECT_NE(database_.read().tables, schema.tables);
  database_.migrate(back);
  EXPECT_EQ(database_.read(), schema);
  EXPECT_TRUE(contents() == rows);
}

INSTANTIATE_TEST_SUITE_P(Corpus, SqliteCorpus,
                         ::testing::Values("chinook/ChinookDatabase/DataSources/Chinook_Sqlite.sql",
                                           "northwind_sqlite/src/create.sql",
                                           "sakila/sqlite-sakila-db/sqlite-sakila-schema.sql",
                                           "memos_evolution/sqlite/v0.10.0.sql",
                                           "memos_evolution/sqlite/v0.30.0.sql"),
                         [](const auto& info) {
                           std::string name = info.param;
                           std::replace_if(
                               name.begin(), name.end(),
                               [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
                           return name;
                         });

// Each release's schema is made of the one before, then all the way back.
TEST(SqliteCorpusChains, OfReleasesGoUpAndDown) {
  std::vector<Schema> states;
  for (int minor = 2; minor <= 30; ++minor) {
    const auto file =
        shared_data("corpus/memos_evolution/sqlite/v0." + std::to_string(minor) + ".0.sql");
    if (!file) return;
    states.push_back(SqliteDatabase(read_file(*file)).read());
  }
  SqliteDatabase database;
  const auto go_to = [&](const Schema& wanted) {
    const Capabilities& can = database.dialect().capabilities();
    const Difference way = diff(database.read(), wanted, can);
    EXPECT_THAT(way.unsupported, ::testing::IsEmpty());
    database.migrate(way.operations);
    EXPECT_TRUE(diff(database.read(), wanted, can).empty());
  };
  for (const Schema& state : states) go_to(state);
  for (auto state = states.rbegin(); state != states.rend(); ++state) go_to(*state);
}

}  // namespace
}  // namespace whimbrel::test
