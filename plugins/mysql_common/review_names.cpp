// What the servers make of a definition: the names that they give, and what goes without saying.
#include <algorithm>
#include <charconv>

#include "keys.h"
#include "review_guide.h"
#include "whimbrel/core/text.h"

namespace whimbrel::mysql_family {
namespace {

bool has_key(const Table& table, const std::string& name) {
  const auto is_it = [&](const auto& each) { return same_word(each.name.text(), name); };
  return same_word(name, "PRIMARY") ||
         std::any_of(table.indexes.begin(), table.indexes.end(), is_it) ||
         std::any_of(table.unique_constraints.begin(), table.unique_constraints.end(), is_it);
}

// The first column's name, with a number from 2 where that is taken.
Identifier key_name(const std::string& first, const Table& around) {
  std::string name = first;
  for (int number = 2; has_key(around, name); ++number) name = first + "_" + std::to_string(number);
  return Identifier(name);
}

template <class Named>
Identifier numbered(const std::string& beginning, const std::vector<Named>& all) {
  int last = 0;
  for (const Named& each : all) {
    const std::string& name = each.name.text();
    if (!name.starts_with(beginning)) continue;
    int number = 0;
    std::from_chars(name.data() + beginning.size(), name.data() + name.size(), number);
    last = std::max(last, number);
  }
  return Identifier(beginning + std::to_string(last + 1));
}

bool has_invented_name(const ForeignKey& key, const Table& table) {
  return key.name.text().starts_with(table.name.name.text() + "_ibfk_");
}

bool is_memory(const Table& table, std::string_view dialect) {
  const auto own = table.options.find(std::string(dialect));
  if (own == table.options.end()) return false;
  const auto engine = own->second.find("engine");
  return engine != own->second.end() && same_word(engine->second, "MEMORY");
}

}  // namespace

Identifier FamilyReviewGuide::invented_name(const Constraint& constraint,
                                            const Table& around) const {
  if (const auto* unique = std::get_if<UniqueConstraint>(&constraint))
    return unique->columns.empty() ? Identifier() : key_name(unique->columns[0].text(), around);
  if (std::holds_alternative<ForeignKey>(constraint))
    return numbered(around.name.name.text() + "_ibfk_", around.foreign_keys);
  if (std::holds_alternative<CheckConstraint>(constraint))
    return numbered(invented_check(around), around.checks);
  return {};
}

Identifier FamilyReviewGuide::invented_name(const Index& index, const Table& around) const {
  if (index.keys.empty()) return {};
  const auto* column = std::get_if<Identifier>(&index.keys[0].what);
  return key_name(column == nullptr ? "functional_index" : column->text(), around);
}

// An index that the server makes for a foreign key without a name is named after the column, and
// so it is written down in the model.
void FamilyReviewGuide::settle(Table& table) const {
  StandardReviewGuide::settle(table);
  for (Index& index : table.indexes)
    if (index.method == "btree" && !is_memory(table, product_->dialect())) index.method.clear();
  for (const ForeignKey& key : table.foreign_keys) {
    if (!has_invented_name(key, table) || has_written_index(table, key) || key.columns.empty())
      continue;
    Index index;
    index.name = key_name(key.columns[0].text(), table);
    for (const Identifier& column : key.columns) index.keys.push_back({column, false, 0, {}});
    table.indexes.push_back(std::move(index));
  }
}

}  // namespace whimbrel::mysql_family
