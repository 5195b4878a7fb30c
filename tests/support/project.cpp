#include "support/project.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/json_schema.h"
#include "whimbrel/core/checksum.h"
#include "whimbrel/core/json.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_splitter.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::test {
namespace {

constexpr const char* kOwnTables[] = {"whimbrel_journal", "whimbrel_version"};

std::string header(const std::string& id, const std::string& parent, const std::string& prefix) {
  std::string text = prefix + "revision: " + id + "\n";
  if (!parent.empty()) text += prefix + "down_revision: " + parent + "\n";
  return text + prefix + "message: Revision " + id + "\n";
}

std::string said(const CommandResult& result) {
  return "standard output:\n" + result.out + "standard error:\n" + result.err;
}

Schema live_schema(const FreshDatabase& database) {
  const auto connection = database.connect();
  return database.dialect().introspector().read(*connection, {});
}

TableRows rows_of(Connection& connection, const std::string& query) {
  std::vector<std::string> lines;
  for (const auto& row : connection.query(query).rows) {
    std::string line;
    for (const auto& value : row) line += (value ? "'" + *value + "'" : "NULL") + "\x1f";
    lines.push_back(std::move(line));
  }
  std::sort(lines.begin(), lines.end());
  return {lines.size(), checksum(join(lines, "\x1e"))};
}

}  // namespace

std::string for_this_dialect(const std::map<std::string, std::string>& texts) {
  return texts.at(dialect_under_test());
}

Project::Project(const Secret& url) : url_(url) {
  write("whimbrel.yaml", "version: 1\ntargets:\n  dev: {url: \"${DATABASE_URL}\"}\n");
  want("tables: {}\n");
}

// What was learned about expressions is kept with the project, so that no test meets another's.
std::map<std::string, std::optional<std::string>> Project::environment() const {
  return {{"DATABASE_URL", url_.reveal()},
          {"WHIMBREL_CACHE_DIR", (path() / "cache").string()},
          {"WHIMBREL_CONFIG", std::nullopt},
          {"WHIMBREL_PLUGIN_PATH", std::nullopt}};
}

CommandResult Project::run(Arguments arguments) const {
  return test::run({.arguments = std::move(arguments),
                    .working_folder = path(),
                    .environment = environment(),
                    .time_limit = std::chrono::minutes(5)});
}

CommandResult Project::expect(int code, Arguments arguments) const {
  const std::string title = "whimbrel " + join(arguments, " ");
  CommandResult result = run(std::move(arguments));
  EXPECT_EQ(result.exit_code, code) << title << "\n" << said(result);
  return result;
}

Node Project::answer(Arguments arguments) const {
  arguments.insert(arguments.end(), {"--format", "json"});
  const std::string title = join(arguments, " ");
  const CommandResult result = run(std::move(arguments));
  const Node document = parse_json(result.out, title);
  EXPECT_EQ(JsonSchema("answer").problems(document), "") << title << "\n" << said(result);
  const Node* node = document.find("result");
  if (!node) node = document.find("error");
  if (node) return *node;
  ADD_FAILURE() << title << " answers neither with a result nor with an error\n" << said(result);
  return {};
}

void Project::reach_the_desired_schema(const std::string& message) {
  succeed({"revision", "--autogenerate", "-m", message});
  succeed({"upgrade"});
  succeed({"check"});
}

void Project::reach(std::string_view schema, const std::string& message) {
  want(schema);
  reach_the_desired_schema(message);
}

void Project::add_revision(const std::string& id, const std::string& parent,
                           std::string_view body) {
  write("migrations/" + id + ".yaml", header(id, parent, "") + "---\n" + std::string(body));
}

void Project::add_sql_revision(const std::string& id, const std::string& parent,
                               std::string_view sections) {
  write("migrations/" + id + ".sql", header(id, parent, "-- whimbrel: ") + std::string(sections));
}

std::vector<std::string> Project::revision_files() const {
  std::vector<std::string> names;
  const std::filesystem::path folder = path() / "migrations";
  if (!std::filesystem::exists(folder)) return names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::string Project::head() const {
  const Node heads = answer({"heads"});
  const Node* id = heads.items.size() == 1 ? heads.items.front().find("revision") : nullptr;
  if (id) return id->scalar;
  ADD_FAILURE() << "there are " << heads.items.size() << " heads";
  return {};
}

std::map<std::string, TableRows> all_rows(const FreshDatabase& database) {
  std::map<std::string, TableRows> result;
  const Schema schema = live_schema(database);
  const auto connection = database.connect();
  for (const auto& [name, table] : schema.tables) {
    if (std::find(std::begin(kOwnTables), std::end(kOwnTables), name.text()) !=
        std::end(kOwnTables))
      continue;
    SqlWriter sql(database.dialect().syntax());
    for (const Column& column : table.columns)
      sql.word(&column == &table.columns.front() ? "SELECT" : ",").name(column.name);
    sql.word("FROM").name(name);
    result.emplace(name.text(), rows_of(*connection, std::move(sql).take()));
  }
  return result;
}

std::vector<std::string> all_objects(const FreshDatabase& database) {
  const Schema schema = live_schema(database);
  std::vector<std::string> names;
  for (const auto& [name, table] : schema.tables) names.push_back(name.text());
  for (const UnsupportedObject& each : schema.unsupported)
    names.push_back(each.kind + " " + each.name);
  std::sort(names.begin(), names.end());
  return names;
}

void run_script(const FreshDatabase& database, std::string_view script) {
  const auto connection = database.connect();
  for (const ScriptStatement& each : split_script(script, database.dialect().syntax()))
    connection->execute(each.text);
}

std::string value_of(const FreshDatabase& database, std::string_view query) {
  return database.connect()->query(query).rows.at(0).at(0).value_or("NULL");
}

}  // namespace whimbrel::test
