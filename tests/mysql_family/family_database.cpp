#include "mysql_family/family_database.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>

#include "whimbrel/core/text.h"
#include "whimbrel/core/yaml.h"
#include "whimbrel/dialect/sql_splitter.h"
#include "whimbrel/dialect/sql_writer.h"
#include "whimbrel/diff/live_context.h"
#include "whimbrel/model/schema_codec.h"
#include "whimbrel/ops/apply.h"

namespace whimbrel::test {
namespace {

template <class Named>
void sort_by_name(std::vector<Named>& all) {
  std::sort(all.begin(), all.end(), [](const Named& a, const Named& b) { return a.name < b.name; });
}

// The lines of a table's definition, sorted: the order of its keys has no meaning.
std::string in_any_order(const std::string& definition) {
  std::vector<std::string> lines;
  for (std::string_view line : split(definition, '\n')) {
    if (line.ends_with(',')) line.remove_suffix(1);
    lines.emplace_back(line);
  }
  std::sort(lines.begin(), lines.end());
  return join(lines, " ");
}

// The objects of some kinds, each behind those that its definition names.
std::vector<Operation> objects_of(const Schema& schema, ObjectKind first, ObjectKind last) {
  std::vector<const SchemaObject*> waiting;
  for (const auto& [id, object] : schema.objects)
    if (id.kind >= first && id.kind <= last) waiting.push_back(&object);
  std::vector<Operation> result;
  const auto names = [](const SchemaObject& one, const SchemaObject& other) {
    return &one != &other &&
           one.definition.text.find("`" + other.id.name.name.text() + "`") != std::string::npos;
  };
  for (std::size_t before = waiting.size() + 1; waiting.size() != before;) {
    before = waiting.size();
    const auto free = std::stable_partition(waiting.begin(), waiting.end(), [&](const auto* one) {
      return std::any_of(waiting.begin(), waiting.end(),
                         [&](const auto* other) { return names(*one, *other); });
    });
    for (auto each = free; each != waiting.end(); ++each) result.emplace_back(CreateObject{**each});
    waiting.erase(free, waiting.end());
  }
  EXPECT_TRUE(waiting.empty());
  return result;
}

}  // namespace

void FamilyDatabase::script(std::string_view text) {
  for (const ScriptStatement& statement : split_script(text, dialect().syntax()))
    session_->execute(statement.text);
}

Schema FamilyDatabase::read(const IntrospectionScope& scope) {
  return dialect().introspector().read(*session_, scope);
}

Table FamilyDatabase::table(std::string_view name) {
  const Schema schema = read();
  if (const Table* table = schema.table(QualifiedName(name))) return *table;
  ADD_FAILURE() << "there is no table " << name;
  return {};
}

std::string FamilyDatabase::definition(std::string_view table) {
  const std::string name = quoted(Identifier(table), dialect().syntax());
  return session_->query("SHOW CREATE TABLE " + name).rows.at(0).at(1).value_or("");
}

// Of triggers and routines the servers keep the text that was written: there the catalog is the
// witness, with the parts in which it has them.
std::string FamilyDatabase::definitions() {
  std::string all;
  const auto names = [&](const char* query) { return session_->query(query).rows; };
  const auto show = [&](const std::string& kind, const std::string& name) {
    const Rows found =
        session_->query("SHOW CREATE " + kind + " " + quoted(Identifier(name), dialect().syntax()));
    std::string text = found.rows.at(0).at(kind == "EVENT" ? 3 : 1).value_or("");
    if (kind == "TABLE") text = in_any_order(text);
    // The next number of a table is that of its rows, which are not there; the other words say
    // what is so without them, and the width of a number nothing at all.
    for (const char* noise :
         {" AUTO_INCREMENT=[0-9]+", " DEFINER=`[^`]*`@`[^`]*`",
          " ON (DELETE|UPDATE) (NO ACTION|RESTRICT)", " USING (HASH|BTREE)", "\\s+"})
      text = std::regex_replace(text, std::regex(noise), " ");
    text = std::regex_replace(text, std::regex("int\\([0-9]+\\)"), "int");
    // The session's own character set, as docs/dialects/mysql.md says.
    text = std::regex_replace(text, std::regex("_utf8(mb[34])?'"), "'");
    all += text + "\n";
  };
  for (const auto& row :
       names("SELECT IF(TABLE_TYPE = 'VIEW', 'VIEW', 'TABLE'), TABLE_NAME FROM"
             " information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME"))
    show(row[0].value_or(""), row[1].value_or(""));
  for (const auto& row : names("SELECT EVENT_NAME FROM information_schema.EVENTS"
                               " WHERE EVENT_SCHEMA = DATABASE() ORDER BY EVENT_NAME"))
    show("EVENT", row[0].value_or(""));
  for (const char* query :
       {"SELECT CONCAT_WS('|', TRIGGER_NAME, ACTION_TIMING, EVENT_MANIPULATION, ACTION_ORDER,"
        " EVENT_OBJECT_TABLE, ACTION_STATEMENT) FROM information_schema.TRIGGERS"
        " WHERE TRIGGER_SCHEMA = DATABASE() ORDER BY TRIGGER_NAME",
        "SELECT CONCAT_WS('|', ROUTINE_TYPE, ROUTINE_NAME, DTD_IDENTIFIER, COLLATION_NAME,"
        " IS_DETERMINISTIC, SQL_DATA_ACCESS, SECURITY_TYPE, ROUTINE_COMMENT, ROUTINE_DEFINITION)"
        " FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE()"
        " ORDER BY ROUTINE_TYPE, ROUTINE_NAME",
        "SELECT CONCAT_WS('|', ROUTINE_TYPE, SPECIFIC_NAME, ORDINAL_POSITION, PARAMETER_MODE,"
        " PARAMETER_NAME, DTD_IDENTIFIER, COLLATION_NAME) FROM information_schema.PARAMETERS"
        " WHERE SPECIFIC_SCHEMA = DATABASE()"
        " ORDER BY ROUTINE_TYPE, SPECIFIC_NAME, ORDINAL_POSITION"})
    for (const auto& row : names(query)) all += row[0].value_or("") + "\n";
  return all;
}

std::string FamilyDatabase::index_names(std::string_view table) {
  const Rows rows = session_->query(
      "SELECT GROUP_CONCAT(DISTINCT INDEX_NAME ORDER BY INDEX_NAME SEPARATOR ' ')"
      " FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = " +
      string_literal(table, dialect().syntax()));
  return rows.rows.at(0).at(0).value_or("");
}

std::vector<std::string> FamilyDatabase::rendered(const std::vector<Operation>& operations) {
  LiveContext context(dialect(), *session_);
  const Rendered result = dialect().renderer().render(operations, context);
  if (const auto* unsupported = std::get_if<Unsupported>(&result)) {
    ADD_FAILURE() << unsupported->reason;
    return {};
  }
  std::vector<std::string> statements;
  for (const Statement& statement : std::get<std::vector<Statement>>(result))
    statements.push_back(statement.sql);
  return statements;
}

std::string FamilyDatabase::refusal(const std::vector<Operation>& operations) {
  LiveContext context(dialect(), *session_);
  const Rendered result = dialect().renderer().render(operations, context);
  const auto* unsupported = std::get_if<Unsupported>(&result);
  return unsupported == nullptr ? std::string() : unsupported->reason;
}

void FamilyDatabase::run(const std::vector<Operation>& operations) {
  for (const std::string& statement : rendered(operations)) session_->execute(statement);
}

void FamilyDatabase::expect_effect(const std::vector<Operation>& operations) {
  Schema expected = read();
  // Qualified: std::apply is a candidate as well.
  const auto problem = whimbrel::apply(operations, expected);
  ASSERT_FALSE(problem) << *problem;
  ASSERT_NO_THROW(run(operations));
  EXPECT_EQ(text_of(read()), text_of(expected));
}

std::string text_of(Schema schema) {
  for (auto& [name, table] : schema.tables) {
    sort_by_name(table.unique_constraints);
    sort_by_name(table.foreign_keys);
    sort_by_name(table.checks);
    sort_by_name(table.indexes);
  }
  return to_yaml(schema_node(schema));
}

std::string text_of(Table table) {
  Schema schema;
  const QualifiedName name = table.name;
  schema.tables.emplace(name, std::move(table));
  return text_of(std::move(schema));
}

Schema schema_from(const std::string& yaml) {
  return read_schema(parse_yaml(yaml, "schema.yaml")).schema;
}

void load_definitions(FamilyDatabase& database, const std::string& script) {
  for (const ScriptStatement& statement : split_script(script, database.dialect().syntax())) {
    const std::string start = upper(statement.text.substr(0, 15));
    if (start.starts_with("CREATE DATABASE") || start.starts_with("CREATE SCHEMA")) continue;
    if (start.starts_with("CREATE") || start.starts_with("ALTER TABLE"))
      database.execute(statement.text);
  }
}

std::vector<Operation> creation_of(const Schema& schema) {
  std::vector<Operation> tables;
  std::vector<Operation> keys;
  for (const auto& [name, table] : schema.tables) {
    CreateTable create{table};
    create.table.foreign_keys.clear();
    tables.emplace_back(std::move(create));
    for (const ForeignKey& key : table.foreign_keys)
      keys.emplace_back(CreateConstraint{name, key, {}});
  }
  std::vector<Operation> result = objects_of(schema, ObjectKind::sequence, ObjectKind::sequence);
  result.insert(result.end(), tables.begin(), tables.end());
  result.insert(result.end(), keys.begin(), keys.end());
  const auto rest = objects_of(schema, ObjectKind::function, ObjectKind::event);
  result.insert(result.end(), rest.begin(), rest.end());
  return result;
}

}  // namespace whimbrel::test
