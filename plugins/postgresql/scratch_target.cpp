#include "scratch_target.h"

#include "catalog.h"
#include "syntax.h"
#include "whimbrel/core/checksum.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::postgresql {
namespace {

constexpr int kRandomDigits = 12;

bool says_yes(Connection& session, std::string_view question) {
  return truth(session.query(question).rows.at(0).at(0));
}

// The name under which CREATE DATABASE takes the locale of a provider other than libc, and the
// column of pg_database that holds it. Both changed with almost every version.
std::string provider_columns(int version) {
  if (version >= 17) return "d.datlocprovider, d.datlocale";
  if (version >= 15) return "d.datlocprovider, d.daticulocale";
  return "'c', NULL";
}

std::string database_options(const std::vector<std::optional<std::string>>& row) {
  SqlWriter sql(postgresql_syntax());
  sql.word("TEMPLATE template0 ENCODING").string(text(row[0]));
  sql.word("LC_COLLATE").string(text(row[1])).word("LC_CTYPE").string(text(row[2]));
  const std::string& provider = text(row[3]);
  if (provider == "i") sql.word("LOCALE_PROVIDER icu ICU_LOCALE").string(text(row[4]));
  if (provider == "b") sql.word("LOCALE_PROVIDER builtin BUILTIN_LOCALE").string(text(row[4]));
  return std::move(sql).take();
}

void read_schemas(Connection& target, ScratchTarget& look) {
  const Rows rows = target.query(
      "SELECT nspname FROM pg_catalog.pg_namespace"
      " WHERE nspname <> 'information_schema' AND nspname NOT LIKE 'pg\\_%' ORDER BY nspname");
  for (const auto& row : rows.rows) look.schemas.emplace_back(text(row[0]));
}

void read_extensions(Connection& target, ScratchTarget& look) {
  const Rows rows = target.query(
      "SELECT e.extname, n.nspname, e.extversion FROM pg_catalog.pg_extension e"
      " JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace"
      " WHERE e.extname <> 'plpgsql' ORDER BY e.oid");
  for (const auto& row : rows.rows)
    look.extensions.push_back({Identifier(text(row[0])), Identifier(text(row[1])), text(row[2])});
}

}  // namespace

ScratchTarget describe_target(Connection& target) {
  const int version = target.server().version_number / 1'000'000;
  const Rows rows = target.query(
      "SELECT pg_catalog.pg_encoding_to_char(d.encoding), d.datcollate, d.datctype, " +
      provider_columns(version) +
      ", pg_catalog.current_schema(), pg_catalog.current_setting('search_path')"
      " FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()");
  const auto& row = rows.rows.at(0);
  ScratchTarget look;
  look.database_options = database_options(row);
  look.default_schema = Identifier(text(row[5]));
  look.search_path = text(row[6]);
  read_schemas(target, look);
  read_extensions(target, look);
  return look;
}

bool may_create_databases(Connection& session) {
  return says_yes(session,
                  "SELECT rolcreatedb OR rolsuper FROM pg_catalog.pg_roles"
                  " WHERE rolname = current_user");
}

bool may_create_schemas(Connection& session) {
  return says_yes(session,
                  "SELECT pg_catalog.has_database_privilege(pg_catalog.current_database(), "
                  "'CREATE')");
}

Identifier scratch_name() { return Identifier("whimbrel_scratch_" + random_hex(kRandomDigits)); }

}  // namespace whimbrel::postgresql
