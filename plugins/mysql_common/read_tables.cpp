// Tables and their options.
#include "introspector.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel::mysql_family {
namespace {

enum TableField { kName, kType, kEngine, kCollation, kCreateOptions, kComment };
enum DefaultsField { kDatabaseCollation, kDefaultEngine, kMode, kServerMode, kZone };

// The word before the first underscore names the character set; `binary` has none.
std::string charset_of(const std::string& collation) {
  return collation.substr(0, collation.find('_'));
}

bool is_partitioned(const CatalogRow& row) {
  return lower(text(row, kCreateOptions)).find("partitioned") != std::string::npos;
}

// `row_format=COMPRESSED COMPRESSION="zlib" partitioned`: words in quotes may hold blanks.
void read_create_options(const std::string& words, std::map<std::string, std::string>& options) {
  const std::vector<SqlToken> tokens = lex(words, family_syntax());
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    if (!tokens[i + 1].is_symbol('=')) continue;
    const SqlToken& value = tokens[i + 2];
    const bool plain = value.kind != SqlToken::Kind::string;
    options[lower(unquoted(tokens[i]))] = plain ? lower(value.text) : unquoted(value);
  }
}

}  // namespace

void FamilyIntrospector::read_tables(CatalogReading& reading) const {
  const auto rows = reading.rows(
      "SELECT TABLE_NAME, TABLE_TYPE, ENGINE, TABLE_COLLATION, CREATE_OPTIONS, TABLE_COMMENT"
      " FROM information_schema.TABLES WHERE TABLE_SCHEMA = {database}{only TABLE_NAME}");
  const auto defaults = reading.rows(
      "SELECT @@collation_database, @@default_storage_engine, @@SESSION.sql_mode,"
      " @@GLOBAL.sql_mode, @@SESSION.time_zone");
  reading.database_collation = text(defaults.at(0), kDatabaseCollation);
  reading.session_mode = text(defaults.at(0), kMode);
  reading.server_mode = text(defaults.at(0), kServerMode);
  reading.session_zone = text(defaults.at(0), kZone);
  std::map<std::string, std::string> charsets;
  for (const CatalogRow& row : reading.rows("SELECT CHARACTER_SET_NAME, DEFAULT_COLLATE_NAME FROM "
                                            "information_schema.CHARACTER_SETS"))
    charsets[text(row, 0)] = text(row, 1);
  for (const CatalogRow& row : rows) {
    const QualifiedName name(text(row, kName));
    const std::string& type = text(row, kType);
    if (type == "VIEW") {
      reading.has_views = true;
      continue;
    }
    if (type == "SEQUENCE") {
      reading.sequences.push_back(name.name.text());
      continue;
    }
    if (!reading.scope().covers(name)) continue;
    if (type != "BASE TABLE") {
      reading.schema.unsupported.push_back({lower(type) + " table", name.name.text()});
      continue;
    }
    if (is_partitioned(row)) reading.partitioned.push_back(name);
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
