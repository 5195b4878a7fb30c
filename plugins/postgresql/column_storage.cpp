#include "column_storage.h"

#include "objects/storage_parameters.h"
#include "options.h"
#include "syntax.h"
#include "whimbrel/core/text.h"

namespace whimbrel::postgresql {
namespace {

// What the type would have by itself; before PostgreSQL 16 there is no word for that.
std::string default_storage(std::string_view type) {
  const bool main = type.starts_with("numeric") || type.starts_with("decimal") || type == "inet" ||
                    type == "cidr";
  return main && !type.ends_with("]") ? "MAIN" : "EXTENDED";
}

}  // namespace

void change_column_storage(const QualifiedName& table, const Identifier& column,
                           std::string_view type, const Options& changes, sdk::RenderWork& work,
                           const Options& existing) {
  const auto ours = changes.find(std::string(kDialectName));
  if (ours == changes.end()) return;
  SqlWriter sql(postgresql_syntax());
  int actions = 0;
  const auto action = [&]() -> SqlWriter& {
    if (actions++ == 0)
      sql.word("ALTER TABLE").name(table);
    else
      sql.item();
    return sql.word("ALTER COLUMN").name(column);
  };
  for (const auto& [key, value] : ours->second) {
    if (key == "storage")
      action().word("SET STORAGE").word(value.empty() ? default_storage(type) : upper(value));
    if (key == "compression")
      action().word("SET COMPRESSION").word(value.empty() ? "DEFAULT" : value);
    if (key == "statistics") action().word("SET STATISTICS").word(value.empty() ? "-1" : value);
    if (key == "with")
      for (const std::string& change : parameter_changes(option(existing, "with"), value))
        action().word(change);
  }
  if (actions > 0) work.add(std::move(sql).take());
}

std::string sequence_of_column(const QualifiedName& table, const Identifier& column) {
  const Syntax& syntax = postgresql_syntax();
  // The function takes the table as SQL writes it and the column as it is.
  return "pg_get_serial_sequence(" + string_literal(quoted(table, syntax), syntax) + ", " +
         string_literal(column.text(), syntax) + ")";
}

void alter_own_sequence(const QualifiedName& table, const Identifier& column,
                        const std::string& words, sdk::RenderWork& work) {
  work.add("DO $whimbrel$ BEGIN EXECUTE 'ALTER SEQUENCE ' || " + sequence_of_column(table, column) +
           " || ' " + words + "'; END $whimbrel$");
}

}  // namespace whimbrel::postgresql
