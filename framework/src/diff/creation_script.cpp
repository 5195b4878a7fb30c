#include "whimbrel/diff/creation_script.h"

#include <algorithm>
#include <span>

#include "open_names.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/client_scripts.h"
#include "whimbrel/diff/diff.h"
#include "whimbrel/diff/model_context.h"
#include "whimbrel/ops/apply.h"

namespace whimbrel {
namespace {

using Phase = Statement::Phase;

// What `operations` are on a database that looks like `now`.
Rendered rendering(std::span<const Operation> operations, const Schema& now, const Dialect& dialect,
                   const ServerInfo& server) {
  ModelContext context(now, server);
  try {
    return dialect.renderer().render(operations, context);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::unsupported) throw;
    return Unsupported{error.message(), std::nullopt};
  }
}

// Moves what cannot be rendered to `left_out`, with the reason.
void take_out_refused(std::vector<Operation>& operations, const Dialect& dialect,
                      const ServerInfo& server, std::vector<std::string>& left_out) {
  Schema now;
  std::vector<Operation> kept;
  for (Operation& operation : operations) {
    const Rendered answer = rendering({&operation, 1}, now, dialect, server);
    if (const auto* refused = std::get_if<Unsupported>(&answer)) {
      left_out.push_back(summary(operation) + ": " + refused->reason);
      continue;
    }
    whimbrel::apply(operation, now);
    kept.push_back(std::move(operation));
  }
  operations = std::move(kept);
}

// They are rendered together; one by one only where that is refused, to find out which.
std::vector<Statement> statements_of(std::vector<Operation> operations, const Dialect& dialect,
                                     const ServerInfo& server, std::vector<std::string>& left_out) {
  Rendered answer = rendering(operations, {}, dialect, server);
  if (std::holds_alternative<Unsupported>(answer)) {
    take_out_refused(operations, dialect, server, left_out);
    answer = rendering(operations, {}, dialect, server);
  }
  if (const auto* refused = std::get_if<Unsupported>(&answer))
    throw Error(ErrorCode::unsupported, "unsupported: " + refused->reason);
  return std::get<std::vector<Statement>>(std::move(answer));
}

class Writer {
 public:
  Writer(const Dialect& dialect, const Endpoint& endpoint)
      : dialect_(dialect), client_(ability<ClientScripts>(dialect)) {
    if (client_ == nullptr)
      throw Error(ErrorCode::unsupported, "unsupported: the plugin of '" +
                                              std::string(dialect.name()) +
                                              "' writes no scripts for a client program");
    text_ = client_->opening(endpoint);
  }

  void left_out(const std::string& what) {
    text_ += "-- left out: " + replaced(replaced(what, "\r", " "), "\n", " ") + "\n";
  }

  std::string written(const std::vector<Statement>& statements) && {
    const bool atomic = dialect_.capabilities().transactional_ddl &&
                        std::none_of(statements.begin(), statements.end(), is_outside);
    add(statements, {Phase::before});
    if (atomic) add(client_->begin());
    add(statements, {Phase::transaction, Phase::outside});
    if (atomic) add("COMMIT");
    add(statements, {Phase::after});
    return std::move(text_);
  }

 private:
  static bool is_outside(const Statement& statement) { return statement.phase == Phase::outside; }

  // Statements that look for rows in the way have nothing to find in an empty database.
  void add(const std::vector<Statement>& statements, std::initializer_list<Phase> phases) {
    for (const Statement& each : statements)
      if (each.refuse_rows.empty() &&
          std::find(phases.begin(), phases.end(), each.phase) != phases.end())
        add(each.sql);
  }

  void add(std::string_view sql) {
    auto written = client_->statement(sql);
    if (const auto* reason = std::get_if<Unsupported>(&written))
      throw Error(ErrorCode::unsupported, "unsupported: " + reason->reason)
          .with_statement(std::string(sql));
    text_ += std::get<std::string>(written);
  }

  const Dialect& dialect_;
  const ClientScripts* client_;
  std::string text_;
};

}  // namespace

CreationScript creation_script(const Schema& schema, const Dialect& dialect,
                               const ServerInfo& server, const Endpoint& endpoint) {
  Writer writer(dialect, endpoint);
  Schema wanted = schema;
  wanted.unsupported.clear();
  Difference difference = diff({}, wanted, dialect.capabilities());
  // What has no name in the database gets none: it would read as another schema.
  for (Operation& operation : difference.operations)
    if (auto* create = std::get_if<CreateTable>(&operation))
      if (const Table* written = wanted.table(create->table.name))
        create->table = with_open_names(*written, std::move(create->table));
  CreationScript script;
  for (const UnsupportedObject& each : schema.unsupported)
    script.left_out.push_back(each.kind + " '" + each.name + "'");
  for (std::string& each : difference.unsupported) script.left_out.push_back(std::move(each));
  const std::vector<Statement> statements =
      statements_of(std::move(difference.operations), dialect, server, script.left_out);
  for (const std::string& each : script.left_out) writer.left_out(each);
  script.sql = std::move(writer).written(statements);
  return script;
}

}  // namespace whimbrel
