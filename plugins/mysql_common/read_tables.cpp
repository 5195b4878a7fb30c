// Tables and their options.
#include <algorithm>
#include <array>

#include "introspector.h"
#include "whimbrel/core/text.h"

namespace whimbrel::mysql_family {
namespace {

enum TableField { kName, kType, kEngine, kCollation, kCreateOptions, kComment };
enum DefaultsField { kDatabaseCollation, kDefaultEngine };

// The word before the first underscore names the character set; `binary` has none.
std::string charset_of(const std::string& collation) {
  return collation.substr(0, collation.find('_'));
}

bool is_partitioned(const CatalogRow& row) {
  return lower(text(row, kCreateOptions)).find("partitioned") != std::string::npos;
}

// `row_format=COMPRESSED key_block_size=8 partitioned`: the rest concerns statistics and storage
// that do not belong to a schema.
void read_create_options(const std::string& words, std::map<std::string, std::string>& options) {
  constexpr std::array<std::string_view, 2> kKept = {"row_format", "key_block_size"};
  for (const std::string_view word : split(words, ' ')) {
    const std::size_t equals = word.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string key = lower(word.substr(0, equals));
    if (std::find(kKept.begin(), kKept.end(), key) != kKept.end())
      options[key] = lower(word.substr(equals + 1));
  }
}

}  // namespace

void FamilyIntrospector::read_tables(CatalogReading& reading) const {
  const auto rows = reading.rows(
      "SELECT TABLE_NAME, TABLE_TYPE, ENGINE, TABLE_COLLATION, CREATE_OPTIONS, TABLE_COMMENT"
      " FROM information_schema.TABLES WHERE TABLE_SCHEMA = {database}{only TABLE_NAME}");
  const auto defaults = reading.rows("SELECT @@collation_database, @@default_storage_engine");
  std::map<std::string, std::string> charsets;
  for (const CatalogRow& row : reading.rows("SELECT CHARACTER_SET_NAME, DEFAULT_COLLATE_NAME FROM "
                                            "information_schema.CHARACTER_SETS"))
    charsets[text(row, 0)] = text(row, 1);
  for (const CatalogRow& row : rows) {
    const QualifiedName name(text(row, kName));
    if (!reading.scope().covers(name)) continue;
    if (text(row, kType) != "BASE TABLE") {
      reading.schema.unsupported.push_back({lower(text(row, kType)), name.name.text()});
      continue;
    }
    if (is_partitioned(row))
      reading.schema.unsupported.push_back({"partitioning", name.name.text()});
    Table& table = reading.schema.tables[name];
    table.name = name;
    table.comment = text(row, kComment);
    reading.table_collations[name.name.text()] = text(row, kCollation);
    read_table_options(reading, row, defaults.at(0), charsets, table);
  }
}

// Only what differs from what a table of this database gets by itself: a portable schema then needs
// to say nothing.
void FamilyIntrospector::read_table_options(CatalogReading& reading, const CatalogRow& row,
                                            const CatalogRow& defaults,
                                            const std::map<std::string, std::string>& charsets,
                                            Table& table) const {
  std::map<std::string, std::string> options;
  if (!same_word(text(row, kEngine), text(defaults, kDefaultEngine)))
    options["engine"] = text(row, kEngine);
  const std::string& collation = text(row, kCollation);
  if (collation != text(defaults, kDatabaseCollation)) {
    const std::string charset = charset_of(collation);
    const auto found = charsets.find(charset);
    const bool usual = found != charsets.end() && found->second == collation &&
                       charset != charset_of(text(defaults, kDatabaseCollation));
    if (usual)
      options["charset"] = charset;
    else
      options["collate"] = collation;
  }
  read_create_options(text(row, kCreateOptions), options);
  if (!options.empty()) reading.own(table.options) = std::move(options);
}

}  // namespace whimbrel::mysql_family
