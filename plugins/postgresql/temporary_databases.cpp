#include "temporary_databases.h"

#include "catalog.h"
#include "connection.h"
#include "own_database.h"
#include "scratch_target.h"
#include "syntax.h"
#include "whimbrel/core/checksum.h"
#include "whimbrel/core/error.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::postgresql {
namespace {

constexpr int kNameDigits = 16;
constexpr std::string_view kMaker = "temporary, made by session ";

class OwnedDatabase final : public TemporaryDatabase {
 public:
  OwnedDatabase(std::unique_ptr<Connection> admin, Identifier name, Endpoint endpoint)
      : admin_(std::move(admin)), name_(std::move(name)), endpoint_(std::move(endpoint)) {}
  ~OwnedDatabase() override {
    try {
      drop_own_database(*admin_, name_);
    } catch (...) {
      // The link to the server is gone; the next one who looks for leftovers finds it.
    }
  }
  const Endpoint& endpoint() const override { return endpoint_; }

 private:
  std::unique_ptr<Connection> admin_;
  Identifier name_;
  Endpoint endpoint_;
};

std::unique_ptr<Connection> connect_beside(Endpoint endpoint) {
  // The limits are those of the work in the database, not of making and dropping it.
  endpoint.lock_timeout = endpoint.statement_timeout = std::chrono::milliseconds(0);
  if (endpoint.path.empty() && !endpoint.parameters.contains("dbname")) endpoint.path = "postgres";
  return open_connection(endpoint);
}

void sign(Connection& admin, const Identifier& name) {
  SqlWriter sql(postgresql_syntax());
  sql.word("COMMENT ON DATABASE").name(name).word("IS");
  sql.string(std::string(kMaker) + admin.session_id());
  admin.execute(std::move(sql).take());
}

}  // namespace

std::variant<std::unique_ptr<TemporaryDatabase>, Unsupported> PostgresqlTemporaryDatabases::create(
    const Endpoint& beside, std::string_view prefix) const {
  std::unique_ptr<Connection> admin = connect_beside(beside);
  if (!may_create_databases(*admin))
    return Unsupported{"the user may not create databases (CREATEDB)", std::nullopt};
  const Identifier name(std::string(prefix) + random_hex(kNameDigits));
  const std::string options = describe_target(*admin).database_options;
  try {
    create_own_database(*admin, name, options);
  } catch (const Error& problem) {
    if (problem.code() != ErrorCode::database) throw;
    return Unsupported{"no temporary database can be made: " + problem.message(), std::nullopt};
  }
  Connection& session = *admin;
  auto database =
      std::make_unique<OwnedDatabase>(std::move(admin), name, endpoint_of(beside, name));
  sign(session, name);
  return database;
}

std::vector<std::string> PostgresqlTemporaryDatabases::drop_leftovers(
    const Endpoint& beside, std::string_view prefix) const {
  const std::unique_ptr<Connection> admin = connect_beside(beside);
  const Syntax& syntax = postgresql_syntax();
  const std::string own = string_literal(prefix, syntax);
  const std::string maker = string_literal(kMaker, syntax);
  const Rows rows = admin->query(
      "SELECT d.datname FROM pg_catalog.pg_database d, pg_catalog.pg_shdescription s"
      " WHERE s.objoid = d.oid AND s.classoid = 'pg_catalog.pg_database'::pg_catalog.regclass"
      " AND pg_catalog.starts_with(d.datname, " +
      own + ") AND pg_catalog.starts_with(s.description, " + maker +
      ") AND pg_catalog.pg_has_role(d.datdba, 'MEMBER') AND NOT EXISTS (SELECT FROM"
      " pg_catalog.pg_stat_activity a WHERE s.description = " +
      maker + " || a.pid) ORDER BY d.datname");
  std::vector<std::string> dropped;
  for (const auto& row : rows.rows) {
    drop_own_database(*admin, Identifier(text(row[0])));
    dropped.push_back(text(row[0]));
  }
  return dropped;
}

}  // namespace whimbrel::postgresql
