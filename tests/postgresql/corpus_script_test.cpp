// Real schemas, loaded by psql, written down with `inspect --as sql` and made again.
#include <gtest/gtest.h>

#include "support/corpus.h"

namespace whimbrel::test {
namespace {

constexpr const char* kNoOther = "tables: {}\n";

const CorpusSchema kSchemas[] = {
    {"Chinook", "chinook/ChinookDatabase/DataSources/Chinook_PostgreSql.sql"},
    {"Sakila",
     "sakila/postgres-sakila-db/postgres-sakila-schema.sql",
     "",
     "",
     kNoOther,
     "",
     {"left out of the script: rule 'payment.payment_insert_p2007_01'",
      "left out of the script: rule 'payment.payment_insert_p2007_02'",
      "left out of the script: rule 'payment.payment_insert_p2007_03'",
      "left out of the script: rule 'payment.payment_insert_p2007_04'",
      "left out of the script: rule 'payment.payment_insert_p2007_05'",
      "left out of the script: rule 'payment.payment_insert_p2007_06'"}},
    {"Pagila20", "pagila_evolution/2.0.sql"},
    {"Pagila21", "pagila_evolution/v2.1.0.sql", "", "", kNoOther,
     // The index of a partition that comes with the parent's is called as the server calls it.
     "INDEX [a-z_]*payment_p2020"},
    {"Pagila30", "pagila_evolution/pagila-v3.0.0.sql"},
    {"Pagila31", "pagila_evolution/pagila-v3.1.0.sql"},
    {"Pagila40", "pagila_evolution/pagila-v4.0.0.sql"},
    {"Memos", "memos_evolution/postgres/v0.30.0.sql"},
    {"Gitness", "gitness/app/store/database/migrate/postgres", ".up.sql", "", kNoOther,
     // So is the sequence of a serial column.
     "artifacts_(temp_)?artifact_id_seq"},
    {"Concourse", "concourse/atc/db/migration/migrations", ".up.sql"},
    {"Chirpstack", "chirpstack/chirpstack/migrations_postgres", "up.sql",
     "CREATE EXTENSION IF NOT EXISTS pg_trgm;\n"},
    {"Cadence", "cadence/schema/postgres/cadence/schema.sql"},
    {"CadenceVisibility", "cadence/schema/postgres/visibility/schema.sql"},
    {"Kea", "kea/scripts/pgsql/dhcpdb_create.pgsql"},
    {"Uaa", "uaa/server/src/main/resources/org/cloudfoundry/identity/uaa/db/postgresql", ".sql"},
    {"Umami", "umami/prisma/migrations", ".sql"},
    {"Openfga", "openfga/assets/migrations/postgres", ".sql"},
    {"Kratos", "ory_kratos/migrations", ".postgres.up.sql"},
};

class CorpusScripts : public testing::TestWithParam<CorpusSchema> {};

TEST_P(CorpusScripts, MakeTheSameSchemaAgain) { expect_made_again(GetParam()); }

INSTANTIATE_TEST_SUITE_P(All, CorpusScripts, testing::ValuesIn(kSchemas),
                         [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace whimbrel::test
