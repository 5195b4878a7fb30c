#include "script_writer.h"

#include <algorithm>
#include <set>

#include "whimbrel/core/error.h"
#include "whimbrel/dialect/sql_writer.h"
#include "whimbrel/diff/model_context.h"
#include "whimbrel/runner/version_table.h"

namespace whimbrel {
namespace {

const Identifier kRevision("revision");

std::string on_one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return text;
}

void add_list(const std::vector<std::string>& ids, SqlWriter& sql) {
  sql.open_list();
  for (const std::string& id : ids) sql.item().string(id);
  sql.close_list();
}

// Rows that say that something of what the script applies, or all, is applied already.
std::string rows_in_the_way(const QualifiedName& versions, const RevisionGraph& graph,
                            const std::vector<Step>& steps, const Syntax& syntax) {
  std::set<std::string_view> wanted;
  for (const Step& step : steps) wanted.insert(step.revision);
  std::vector<std::string> applied;
  std::vector<std::string> others;
  for (RevisionIndex i = 0; i < graph.size(); ++i)
    (wanted.contains(graph.id(i)) ? applied : others).push_back(graph.id(i));
  SqlWriter sql(syntax);
  sql.word("SELECT").name(kRevision).word("FROM").name(versions);
  // A stamp wants no row at all. The shorter list of the two says the same.
  if (applied.empty() || others.empty()) return std::move(sql).take();
  sql.word("WHERE").name(kRevision);
  if (others.size() <= applied.size())
    add_list(others, sql.word("NOT IN"));
  else
    add_list(applied, sql.word("IN"));
  return std::move(sql).take();
}

// A row when not every one of `ids` has one.
std::string missing_rows(const QualifiedName& versions, const std::vector<std::string>& ids,
                         const Syntax& syntax) {
  SqlWriter sql(syntax);
  sql.word("SELECT count(*) FROM").name(versions).word("WHERE").name(kRevision).word("IN");
  add_list(ids, sql);
  sql.word("HAVING count(*) <>").word(std::to_string(ids.size()));
  return std::move(sql).take();
}

}  // namespace

ScriptWriter::ScriptWriter(const Dialect& dialect, const Endpoint& endpoint, const ScriptSink& sink)
    : dialect_(dialect),
      endpoint_(endpoint),
      sink_(sink),
      client_(ability<ClientScripts>(dialect)) {
  if (client_ == nullptr)
    throw Error(ErrorCode::unsupported, "the plugin of '" + std::string(dialect.name()) +
                                            "' writes no scripts for a client program")
        .with_hint("run the command without --sql");
}

void ScriptWriter::open(const std::string& title, const std::string& tag) {
  sink_("-- " + on_one_line(title) + "\n");
  if (!tag.empty()) sink_("-- Tag: " + on_one_line(tag) + "\n");
  sink_(client_->opening(endpoint_));
}

void ScriptWriter::sql(std::string_view text) {
  auto written = client_->statement(text);
  if (const auto* reason = std::get_if<Unsupported>(&written))
    throw Error(ErrorCode::unsupported, "unsupported: " + reason->reason)
        .with_statement(std::string(text));
  sink_(std::get<std::string>(written));
}

void ScriptWriter::make_version_table(const QualifiedName& name) {
  const Schema nothing;
  ModelContext context(nothing, 0);
  const std::vector<Operation> operations = {CreateTable{version_table(name)}};
  const Rendered rendered = dialect_.renderer().render(operations, context);
  if (const auto* reason = std::get_if<Unsupported>(&rendered))
    throw Error(ErrorCode::unsupported,
                "the table '" + name.text() + "' of this tool cannot be made: " + reason->reason);
  for (const Statement& each : std::get<std::vector<Statement>>(rendered))
    sql(client_->unless_exists(each.sql));
}

void ScriptWriter::check_start(const QualifiedName& versions, const RevisionGraph& graph,
                               std::span<const RevisionIndex> start,
                               const std::vector<Step>& steps) {
  if (start.empty()) {
    make_version_table(versions);
    sink_(client_->refuse_rows(rows_in_the_way(versions, graph, steps, dialect_.syntax()),
                               "the database is not at base"));
    return;
  }
  std::vector<std::string> ids;
  for (const RevisionIndex i : start) ids.push_back(graph.id(i));
  sink_(client_->refuse_rows(missing_rows(versions, ids, dialect_.syntax()),
                             "the database is not at " + listed(graph, start)));
}

void ScriptWriter::comment(const std::string& text) { sink_("\n-- " + on_one_line(text) + "\n"); }

void ScriptWriter::statement(const Statement& statement) {
  if (statement.refuse_rows.empty())
    sql(statement.sql);
  else
    sink_(client_->refuse_rows(statement.sql, statement.refuse_rows));
}

void ScriptWriter::change_versions(const QualifiedName& table,
                                   std::span<const VersionChange> changes) {
  for (const VersionChange& each : changes) sql(version_statement(each, table, dialect_.syntax()));
}

}  // namespace whimbrel
