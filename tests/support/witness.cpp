#include "support/witness.h"

#include <algorithm>
#include <regex>

#include "support/native_schema.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_lexer.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::test {
namespace {

// The lines of a table's definition, sorted.
std::string in_any_order(std::string_view definition) {
  std::vector<std::string> lines;
  for (std::string_view line : split(definition, '\n')) {
    line = trimmed(line);
    if (line.ends_with(',')) line.remove_suffix(1);
    lines.emplace_back(line);
  }
  std::sort(lines.begin(), lines.end());
  return join(lines, "\n");
}

// NULL is no default, and a number is one however it was written.
std::string plain_default(std::string line) {
  static const std::regex kNull(" DEFAULT NULL::[a-z ]+[a-z]");
  static const std::regex kNumber("DEFAULT '([0-9]+)'::(smallint|integer|bigint)");
  if (line.find(" DEFAULT ") == std::string::npos) return line;
  return std::regex_replace(std::regex_replace(line, kNull, ""), kNumber, "DEFAULT $1");
}

// The rights on the default schema are not part of it, and the index of a partition that came with
// the parent's is called as the server calls it.
bool counts(const std::string& statement) {
  if (statement.starts_with("SET ") || statement.starts_with("SELECT pg_catalog.")) return false;
  if (statement.find("ON SCHEMA public ") != std::string::npos) return false;
  return statement.find(" ATTACH PARTITION ") == std::string::npos ||
         !statement.starts_with("ALTER INDEX ");
}

std::vector<std::string> dumped_statements(const std::string& dump) {
  std::vector<std::string> statements;
  std::string statement;
  for (const std::string_view line : split(dump, '\n')) {
    if (line.starts_with("--") || line.starts_with("\\") || line.empty()) continue;
    statement += plain_default(std::string(line)) + "\n";
    if (!line.ends_with(';')) continue;
    if (counts(statement))
      statements.push_back(statement.starts_with("CREATE TABLE") ? in_any_order(statement)
                                                                 : statement);
    statement.clear();
  }
  return statements;
}

// What the server says in one way or another without meaning another thing.
std::string plain_shown(std::string text) {
  // The next number of a table is that of its rows; the other words say what is so without them.
  for (const char* noise : {" AUTO_INCREMENT=[0-9]+", " DEFINER=`[^`]*`@`[^`]*`",
                            " ON (DELETE|UPDATE) (NO ACTION|RESTRICT)", " USING (HASH|BTREE)"})
    text = std::regex_replace(text, std::regex(noise), "");
  text = std::regex_replace(text, std::regex("int\\([0-9]+\\)"), "int");
  // The session's own character set, as docs/dialects/mysql.md says.
  text = std::regex_replace(text, std::regex("_utf8(mb[34])?'"), "'");
  return text.starts_with("CREATE TABLE") ? in_any_order(text) : std::string(trimmed(text));
}

// Of triggers and routines the server keeps the text that was written: there the catalog is the
// witness, with the parts in which it has them.
constexpr const char* kCatalog[] = {
    "SELECT CONCAT_WS('|', TRIGGER_NAME, ACTION_TIMING, EVENT_MANIPULATION, ACTION_ORDER,"
    " EVENT_OBJECT_TABLE, ACTION_STATEMENT) FROM information_schema.TRIGGERS"
    " WHERE TRIGGER_SCHEMA = DATABASE()",
    "SELECT CONCAT_WS('|', ROUTINE_TYPE, ROUTINE_NAME, DTD_IDENTIFIER, COLLATION_NAME,"
    " IS_DETERMINISTIC, SQL_DATA_ACCESS, SECURITY_TYPE, ROUTINE_COMMENT, ROUTINE_DEFINITION)"
    " FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE()",
    "SELECT CONCAT_WS('|', ROUTINE_TYPE, SPECIFIC_NAME, ORDINAL_POSITION, PARAMETER_MODE,"
    " PARAMETER_NAME, DTD_IDENTIFIER, COLLATION_NAME) FROM information_schema.PARAMETERS"
    " WHERE SPECIFIC_SCHEMA = DATABASE()",
};

std::vector<std::string> shown_statements(const FreshDatabase& database) {
  std::vector<std::string> statements;
  const auto connection = database.connect();
  const auto show = [&](const char* kind, const char* names, std::size_t column) {
    for (const auto& row : connection->query(names).rows) {
      SqlWriter sql(database.dialect().syntax());
      sql.word("SHOW CREATE").word(kind).name(Identifier(row.at(0).value()));
      const Rows found = connection->query(std::move(sql).take());
      statements.push_back(plain_shown(
          replaced(found.rows.at(0).at(column).value_or(""), "`" + database.name() + "`.", "")));
    }
  };
  show("TABLE",
       "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()"
       " AND TABLE_TYPE <> 'VIEW' AND TABLE_NAME NOT LIKE 'whimbrel\\_%'",
       1);
  show("VIEW", "SELECT TABLE_NAME FROM information_schema.VIEWS WHERE TABLE_SCHEMA = DATABASE()",
       1);
  show("EVENT", "SELECT EVENT_NAME FROM information_schema.EVENTS WHERE EVENT_SCHEMA = DATABASE()",
       3);
  for (const char* query : kCatalog)
    for (const auto& row : connection->query(query).rows) statements.push_back(row[0].value_or(""));
  return statements;
}

// Asked in ways that the introspector does not use; each row begins with what it is of.
constexpr const char* kQuestions[] = {
    "SELECT type, name, lower(tbl_name) FROM sqlite_schema WHERE name NOT LIKE 'sqlite!_%' "
    "ESCAPE '!'",
    "SELECT 'table', name, ncol, wr, strict FROM pragma_table_list WHERE schema = 'main' AND type "
    "= 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'",
    "SELECT 'column', m.name, x.name, replace(lower(x.type), ' ', ''), x.\"notnull\" OR x.pk, "
    "x.pk, x.hidden, CASE WHEN lower(x.dflt_value) IN ('true', 'false', 'current_timestamp') THEN "
    "lower(x.dflt_value) ELSE coalesce(x.dflt_value, 'NULL') END FROM sqlite_schema AS m JOIN "
    "pragma_table_xinfo(m.name) AS x WHERE m.type IN ('table', 'view')",
    "SELECT 'key', m.name, lower(f.\"table\"), lower(f.\"from\"), lower(coalesce(f.\"to\", "
    "(SELECT p.name FROM pragma_table_info(f.\"table\") AS p WHERE p.pk = f.seq + 1))), "
    "f.on_update, f.on_delete FROM sqlite_schema AS m JOIN pragma_foreign_key_list(m.name) AS f "
    "WHERE m.type = 'table'",
    "SELECT 'index', m.name, i.\"unique\", i.origin, i.partial, group_concat(coalesce(x.name, "
    "'?') || x.desc || x.coll) FROM sqlite_schema AS m JOIN pragma_index_list(m.name) AS i "
    "JOIN pragma_index_xinfo(i.name) AS x WHERE m.type = 'table' AND x.key "
    "GROUP BY m.name, i.name",
};

// The words of a text: comments, white space and the quotes of names do not matter.
std::string words_of(const std::string& sql, const Syntax& syntax) {
  std::string words;
  for (const SqlToken& token : lex(sql, syntax)) {
    if (token.kind == SqlToken::Kind::comment) continue;
    const bool name =
        token.kind == SqlToken::Kind::word || token.kind == SqlToken::Kind::quoted_name;
    words += (name ? lower(unquoted(token)) : std::string(token.text)) + " ";
  }
  return words;
}

std::vector<std::string> answers(const FreshDatabase& database) {
  const auto connection = database.connect();
  std::vector<std::string> lines;
  for (const char* question : kQuestions)
    for (const auto& row : connection->query(question).rows) {
      if (row.at(1).value_or("").starts_with("whimbrel_")) continue;
      std::string line;
      for (const auto& value : row) line += value.value_or("NULL") + " ";
      lines.push_back(std::move(line));
    }
  const auto texts =
      connection->query("SELECT name, sql FROM sqlite_schema WHERE type IN ('view', 'trigger')");
  for (const auto& row : texts.rows)
    lines.push_back(row[0].value_or("") + " " +
                    words_of(row[1].value_or(""), database.dialect().syntax()));
  return lines;
}

}  // namespace

std::vector<std::string> witnessed(const FreshDatabase& database) {
  const std::string_view dialect = database.dialect().name();
  std::vector<std::string> result = dialect == "sqlite" ? answers(database)
                                    : dialect == "postgresql"
                                        ? dumped_statements(native_schema(database))
                                        : shown_statements(database);
  std::sort(result.begin(), result.end());
  return result;
}

std::string only_in(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::string> rest;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(rest));
  return join(rest, "\n");
}

}  // namespace whimbrel::test
