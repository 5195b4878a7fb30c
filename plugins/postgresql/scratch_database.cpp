#include "scratch_database.h"

#include "connection.h"
#include "own_database.h"
#include "scratch_contents.h"
#include "scratch_statement.h"
#include "syntax.h"
#include "whimbrel/core/error.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::postgresql {
namespace {

std::string create_extension(const ScratchExtension& extension, bool same_version) {
  SqlWriter sql(postgresql_syntax());
  sql.word("CREATE EXTENSION IF NOT EXISTS").name(extension.name);
  sql.word("SCHEMA").name(extension.schema);
  if (same_version) sql.word("VERSION").string(extension.version);
  return std::move(sql).take();
}

// An extension may ask for more rights than the user has. What needs it then fails where it is
// used, with a message that names it.
void try_extension(Connection& session, const ScratchExtension& extension) {
  for (const bool same_version : {true, false}) {
    try {
      session.execute(create_extension(extension, same_version));
      return;
    } catch (const Error& problem) {
      if (problem.code() != ErrorCode::database) throw;
    }
  }
}

void furnish(Connection& session, const ScratchTarget& look) {
  // What is built here is not meant to last, so no statement waits for the disk.
  session.execute("SET synchronous_commit = off");
  for (const Identifier& schema : look.schemas) {
    SqlWriter sql(postgresql_syntax());
    sql.word("CREATE SCHEMA IF NOT EXISTS").name(schema);
    session.execute(std::move(sql).take());
  }
  for (const ScratchExtension& extension : look.extensions) try_extension(session, extension);
  session.query("SELECT pg_catalog.set_config('search_path', " +
                string_literal(look.search_path, postgresql_syntax()) + ", false)");
}

// The session of a place that has what its target has.
class FurnishedConnection final : public Connection {
 public:
  explicit FurnishedConnection(std::unique_ptr<Connection> session)
      : session_(std::move(session)) {}

  const ServerInfo& server() const override { return session_->server(); }
  std::string session_id() const override { return session_->session_id(); }
  std::uint64_t execute(std::string_view sql) override {
    return session_->execute(for_furnished_place(sql));
  }
  Rows query(std::string_view sql) override { return session_->query(sql); }
  void begin() override { session_->begin(); }
  void commit() override { session_->commit(); }
  void rollback() override { session_->rollback(); }

 private:
  std::unique_ptr<Connection> session_;
};

class ScratchDatabase final : public ScratchPlace {
 public:
  ScratchDatabase(std::unique_ptr<Connection> admin, Identifier name,
                  const PostgresqlIntrospector& introspector)
      : admin_(std::move(admin)), name_(std::move(name)), introspector_(&introspector) {}

  ~ScratchDatabase() override {
    session_.reset();
    try {
      drop_own_database(*admin_, name_);
    } catch (...) {
      // The link to the server is gone; the name of what is left says whose it was.
    }
  }

  void enter(const Endpoint& host, const ScratchTarget& look) {
    std::unique_ptr<Connection> session = open_connection(endpoint_of(host, name_));
    furnish(*session, look);
    default_schema_ = look.default_schema;
    furnished_ = schema_contents(*session);
    session_ = std::make_unique<FurnishedConnection>(std::move(session));
  }

  Connection& connection() override { return *session_; }
  Schema read(const IntrospectionScope& scope) override {
    return without_furniture(introspector_->read(*session_, scope));
  }
  std::vector<Identifier> made_schemas() override {
    return changed_schemas(furnished_, schema_contents(*session_), default_schema_);
  }

 private:
  std::unique_ptr<Connection> admin_;
  Identifier name_;
  const PostgresqlIntrospector* introspector_;
  Identifier default_schema_;
  SchemaContents furnished_;
  std::unique_ptr<Connection> session_;
};

}  // namespace

std::unique_ptr<ScratchPlace> make_scratch_database(std::unique_ptr<Connection> admin,
                                                    const Endpoint& host, const ScratchTarget& look,
                                                    const PostgresqlIntrospector& introspector) {
  const Identifier name = scratch_name();
  create_own_database(*admin, name, look.database_options);
  auto place = std::make_unique<ScratchDatabase>(std::move(admin), name, introspector);
  place->enter(host, look);
  return place;
}

}  // namespace whimbrel::postgresql
