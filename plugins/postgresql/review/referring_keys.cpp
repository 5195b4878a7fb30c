#include "review/referring_keys.h"

#include <algorithm>

namespace whimbrel::postgresql {

std::vector<ReferringKey> referring_keys(const Reading& reading, const QualifiedName& table,
                                         const Identifier* column) {
  std::vector<ReferringKey> found;
  for (const auto& [name, other] : reading.place().before.tables) {
    if (name == table) continue;
    for (const ForeignKey& key : other.foreign_keys) {
      if (key.referred_table != table) continue;
      const auto& columns = key.referred_columns;
      if (column == nullptr || std::find(columns.begin(), columns.end(), *column) != columns.end())
        found.push_back({name, key});
    }
  }
  return found;
}

void drop_referring_keys(Reading& reading, const QualifiedName& table, const Identifier* column,
                         std::size_t offset) {
  for (const auto& [name, key] : referring_keys(reading, table, column))
    reading.operation(DropConstraint{name, key.name, ConstraintKind::foreign_key, key}, offset);
}

const Table* owner_of_index(const Reading& reading, const Identifier& schema,
                            const Identifier& index) {
  for (const auto& [name, table] : reading.place().before.tables) {
    const bool here = schema.empty() || name.schema.empty() || name.schema == schema;
    if (here && table.index(index) != nullptr) return &table;
  }
  return nullptr;
}

}  // namespace whimbrel::postgresql
