#include "whimbrel/runner/version_table.h"

#include <algorithm>

#include "whimbrel/core/error.h"
#include "whimbrel/core/overloaded.h"
#include "whimbrel/dialect/sql_writer.h"
#include "whimbrel/diff/live_context.h"

namespace whimbrel {
namespace {

const Identifier kRevision("revision");

}  // namespace

Table version_table(const QualifiedName& name) {
  Table table;
  table.name = name;
  Column revision;
  revision.name = kRevision;
  revision.type = SqlType("varchar(255)");
  revision.nullable = false;
  table.columns.push_back(std::move(revision));
  table.primary_key = PrimaryKey{{}, {kRevision}};
  return table;
}

void create_own_table(const Table& table, const Dialect& dialect, Connection& connection) {
  LiveContext context(dialect, connection);
  const std::vector<Operation> operations = {CreateTable{table}};
  const Rendered rendered = dialect.renderer().render(operations, context);
  if (const auto* reason = std::get_if<Unsupported>(&rendered))
    throw Error(ErrorCode::unsupported, "the table '" + table.name.text() +
                                            "' of this tool cannot be made: " + reason->reason);
  try {
    for (const Statement& statement : std::get<std::vector<Statement>>(rendered))
      connection.execute(statement.sql);
  } catch (Error& error) {
    // A position in a statement that no file has tells nobody anything.
    error.at({}).add_context("making the table '" + table.name.text() + "' of this tool");
    throw;
  }
}

VersionTable::VersionTable(const Dialect& dialect, Connection& connection, QualifiedName name)
    : dialect_(&dialect), connection_(&connection), name_(std::move(name)) {}

std::vector<std::string> VersionTable::read() {
  SqlWriter sql(dialect_->syntax());
  sql.word("SELECT").name(kRevision).word("FROM").name(name_);
  std::vector<std::string> revisions;
  try {
    for (auto& row : connection_->query(std::move(sql).take()).rows)
      revisions.push_back(row.at(0).value_or(""));
    known_to_exist_ = true;
  } catch (const Error& error) {
    if (error.condition() != DatabaseCondition::undefined_table) throw;
  }
  std::sort(revisions.begin(), revisions.end());
  return revisions;
}

void VersionTable::ensure() {
  if (!known_to_exist_) read();
  if (!known_to_exist_) create_own_table(version_table(name_), *dialect_, *connection_);
  known_to_exist_ = true;
}

std::string version_statement(const VersionChange& change, const QualifiedName& table,
                              const Syntax& syntax) {
  SqlWriter sql(syntax);
  std::visit(overloaded{
                 [&](const InsertVersion& insert) {
                   sql.word("INSERT INTO").name(table).names(std::vector{kRevision});
                   sql.word("VALUES").open_list().item().string(insert.revision).close_list();
                 },
                 [&](const DeleteVersion& del) {
                   sql.word("DELETE FROM").name(table).word("WHERE").name(kRevision).word("=");
                   sql.string(del.revision);
                 },
                 [&](const UpdateVersion& update) {
                   sql.word("UPDATE").name(table).word("SET").name(kRevision).word("=");
                   sql.string(update.to).word("WHERE").name(kRevision).word("=");
                   sql.string(update.from);
                 },
             },
             change);
  return std::move(sql).take();
}

std::string VersionTable::statement(const VersionChange& change) const {
  return version_statement(change, name_, dialect_->syntax());
}

void VersionTable::check(const VersionChange& change, std::uint64_t changed) const {
  const auto expect_one = [&](const std::string& row) {
    if (changed == 1) return;
    throw Error(ErrorCode::database, "the table '" + name_.text() +
                                         "' does not hold the revision '" + row + "' any more")
        .with_statement(statement(change))
        .with_hint("somebody else has changed it; look with 'whimbrel current' and run again");
  };
  std::visit(overloaded{
                 [](const InsertVersion&) {},
                 [&](const DeleteVersion& del) { expect_one(del.revision); },
                 [&](const UpdateVersion& update) { expect_one(update.from); },
             },
             change);
}

void VersionTable::apply(std::span<const VersionChange> changes) {
  for (const VersionChange& change : changes)
    check(change, connection_->execute(statement(change)));
}

}  // namespace whimbrel
