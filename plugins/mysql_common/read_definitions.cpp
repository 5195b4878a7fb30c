// What information_schema does not tell of a table: the few tables that need it are asked for one
// by one.
#include <algorithm>
#include <set>

#include "introspector.h"
#include "table_text.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::mysql_family {
namespace {

bool has_fulltext(const Table& table) {
  return std::any_of(table.indexes.begin(), table.indexes.end(),
                     [](const Index& index) { return index.method == "fulltext"; });
}

}  // namespace

void FamilyIntrospector::read_definitions(CatalogReading& reading) const {
  std::set<QualifiedName> wanted(reading.partitioned.begin(), reading.partitioned.end());
  if (has_fulltext_parsers())
    for (const auto& [name, table] : reading.schema.tables)
      if (has_fulltext(table)) wanted.insert(name);
  for (const QualifiedName& name : wanted) {
    const auto rows = reading.rows_of("SHOW CREATE TABLE " + quoted(name, family_syntax()));
    const std::string& definition = text(rows.at(0), 1);
    Table& table = reading.schema.tables.at(name);
    if (std::string clause = partition_clause(definition); !clause.empty())
      table.partition_by = Expression(std::move(clause));
    const auto parsers = index_parsers(definition);
    for (Index& index : table.indexes)
      if (const auto found = parsers.find(index.name.text()); found != parsers.end())
        reading.own(index.options)["parser"] = found->second;
  }
}

}  // namespace whimbrel::mysql_family
