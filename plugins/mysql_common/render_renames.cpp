// Renaming a column, and computing one in another way: what else in the table names it goes along.
#include <algorithm>

#include "expression_text.h"
#include "keys.h"
#include "renderer.h"

namespace whimbrel::mysql_family {
namespace {

sdk::Answer cannot(std::string what) { return Unsupported{std::move(what), std::nullopt}; }

bool computes_with(const Index& index, const Identifier& column) {
  return std::any_of(index.keys.begin(), index.keys.end(), [&](const IndexKey& key) {
    const auto* expression = std::get_if<Expression>(&key.what);
    return expression != nullptr && names_column(expression->text, column.text());
  });
}

Index with_name(Index index, const Identifier& from, const Identifier& to) {
  for (IndexKey& key : index.keys)
    if (auto* expression = std::get_if<Expression>(&key.what))
      expression->text = with_column_renamed(expression->text, from.text(), to.text());
    else if (std::get<Identifier>(key.what) == from)
      key.what = to;
  return index;
}

bool has_key(const Index& index, const Identifier& column) {
  const std::vector<Identifier> columns = columns_of(index);
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

}  // namespace

// MySQL refuses to rename a column that an expression names, but not when all of them are stated
// anew in the same statement. MariaDB writes the new name into them itself, and into the name of a
// check that stands with the column: that one is kept as it was called.
AlterPart FamilyRenderer::rename_part(const RenameColumn& op, const Table& table,
                                      const ServerInfo& server, Answer& problem) const {
  const auto name = [&](const Identifier& each) { return quoted(each, dialect().syntax()); };
  const auto renamed = [&](const std::string& text) {
    return with_column_renamed(text, op.column.text(), op.to.text());
  };
  AlterPart part;
  std::string rename = "RENAME COLUMN " + name(op.column) + " TO " + name(op.to);
  for (const CheckConstraint& check : table.checks) {
    const Column* column = table.column(op.column);
    const bool inline_check = column != nullptr && stands_with_column(check, *column);
    if (!inline_check &&
        (renames_in_expressions() || !names_column(check.condition.text, op.column.text())))
      continue;
    CheckConstraint again = check;
    again.condition.text = renamed(check.condition.text);
    if (inline_check) {
      Column moved = *column;
      moved.name = op.to;
      rename = "CHANGE COLUMN " + name(op.column) + " " + column_text(moved, server, problem);
      part.add("DROP CONSTRAINT IF EXISTS " + name(check.name));
    } else {
      part.add("DROP CHECK " + name(check.name));
    }
    part.add("ADD " + constraint_text(again), "check:" + check.name.text());
  }
  part.clauses.insert(part.clauses.begin(), rename);
  if (renames_in_expressions()) return part;
  for (Column column : table.columns) {
    if (!column.generated || !names_column(column.generated->expression.text, op.column.text()))
      continue;
    column.generated->expression.text = renamed(column.generated->expression.text);
    part.add("MODIFY COLUMN " + column_text(column, server, problem));
  }
  for (const Index& index : table.indexes) {
    if (!computes_with(index, op.column)) continue;
    part.add("DROP INDEX " + name(index.name));
    add_index(with_name(index, op.column, op.to), part);
  }
  return part;
}

FamilyRenderer::Answer FamilyRenderer::rename_column(const RenameColumn& op,
                                                     RenderWork& work) const {
  auto& ddl = static_cast<AlterWork&>(work);
  const Table* table = work.tables.table(op.table);
  AlterPart part;
  Answer problem;
  if (table != nullptr) {
    part = rename_part(op, *table, work.now.server(), problem);
    if (problem) return problem;
  } else {
    part.add("RENAME COLUMN " + quoted(op.column, dialect().syntax()) + " TO " +
             quoted(op.to, dialect().syntax()));
  }
  // Alone in its statement: what follows may speak of the column by its new name.
  if (part.clauses.size() == 1 && may_ask(Ask::online, table)) part.ask = Ask::online;
  part.alone = true;
  ddl.alter(op.table, std::move(part), dialect().syntax());
  ddl.close();
  return std::nullopt;
}

// No statement turns a virtual column into another one or back. Through a stored one both ways are
// open: a stored column keeps its values when it stops being computed, and dropping and adding a
// computed one loses nothing.
FamilyRenderer::Answer FamilyRenderer::compute_anew(const AlterColumn& op, const Table* table,
                                                    const Column& before, const Column& after,
                                                    RenderWork& work) const {
  const std::string about = "column '" + op.column.text() + "' of table '" + op.table.text() + "'";
  if (table == nullptr)
    return cannot(about +
                  " cannot become virtual or stop being virtual while its table is not "
                  "known; drop it and add it");
  Column stored = before.generated ? before : after;
  stored.generated->stored = true;
  Answer problem;
  const auto modify = [&](const Column& to) {
    AlterPart part;
    part.add("MODIFY COLUMN " + column_text(to, work.now.server(), problem),
             "column:" + op.column.text());
    finish(op.table, std::move(part), work);
  };
  if (!before.generated) modify(stored);
  const Column& made = after.generated ? after : stored;
  AlterPart part;
  part.touched.insert("column:" + op.column.text());
  const auto here = std::find_if(table->columns.begin(), table->columns.end(),
                                 [&](const Column& each) { return each.name == op.column; });
  const std::string place = here == table->columns.begin()
                                ? " FIRST"
                                : " AFTER " + quoted((here - 1)->name, dialect().syntax());
  std::vector<Index> keyed;
  for (const Index& index : table->indexes)
    if (has_key(index, op.column)) keyed.push_back(index);
  for (const UniqueConstraint& unique : table->unique_constraints) {
    Index index;
    index.name = unique.name;
    index.unique = true;
    for (const Identifier& each : unique.columns) index.keys.push_back({each, false, 0, {}});
    if (has_key(index, op.column)) keyed.push_back(std::move(index));
  }
  for (const Index& index : keyed) part.add("DROP INDEX " + quoted(index.name, dialect().syntax()));
  part.add("DROP COLUMN " + quoted(op.column, dialect().syntax()));
  part.add("ADD COLUMN " + column_text(made, work.now.server(), problem) + place);
  for (const Index& index : keyed) add_index(index, part);
  finish(op.table, std::move(part), work);
  if (!after.generated) modify(after);
  return problem;
}

}  // namespace whimbrel::mysql_family
