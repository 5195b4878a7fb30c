// Real schemas, loaded by the client, written down with `inspect --as sql` and made again.
#include <gtest/gtest.h>

#include "support/corpus.h"

namespace whimbrel::test {
namespace {

const CorpusSchema kSchemas[] = {
    {"Chinook", "chinook/ChinookDatabase/DataSources/Chinook_MySql.sql"},
    {"Sakila", "sakila/mysql-sakila-db/mysql-sakila-schema.sql", "",
     "SET foreign_key_checks = 0;\n"},
    {"Memos", "memos_evolution/mysql/v0.30.0.sql"},
    {"Cadence", "cadence/schema/mysql/v8/cadence/schema.sql"},
    {"CadenceVisibility", "cadence/schema/mysql/v8/visibility/schema.sql"},
    {"Umami", "umami/v2.20.2/db/mysql/migrations", ".sql"},
    {"Uaa", "uaa/server/src/main/resources/org/cloudfoundry/identity/uaa/db/mysql", ".sql"},
    {"Openfga", "openfga/assets/migrations/mysql", ".sql"},
    {"Kratos", "ory_kratos/migrations", ".mysql.up.sql"},
};

class CorpusScripts : public testing::TestWithParam<CorpusSchema> {};

TEST_P(CorpusScripts, MakeTheSameSchemaAgain) { expect_made_again(GetParam()); }

INSTANTIATE_TEST_SUITE_P(All, CorpusScripts, testing::ValuesIn(kSchemas),
                         [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace whimbrel::test
