// Options of tables, and partitions.
#include "objects/storage_parameters.h"
#include "options.h"
#include "renderer.h"
#include "syntax.h"

namespace whimbrel::postgresql {
namespace {

using sdk::Answer;
using sdk::RenderWork;

// "enabled", "forced", "forced, not enabled" or nothing, as the actions that reach it from another.
std::vector<std::string> row_security_actions(std::string_view from, std::string_view to) {
  const auto enabled = [](std::string_view state) {
    return state == "enabled" || state == "forced";
  };
  const auto forced = [](std::string_view state) { return state.starts_with("forced"); };
  std::vector<std::string> actions;
  if (enabled(from) != enabled(to))
    actions.emplace_back(enabled(to) ? "ENABLE ROW LEVEL SECURITY" : "DISABLE ROW LEVEL SECURITY");
  if (forced(from) != forced(to))
    actions.emplace_back(forced(to) ? "FORCE ROW LEVEL SECURITY" : "NO FORCE ROW LEVEL SECURITY");
  return actions;
}

std::string replica_identity(const std::string& value) {
  constexpr std::string_view kUsing = "using ";
  if (value.starts_with(kUsing))
    return "REPLICA IDENTITY USING INDEX " + value.substr(kUsing.size());
  if (value == "full") return "REPLICA IDENTITY FULL";
  return value == "nothing" ? "REPLICA IDENTITY NOTHING" : "REPLICA IDENTITY DEFAULT";
}

std::vector<std::string> actions_for(const std::string& key, const std::string& from,
                                     const std::string& to) {
  const auto name = [](const std::string& text) {
    return quoted(Identifier(text), postgresql_syntax());
  };
  if (key == "with") return parameter_changes(from, to);
  if (key == "row_security") return row_security_actions(from, to);
  if (key == "replica_identity") return {replica_identity(to)};
  if (key == "unlogged") return {to == "true" ? "SET UNLOGGED" : "SET LOGGED"};
  if (key == "tablespace") return {"SET TABLESPACE " + name(to.empty() ? "pg_default" : to)};
  if (key == "access_method") return {"SET ACCESS METHOD " + name(to.empty() ? "heap" : to)};
  return {};
}

void alter_table(const QualifiedName& table, const std::string& action, RenderWork& work) {
  SqlWriter sql(postgresql_syntax());
  work.add(std::move(sql.word("ALTER TABLE").name(table).word(action)).take());
}

}  // namespace

void PostgresqlRenderer::later_table_options(const Table& table, RenderWork& work) const {
  for (const char* key : {"row_security", "replica_identity"})
    if (const std::string value = option(table.options, key); !value.empty())
      for (const std::string& action : actions_for(key, "", value))
        alter_table(table.name, action, work);
}

Answer PostgresqlRenderer::set_table_options(const SetTableOptions& op, RenderWork& work) const {
  const auto ours = op.to.find(std::string(kDialectName));
  if (ours == op.to.end()) return std::nullopt;
  const Table* table = op.existing ? nullptr : work.tables.table(op.table);
  const Options before = op.existing ? *op.existing : table != nullptr ? table->options : Options();
  for (const auto& [key, value] : ours->second) {
    const std::string old = option(before, key);
    if (old == value) continue;
    if (key == "unlogged" && (old == "true") == (value == "true")) continue;
    const std::vector<std::string> actions = actions_for(key, old, value);
    if (actions.empty() && key != "with" && key != "row_security")
      return Unsupported{"table '" + op.table.text() + "' cannot have the option '" + key + "'",
                         std::nullopt};
    for (const std::string& action : actions) alter_table(op.table, action, work);
  }
  return std::nullopt;
}

Answer PostgresqlRenderer::set_partitioning(const SetPartitioning& op, RenderWork&) const {
  return Unsupported{"table '" + op.table.text() +
                         "' cannot become partitioned, or cease to be, while it exists; make "
                         "another one and move the rows",
                     std::nullopt};
}

Answer PostgresqlRenderer::attach_partition(const AttachPartition& op, RenderWork& work) const {
  SqlWriter sql = writer();
  sql.word("ALTER TABLE").name(op.table).word("ATTACH PARTITION").name(op.partition);
  work.add(std::move(sql.word(op.bound.text)).take());
  return std::nullopt;
}

Answer PostgresqlRenderer::detach_partition(const DetachPartition& op, RenderWork& work) const {
  const bool concurrently = has_option(op.options, "concurrently");
  constexpr int kConcurrently = 14'000'000;
  if (concurrently && work.now.server().version_number < kConcurrently)
    return Unsupported{"DETACH PARTITION ... CONCURRENTLY needs PostgreSQL 14", std::nullopt};
  SqlWriter sql = writer();
  sql.word("ALTER TABLE").name(op.table).word("DETACH PARTITION").name(op.partition);
  sql.word(concurrently ? "CONCURRENTLY" : "");
  work.add(std::move(sql).take(),
           concurrently ? Statement::Phase::outside : Statement::Phase::transaction);
  return std::nullopt;
}

}  // namespace whimbrel::postgresql
