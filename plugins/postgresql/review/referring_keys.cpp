#include "review/referring_keys.h"

#include <algorithm>

namespace whimbrel::postgresql {

void drop_referring_keys(Reading& reading, const QualifiedName& table, const Identifier* column,
                         std::size_t offset) {
  for (const auto& [name, other] : reading.place().before.tables) {
    if (name == table) continue;
    for (const ForeignKey& key : other.foreign_keys) {
      if (key.referred_table != table) continue;
      const auto& columns = key.referred_columns;
      if (column != nullptr && std::find(columns.begin(), columns.end(), *column) == columns.end())
        continue;
      reading.operation(DropConstraint{name, key.name, ConstraintKind::foreign_key, key}, offset);
    }
  }
}

}  // namespace whimbrel::postgresql
