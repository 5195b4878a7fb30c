// usage: consumer PLUGIN_FOLDER DATABASE_FILE
// Loads the example plugin and does with it what a migration does. Ends with 0 when all is as it
// should be; otherwise it says what is not.
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>

#include "whimbrel/core/error.h"
#include "whimbrel/dialect/dialect.h"
#include "whimbrel/plugin/listing.h"
#include "whimbrel/plugin/loader.h"

namespace {

using namespace whimbrel;

void expect(bool truth, const std::string& law) {
  if (truth) return;
  std::cerr << "not so: " << law << "\n";
  std::exit(1);
}

// The renderer is asked about nothing but the server.
class EmptyDatabase : public RenderContext {
 public:
  explicit EmptyDatabase(const ServerInfo& server) : server_(server) {}
  const Table* table(const QualifiedName&) override { return nullptr; }
  std::vector<QualifiedName> referring_tables(const QualifiedName&) override { return {}; }
  std::vector<SchemaObject> objects_on(const QualifiedName&) override { return {}; }
  const Schema* schema() override { return nullptr; }
  const ServerInfo& server() const override { return server_; }
  bool offline() const override { return false; }

 private:
  const ServerInfo& server_;
};

Table notes() {
  Table table;
  table.name = QualifiedName("notes");
  Column id;
  id.name = Identifier("id");
  id.type = SqlType("integer");
  id.nullable = false;
  Column text;
  text.name = Identifier("text");
  text.type = SqlType("varchar(40)");
  table.columns = {id, text};
  table.primary_key = PrimaryKey{Identifier(), {Identifier("id")}};
  return table;
}

DatabaseCondition condition_of(Connection& connection, const std::string& sql) {
  try {
    connection.execute(sql);
  } catch (const Error& error) {
    return error.condition();
  }
  return DatabaseCondition::other;
}

void migrate(const Dialect& dialect, Connection& connection) {
  const std::vector<Operation> up = {CreateTable{notes()}};
  EmptyDatabase now(connection.server());
  const Rendered rendered = dialect.renderer().render(up, now);
  expect(std::holds_alternative<std::vector<Statement>>(rendered), "create_table is rendered");
  connection.begin();
  for (const Statement& statement : std::get<std::vector<Statement>>(rendered))
    connection.execute(statement.sql);
  connection.execute("INSERT INTO notes VALUES (1, 'one')");
  connection.commit();
}

void check(const Dialect& dialect, const Endpoint& endpoint) {
  const auto connection = dialect.connect(endpoint);
  expect(condition_of(*connection, "DELETE FROM notes") == DatabaseCondition::undefined_table,
         "a missing table is recognised");
  migrate(dialect, *connection);
  const Schema schema = dialect.introspector().read(*connection, {});
  expect(schema.tables.size() == 1 && *schema.table(notes().name) == notes(),
         "what was made is read back the same");
  expect(condition_of(*connection, "INSERT INTO notes VALUES (1, 'again')") ==
             DatabaseCondition::unique_violation,
         "a key that is there twice is recognised");
  connection->begin();
  connection->execute("DROP TABLE notes");
  connection->rollback();
  expect(connection->query("SELECT text FROM notes").rows.at(0).at(0) == "one",
         "a rollback takes back DDL, as the capabilities say");

  EmptyDatabase now(connection->server());
  const std::vector<Operation> impossible = {
      CreateConstraint{notes().name, CheckConstraint{Identifier("c"), Expression("id > 0")}, {}}};
  expect(std::holds_alternative<Unsupported>(dialect.renderer().render(impossible, now)),
         "what the database cannot do is Unsupported");
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 2;
  try {
    const PluginSearchPath path{{{arguments[1], "--plugin-path"}}};
    for (const ListedPlugin& plugin : list_plugins(path))
      expect(plugin.state == ListedPlugin::State::usable,
             plugin.name + " is usable: " + plugin.reason);
    Endpoint endpoint;
    endpoint.scheme = "example";
    const std::filesystem::path file = arguments[2];
    endpoint.base_directory = file.parent_path();
    endpoint.path = file.filename();
    check(load_plugin_for("example", path).dialect(), endpoint);
  } catch (const Error& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
  return 0;
}
