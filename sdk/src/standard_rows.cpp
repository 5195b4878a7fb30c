// Operations on rows.
#include <algorithm>

#include "whimbrel/core/overloaded.h"
#include "whimbrel/core/text.h"
#include "whimbrel/sdk/standard_renderer.h"

namespace whimbrel::sdk {
namespace {

// Rows of one INSERT: enough that the server does not count statements, few enough for every limit.
constexpr std::size_t kRowsAtOnce = 500;

void write_value(const DefaultValue& value, SqlWriter& sql) {
  std::visit(overloaded{
                 [&](const Literal& literal) { sql.literal(literal); },
                 [&](const Expression& expression) { sql.word(expression.text); },
             },
             value);
}

bool is_null(const DefaultValue& value) {
  const auto* literal = std::get_if<Literal>(&value);
  return literal != nullptr && literal->kind == Literal::Kind::null;
}

void write_assignments(const std::vector<Assignment>& assignments, SqlWriter& sql) {
  for (std::size_t i = 0; i < assignments.size(); ++i) {
    SqlWriter& one = sql.word(i == 0 ? "SET" : ",").name(assignments[i].column).word("=");
    write_value(assignments[i].value, one);
  }
}

}  // namespace

std::string StandardRenderer::insert_statement(const QualifiedName& table, const RowSet& rows,
                                               std::size_t begin, std::size_t end) const {
  SqlWriter sql = writer();
  sql.word("INSERT INTO").name(table).names(rows.columns).word("VALUES");
  std::vector<std::string> lists;
  for (std::size_t i = begin; i < end; ++i) {
    SqlWriter values = writer();
    values.open_list();
    for (const DefaultValue& value : rows.rows[i]) write_value(value, values.item());
    lists.push_back(std::move(values.close_list()).take());
  }
  return std::move(sql.word(join(lists, ", "))).take();
}

Answer StandardRenderer::insert_rows(const InsertRows& op, RenderWork& work) const {
  for (std::size_t at = 0; at < op.rows.rows.size(); at += kRowsAtOnce)
    work.add(
        insert_statement(op.table, op.rows, at, std::min(at + kRowsAtOnce, op.rows.rows.size())));
  return std::nullopt;
}

std::string StandardRenderer::upsert_clause(const UpsertRows& op) const {
  SqlWriter sql = writer();
  sql.word("ON CONFLICT").names(op.key).word("DO");
  std::size_t others = 0;
  for (const Identifier& column : op.rows.columns) {
    if (std::find(op.key.begin(), op.key.end(), column) != op.key.end()) continue;
    sql.word(others++ == 0 ? "UPDATE SET" : ",").name(column).word("= excluded.");
    sql.name(column);
  }
  if (others == 0) sql.word("NOTHING");
  return replaced(std::move(sql).take(), "excluded. ", "excluded.");
}

Answer StandardRenderer::upsert_rows(const UpsertRows& op, RenderWork& work) const {
  const std::string clause = upsert_clause(op);
  for (std::size_t at = 0; at < op.rows.rows.size(); at += kRowsAtOnce)
    work.add(
        insert_statement(op.table, op.rows, at, std::min(at + kRowsAtOnce, op.rows.rows.size())) +
        " " + clause);
  return std::nullopt;
}

Answer StandardRenderer::update_rows(const UpdateRows& op, RenderWork& work) const {
  SqlWriter sql = writer();
  sql.word("UPDATE").name(op.table);
  write_assignments(op.set, sql);
  if (op.where) sql.word("WHERE").word(op.where->text);
  work.add(std::move(sql).take());
  return std::nullopt;
}

Answer StandardRenderer::delete_rows(const DeleteRows& op, RenderWork& work) const {
  if (op.where) {
    SqlWriter sql = writer();
    sql.word("DELETE FROM").name(op.table).word("WHERE").word(op.where->text);
    work.add(std::move(sql).take());
    return std::nullopt;
  }
  for (const auto& row : op.rows.rows) {
    SqlWriter sql = writer();
    sql.word("DELETE FROM").name(op.table).word("WHERE");
    for (std::size_t i = 0; i < op.key.size(); ++i) {
      const auto column = std::find(op.rows.columns.begin(), op.rows.columns.end(), op.key[i]);
      const DefaultValue& value =
          row.at(static_cast<std::size_t>(column - op.rows.columns.begin()));
      if (i > 0) sql.word("AND");
      sql.name(op.key[i]).word(is_null(value) ? "IS" : "=");
      write_value(value, sql);
    }
    work.add(std::move(sql).take());
  }
  return std::nullopt;
}

Answer StandardRenderer::backfill(const Backfill& op, RenderWork& work) const {
  SqlWriter sql = writer();
  sql.word("UPDATE").name(op.table);
  write_assignments(op.set, sql);
  sql.word("WHERE").parenthesised(op.where ? op.where->text : "1 = 1");
  if (work.now.offline()) {
    // A script has no loop: all rows at once.
    work.add(std::move(sql).take());
    return std::nullopt;
  }
  std::string columns;
  for (const Identifier& column : op.key)
    columns += (columns.empty() ? "" : ", ") + quoted(column, dialect().syntax());
  Batches batches;
  batches.key = op.key.size() == 1 ? columns : "(" + columns + ")";
  batches.key_columns = op.key.size();
  batches.bound = "SELECT " + columns + " FROM " + quoted(op.table, dialect().syntax());
  batches.order = "ORDER BY " + columns + " LIMIT 1 OFFSET " + std::to_string(op.batch_size - 1);
  batches.pause = std::chrono::milliseconds(op.pause_ms);
  work.add(std::move(sql).take(), Statement::Phase::outside);
  work.statements.back().batches = std::move(batches);
  return std::nullopt;
}

}  // namespace whimbrel::sdk
