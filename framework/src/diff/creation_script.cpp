#include "whimbrel/diff/creation_script.h"

#include <algorithm>

#include "open_names.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/client_scripts.h"
#include "whimbrel/diff/diff.h"
#include "whimbrel/diff/model_context.h"

namespace whimbrel {
namespace {

using Phase = Statement::Phase;

class CreationScript {
 public:
  CreationScript(const Dialect& dialect, const Endpoint& endpoint)
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

  std::string written(const std::vector<Operation>& operations, const ServerInfo& server) && {
    const std::vector<Statement> statements = rendered(operations, server);
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

  std::vector<Statement> rendered(const std::vector<Operation>& operations,
                                  const ServerInfo& server) const {
    const Schema nothing;
    ModelContext context(nothing, server);
    Rendered rendered = dialect_.renderer().render(operations, context);
    if (const auto* reason = std::get_if<Unsupported>(&rendered)) {
      Error error(ErrorCode::unsupported, "unsupported: " + reason->reason);
      if (reason->operation) error.at(summary(operations.at(*reason->operation)));
      throw error;
    }
    return std::get<std::vector<Statement>>(std::move(rendered));
  }

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

std::string creation_script(const Schema& schema, const Dialect& dialect, const ServerInfo& server,
                            const Endpoint& endpoint) {
  CreationScript script(dialect, endpoint);
  Schema wanted = schema;
  wanted.unsupported.clear();
  Difference difference = diff({}, wanted, dialect.capabilities());
  // What has no name in the database gets none: it would read as another schema.
  for (Operation& operation : difference.operations)
    if (auto* create = std::get_if<CreateTable>(&operation))
      if (const Table* written = wanted.table(create->table.name))
        create->table = with_open_names(*written, std::move(create->table));
  for (const UnsupportedObject& each : schema.unsupported)
    script.left_out(each.kind + " '" + each.name + "'");
  for (const std::string& each : difference.unsupported) script.left_out(each);
  return std::move(script).written(difference.operations, server);
}

}  // namespace whimbrel
