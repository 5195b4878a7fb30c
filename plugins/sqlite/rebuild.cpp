#include "rebuild.h"

#include <algorithm>

#include "syntax.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::sqlite {
namespace {

bool counts(const Table& table) {
  for (const Column& column : table.columns)
    if (column.autoincrement) return true;
  return false;
}

}  // namespace

QualifiedName Rebuild::interim_name() const {
  return QualifiedName(std::string(kInterim) + after.name.name.text());
}

bool Rebuild::drops_a_column() const {
  return carried.size() < before.columns.size() &&
         std::any_of(before.columns.begin(), before.columns.end(),
                     [&](const Column& column) { return after.column(column.name) == nullptr; });
}

Guard null_guard(const QualifiedName& table, const Identifier& column, const std::string& source,
                 std::size_t operation) {
  SqlWriter sql(syntax());
  sql.word("SELECT count(*) AS rows FROM").name(table);
  sql.word("WHERE").word(source).word("IS NULL HAVING count(*) > 0");
  return {std::move(sql).take(),
          "column '" + column.text() + "' of table '" + table.text() +
              "' becomes NOT NULL, and there are rows without a value in it; give them one first",
          operation};
}

Guard trigger_guard(const Rebuild& rebuild) {
  const Table& table = rebuild.before;
  const std::vector<std::string>& known = rebuild.triggers;
  SqlWriter sql(syntax());
  sql.word("SELECT name AS trigger FROM sqlite_schema WHERE type = 'trigger' AND tbl_name =");
  sql.string(table.name.name.text()).word("COLLATE NOCASE AND sql NOT IN").open_list();
  for (const std::string& statement : known) sql.item().string(statement);
  sql.close_list();
  for (const std::string& statement : known) {
    sql.word("UNION ALL SELECT").string(statement).word("WHERE").string(statement);
    sql.word("NOT IN (SELECT sql FROM sqlite_schema WHERE type = 'trigger')");
  }
  return {std::move(sql).take(),
          "table '" + table.name.text() +
              "' must be rebuilt, and its triggers are other than what was read of it: they would "
              "be lost; drop them before and create them again after, in revisions of their own",
          0};
}

std::optional<std::string> copy_statement(const Rebuild& rebuild) {
  if (rebuild.carried.empty()) return std::nullopt;
  SqlWriter sql(syntax());
  sql.word("INSERT INTO").name(rebuild.interim_name()).open_list();
  for (const Carried& each : rebuild.carried) sql.item().name(each.column);
  sql.close_list().word("SELECT");
  std::string sources;
  for (const Carried& each : rebuild.carried)
    sources += (sources.empty() ? "" : ", ") + each.source;
  sql.word(sources).word("FROM").name(rebuild.before.name);
  return std::move(sql).take();
}

std::vector<std::string> counter_statements(const Rebuild& rebuild) {
  if (!counts(rebuild.before) || !counts(rebuild.after)) return {};
  const std::string interim = rebuild.interim_name().name.text();
  SqlWriter forget(syntax());
  forget.word("DELETE FROM sqlite_sequence WHERE name =").string(interim);
  SqlWriter keep(syntax());
  keep.word("INSERT INTO sqlite_sequence (name, seq) SELECT");
  keep.word(string_literal(interim, syntax()) + ", seq FROM sqlite_sequence WHERE name =");
  keep.string(rebuild.before.name.name.text());
  return {std::move(forget).take(), std::move(keep).take()};
}

}  // namespace whimbrel::sqlite
