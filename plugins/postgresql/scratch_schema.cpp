#include "scratch_schema.h"

#include "scratch_contents.h"
#include "scratch_statement.h"
#include "syntax.h"
#include "whimbrel/core/error.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::postgresql {
namespace {

// A session inside of a transaction that never ends: its transactions are savepoints, and so is
// every single statement, because a failed one would otherwise take the place with it.
class NestedConnection final : public Connection {
 public:
  explicit NestedConnection(std::unique_ptr<Connection> outer) : outer_(std::move(outer)) {}

  /// The session as it is, for what sets savepoints of its own.
  Connection& outer() { return *outer_; }

  const ServerInfo& server() const override { return outer_->server(); }
  std::string session_id() const override { return outer_->session_id(); }

  std::uint64_t execute(std::string_view sql) override {
    return guarded([&] { return outer_->execute(for_furnished_place(sql)); });
  }
  Rows query(std::string_view sql) override {
    return guarded([&] { return outer_->query(sql); });
  }

  void begin() override {
    outer_->execute("SAVEPOINT whimbrel_transaction");
    open_ = true;
  }
  void commit() override {
    outer_->execute("RELEASE SAVEPOINT whimbrel_transaction");
    open_ = false;
  }
  void rollback() override {
    if (!open_) return;
    outer_->execute("ROLLBACK TO SAVEPOINT whimbrel_transaction");
    commit();
  }

 private:
  template <class Run>
  auto guarded(Run&& run) -> decltype(run()) {
    if (open_) return run();
    outer_->execute("SAVEPOINT whimbrel_statement");
    try {
      auto result = run();
      outer_->execute("RELEASE SAVEPOINT whimbrel_statement");
      return result;
    } catch (const Error& problem) {
      if (problem.code() == ErrorCode::database) {
        outer_->execute("ROLLBACK TO SAVEPOINT whimbrel_statement");
        outer_->execute("RELEASE SAVEPOINT whimbrel_statement");
      }
      throw;
    }
  }

  std::unique_ptr<Connection> outer_;
  bool open_ = false;
};

class ScratchSchema final : public ScratchPlace {
 public:
  ScratchSchema(std::unique_ptr<Connection> session, Identifier name, Identifier stands_for,
                const PostgresqlIntrospector& introspector)
      : session_(std::move(session)),
        name_(std::move(name)),
        stands_for_(std::move(stands_for)),
        introspector_(&introspector),
        before_(schema_contents(session_.outer())) {}
  // The end of the session rolls its transaction back.
  ~ScratchSchema() override = default;

  Connection& connection() override { return session_; }

  Schema read(const IntrospectionScope& scope) override {
    // Tables are those of the place. What it uses of the target's schema (types and functions of
    // extensions) is written without a schema, as it would be in the target.
    return without_furniture(introspector_->read(session_.outer(), scope, {stands_for_}));
  }

  // The schemas of the target are here with all that is in them, and cannot be told apart from what
  // was added.
  std::vector<Identifier> made_schemas() override {
    std::vector<Identifier> made =
        changed_schemas(before_, schema_contents(session_.outer()), name_);
    for (const Identifier& schema : made)
      if (before_.contains(schema)) throw shared_schema(schema);
    return made;
  }

 private:
  static Error shared_schema(const Identifier& schema) {
    Error error(ErrorCode::unsupported,
                "the desired schema makes something in schema '" + schema.text() +
                    "', which the database has already: that can only be built in a database of "
                    "its own, and the user may not create databases");
    error.with_hint("set scratch_url for this target, or grant the user CREATEDB");
    return error;
  }

  NestedConnection session_;
  Identifier name_;
  Identifier stands_for_;
  const PostgresqlIntrospector* introspector_;
  SchemaContents before_;
};

}  // namespace

std::unique_ptr<ScratchPlace> make_scratch_schema(std::unique_ptr<Connection> session,
                                                  const ScratchTarget& look,
                                                  const PostgresqlIntrospector& introspector) {
  const Syntax& syntax = postgresql_syntax();
  const Identifier name = scratch_name();
  session->begin();
  SqlWriter sql(syntax);
  sql.word("CREATE SCHEMA").name(name);
  session->execute(std::move(sql).take());
  session->query("SELECT pg_catalog.set_config('search_path', " +
                 string_literal(quoted(name, syntax) + ", " + look.search_path, syntax) +
                 ", true)");
  return std::make_unique<ScratchSchema>(std::move(session), name, look.default_schema,
                                         introspector);
}

}  // namespace whimbrel::postgresql
