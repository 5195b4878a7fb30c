// Real schemas, loaded by sqlite3, written down with `inspect --as sql` and made again.
#include <gtest/gtest.h>

#include "support/corpus.h"

namespace whimbrel::test {
namespace {

const CorpusSchema kSchemas[] = {
    {"Chinook", "chinook/ChinookDatabase/DataSources/Chinook_Sqlite.sql"},
    {"Northwind", "northwind_sqlite/src/create.sql"},
    {"Sakila", "sakila/sqlite-sakila-db/sqlite-sakila-schema.sql"},
    {"Memos", "memos_evolution/sqlite/v0.30.0.sql"},
    {"MemosAtTheBeginning", "memos_evolution/sqlite/v0.2.0.sql"},
    {"Openfga", "openfga/assets/migrations/sqlite", ".sql"},
    {"Chirpstack", "chirpstack/chirpstack/migrations_sqlite", "up.sql"},
    {"Gitness", "gitness/app/store/database/migrate/sqlite", ".up.sql"},
};

class CorpusScripts : public testing::TestWithParam<CorpusSchema> {};

TEST_P(CorpusScripts, MakeTheSameSchemaAgain) { expect_made_again(GetParam()); }

INSTANTIATE_TEST_SUITE_P(All, CorpusScripts, testing::ValuesIn(kSchemas),
                         [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace whimbrel::test
