// A live database of MySQL or MariaDB, whichever the run is for.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "support/dialect_fixture.h"
#include "whimbrel/ops/operation.h"

namespace whimbrel::test {

/// A fresh database with one session. Everything fails the test, and goes on, where the plugin
/// refuses what a test does not expect to be refused.
class FamilyDatabase {
 public:
  FamilyDatabase() : session_(fresh_.connect()) {}

  const Dialect& dialect() const { return fresh_.dialect(); }
  const FreshDatabase& fresh() const { return fresh_; }
  Connection& session() { return *session_; }
  /// True when the run is for the product whose dialect has this name.
  bool is(std::string_view dialect) const { return fresh_.dialect().name() == dialect; }

  void execute(std::string_view sql) { session_->execute(sql); }
  /// Every statement of a script.
  void script(std::string_view text);

  Schema read(const IntrospectionScope& scope = {});
  Table table(std::string_view name);
  /// The definition that the server gives of a table.
  std::string definition(std::string_view table);
  /// What SHOW CREATE says of every table, view, trigger, routine and event, without the users they
  /// belong to; in the order of kinds and names.
  std::string definitions();
  /// The names of all indexes that the server has for a table, in order, with one space between.
  std::string index_names(std::string_view table);

  /// The statements for `operations` as the database stands.
  std::vector<std::string> rendered(const std::vector<Operation>& operations);
  /// Why they cannot be rendered; empty when they can.
  std::string refusal(const std::vector<Operation>& operations);
  /// Renders and executes them.
  void run(const std::vector<Operation>& operations);
  /// Runs them, and expects the database to be what they say of the model.
  void expect_effect(const std::vector<Operation>& operations);

 private:
  FreshDatabase fresh_;
  std::unique_ptr<Connection> session_;
};

/// The tables as a schema file, for comparing and for people; order of names in lists has no
/// meaning in a schema, and is fixed here.
std::string text_of(Schema schema);
std::string text_of(Table table);

/// The schema that a schema file says.
Schema schema_from(const std::string& yaml);

/// The statements of a dump that define something; rows and settings are left out.
void load_definitions(FamilyDatabase& database, const std::string& script);

/// The operations that build all of `schema`: sequences, tables, foreign keys, other objects.
std::vector<Operation> creation_of(const Schema& schema);

}  // namespace whimbrel::test
