#include "own_database.h"

#include "syntax.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::postgresql {
namespace {

constexpr int kDropWithForce = 13'000'000;

}  // namespace

void create_own_database(Connection& admin, const Identifier& name, const std::string& options) {
  SqlWriter sql(postgresql_syntax());
  sql.word("CREATE DATABASE").name(name).word(options);
  admin.execute(std::move(sql).take());
}

void drop_own_database(Connection& admin, const Identifier& name) {
  SqlWriter sql(postgresql_syntax());
  sql.word("DROP DATABASE IF EXISTS").name(name);
  // A session of ours may still be ending on the server.
  if (admin.server().version_number >= kDropWithForce) sql.word("WITH (FORCE)");
  admin.execute(std::move(sql).take());
}

Endpoint endpoint_of(Endpoint host, const Identifier& name) {
  host.path = name.text();
  host.parameters.erase("dbname");
  return host;
}

}  // namespace whimbrel::postgresql
