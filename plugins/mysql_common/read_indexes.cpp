// Indexes, primary keys and unique constraints: one kind of object here, three in the model.
#include <algorithm>
#include <charconv>

#include "expression_text.h"
#include "introspector.h"
#include "keys.h"
#include "whimbrel/core/text.h"

namespace whimbrel::mysql_family {
namespace {

enum Field {
  kTable,
  kName,
  kNotUnique,
  kColumn,
  kOrder,
  kPrefix,
  kType,
  kComment,
  kUnused,
  kExpression
};

constexpr std::string_view kPrimary = "PRIMARY";

// The engines build trees, whatever was asked for; MEMORY can do both and hashes by itself.
// MariaDB says HASH for a unique index over a whole text, which nobody asks for by that name.
std::string method(const CatalogRow& row, bool memory) {
  const std::string type = lower(text(row, kType));
  if (type == "btree") return memory ? "btree" : "";
  if (type == "hash") return "";
  return type;
}

int number(const std::string& digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

// True when the model's unique constraint says all that there is to say.
bool is_plain_unique(const Index& index) {
  return index.unique && index.method.empty() && index.options.empty() && index.comment.empty() &&
         is_plain(index);
}

// What the columns of a primary key do not say: for each of them its prefix length and its order.
std::map<std::string, std::string> primary_key_options(const Index& index) {
  std::map<std::string, std::string> options;
  std::string lengths;
  std::string orders;
  bool prefixed = false;
  bool descends = false;
  for (const IndexKey& key : index.keys) {
    lengths += (lengths.empty() ? "" : ", ") + std::to_string(key.prefix_length);
    orders += (orders.empty() ? "" : ", ") + std::string(key.descending ? "desc" : "asc");
    prefixed = prefixed || key.prefix_length > 0;
    descends = descends || key.descending;
  }
  if (prefixed) options["prefix_lengths"] = lengths;
  if (descends) options["orders"] = orders;
  if (!index.method.empty()) options["method"] = index.method;
  if (!index.comment.empty()) options["comment"] = index.comment;
  return options;
}

bool is_memory(const Table& table, const std::string& dialect) {
  const auto own = table.options.find(dialect);
  if (own == table.options.end()) return false;
  const auto engine = own->second.find("engine");
  return engine != own->second.end() && same_word(engine->second, "MEMORY");
}

}  // namespace

void FamilyIntrospector::read_indexes(CatalogReading& reading) const {
  const auto rows = reading.rows(
      "SELECT TABLE_NAME, INDEX_NAME, NON_UNIQUE, COLUMN_NAME, COLLATION, SUB_PART, INDEX_TYPE,"
      " INDEX_COMMENT, " +
      std::string(index_columns()) +
      " FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = {database}{only TABLE_NAME}"
      " ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX");
  std::map<std::pair<std::string, std::string>, Index> indexes;
  for (const CatalogRow& row : rows) {
    const Table* table = reading.table(text(row, kTable));
    if (table == nullptr) continue;
    Index& index = indexes[{text(row, kTable), text(row, kName)}];
    if (index.name.empty()) index = read_index(reading, row, *table);
    index.keys.push_back(read_index_key(reading, row, index));
  }
  for (auto& [key, index] : indexes)
    place_index(reading, std::move(index), *reading.table(key.first));
}

// All but the keys, from the row of the first of them.
Index FamilyIntrospector::read_index(const CatalogReading& reading, const CatalogRow& row,
                                     const Table& table) const {
  Index index;
  index.name = Identifier(text(row, kName));
  index.unique = text(row, kNotUnique) == "0";
  index.method = method(row, is_memory(table, std::string(product_->dialect())));
  index.comment = text(row, kComment);
  if (is_true(row, kUnused))
    reading.own(index.options)[std::string(unused_index_option())] = "true";
  return index;
}

IndexKey FamilyIntrospector::read_index_key(const CatalogReading& reading, const CatalogRow& row,
                                            const Index& index) const {
  IndexKey key;
  if (row.at(kColumn)) {
    key.what = Identifier(text(row, kColumn));
  } else {
    const std::string expression = catalog_expression(text(row, kExpression));
    key.what = Expression(normal_expression(expression, reading.database()));
  }
  key.descending = text(row, kOrder) == "D";
  // The length that is given for spatial indexes is the server's own affair.
  if (index.method.empty() || index.method == "btree")
    key.prefix_length = number(text(row, kPrefix));
  return key;
}

void FamilyIntrospector::place_index(CatalogReading& reading, Index index, Table& table) const {
  if (index.name.text() == kPrimary) {
    table.primary_key = PrimaryKey{{}, columns_of(index)};
    auto options = primary_key_options(index);
    if (!options.empty()) reading.own(table.primary_key->options) = std::move(options);
  } else if (is_plain_unique(index)) {
    table.unique_constraints.push_back({index.name, columns_of(index)});
  } else {
    table.indexes.push_back(std::move(index));
  }
}

void leave_out_implicit_indexes(Table& table) {
  // Most tables: each foreign key has an index that is named otherwise.
  std::set<Identifier> left_out;
  for (const ForeignKey& key : table.foreign_keys) {
    const auto found =
        std::find_if(table.indexes.begin(), table.indexes.end(), [&](const Index& index) {
          return index.name == key.name && !index.unique && index.options.empty() &&
                 index.comment.empty() && index.method.empty() && is_plain(index) &&
                 columns_of(index) == key.columns;
        });
    if (found == table.indexes.end()) continue;
    Index candidate = std::move(*found);
    table.indexes.erase(found);
    if (has_written_index(table, key))
      table.indexes.push_back(std::move(candidate));
    else
      left_out.insert(key.name);
  }
  std::sort(table.indexes.begin(), table.indexes.end(),
            [](const Index& a, const Index& b) { return a.name < b.name; });
  std::stable_partition(table.foreign_keys.begin(), table.foreign_keys.end(),
                        [&](const ForeignKey& key) { return left_out.contains(key.name); });
}

}  // namespace whimbrel::mysql_family
