#include "support/review_law.h"

#include <algorithm>
#include <map>
#include <optional>
#include <stdexcept>

#include "support/dialect_fixture.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/text.h"
#include "whimbrel/core/yaml.h"
#include "whimbrel/dialect/sql_splitter.h"
#include "whimbrel/diff/live_context.h"
#include "whimbrel/model/schema_codec.h"
#include "whimbrel/sdk/definition_parts.h"

namespace whimbrel::test {
namespace {

template <class Named>
void sort_by_name(std::vector<Named>& all) {
  std::sort(all.begin(), all.end(), [](const Named& a, const Named& b) { return a.name < b.name; });
}

// An index that the server made for a foreign key without a name goes again when another one
// serves. No SQL says so.
void leave_out_made_indexes(Table& table) {
  for (const ForeignKey& key : table.foreign_keys) {
    if (key.name.text().find("_ibfk_") == std::string::npos) continue;
    std::erase_if(table.indexes, [&](const Index& index) {
      return !index.unique && sdk::plain(index.keys) && sdk::columns_of(index.keys) == key.columns;
    });
  }
}

// The order of columns and constraints has no meaning for the model.
std::string text_of(Schema schema) {
  schema.unsupported.clear();
  for (auto& [name, table] : schema.tables) {
    leave_out_made_indexes(table);
    sort_by_name(table.columns);
    sort_by_name(table.unique_constraints);
    sort_by_name(table.checks);
    sort_by_name(table.indexes);
    std::sort(table.foreign_keys.begin(), table.foreign_keys.end(),
              [](const ForeignKey& a, const ForeignKey& b) {
                return std::tie(a.name, a.columns) < std::tie(b.name, b.columns);
              });
  }
  return to_yaml(schema_node(schema));
}

void run_phase(Connection& session, const std::vector<Statement>& statements,
               std::initializer_list<Statement::Phase> phases) {
  for (const Statement& each : statements) {
    if (std::find(phases.begin(), phases.end(), each.phase) == phases.end()) continue;
    if (each.refuse_rows.empty())
      session.execute(each.sql);
    else if (!session.query(each.sql).rows.empty())
      throw std::runtime_error(each.refuse_rows);
  }
}

// False when the operations cannot be rendered.
bool carry_out(const Dialect& dialect, Connection& session, const std::vector<Operation>& ops) {
  if (ops.empty()) return true;
  LiveContext context(dialect, session);
  const Rendered rendered = dialect.renderer().render(ops, context);
  if (std::holds_alternative<Unsupported>(rendered)) return false;
  const auto& statements = std::get<std::vector<Statement>>(rendered);
  using Phase = Statement::Phase;
  run_phase(session, statements, {Phase::before});
  session.begin();
  run_phase(session, statements, {Phase::transaction, Phase::outside});
  session.commit();
  run_phase(session, statements, {Phase::after});
  return true;
}

std::string message_of(const std::exception& problem) { return problem.what(); }

// What leaves the database of the test.
bool concerns_server(const std::string& statement) {
  const std::string words = upper(statement.substr(0, 24));
  for (const char* begin : {"USE ", "CREATE SCHEMA", "CREATE DATABASE", "DROP SCHEMA",
                            "DROP DATABASE", "GRANT", "CREATE USER", "SET GLOBAL"})
    if (words.starts_with(begin)) return true;
  return false;
}

class Comparison {
 public:
  Comparison(const Dialect& dialect, ReadReport& report)
      : dialect_(dialect),
        guide_(guide_of(dialect)),
        report_(report),
        written_(dialect.name()),
        read_(dialect.name()),
        as_written_(written_.connect()),
        as_read_(read_.connect()),
        before_(dialect.introspector().read(*as_read_, {})) {}

  /// False when the two have parted.
  bool take(const std::string& statement) {
    ++report_.statements;
    if (concerns_server(statement)) return true;
    const ReviewPlace place{before_, {}, as_written_->server().version_number};
    const SqlReading reading = guide_.read(statement, place);
    using Kind = SqlReading::Kind;
    if (reading.kind == Kind::rows || reading.kind == Kind::transaction) return true;
    if (reading.kind == Kind::schema) ++report_.definitions;
    if (!runs(*as_written_, statement)) {
      ++report_.refused;
      return true;
    }
    if (!reading.unread.empty()) report_.unread.push_back(reading.unread + "\n  in " + statement);
    if (!reading.unread.empty() || reading.kind != Kind::schema)
      return runs(*as_read_, statement) && reread();
    return compare(statement, reading);
  }

 private:
  static bool runs(Connection& session, const std::string& statement) {
    try {
      session.query(statement);
      return true;
    } catch (const Error&) {
      return false;
    }
  }

  bool reread() {
    before_ = dialect_.introspector().read(*as_read_, {});
    return true;
  }

  bool compare(const std::string& statement, const SqlReading& reading) {
    std::vector<Operation> operations;
    for (const ReadOperation& each : reading.operations) {
      const auto* drop = std::get_if<DropTable>(&each.operation);
      const bool missing = drop != nullptr && before_.table(drop->table) == nullptr;
      if (!missing) operations.push_back(each.operation);  // DROP TABLE IF EXISTS
    }
    try {
      // What the renderer refuses for a reason of its own is no matter of reading.
      if (!carry_out(dialect_, *as_read_, operations))
        return runs(*as_read_, statement) && reread();
    } catch (const std::exception& problem) {
      report_.different.push_back(statement + "\n  " + message_of(problem));
      return false;
    }
    ++report_.compared;
    const IntrospectionScope scope = touched(operations);
    // Readings tell of tables.
    Schema expected = dialect_.introspector().read(*as_written_, scope);
    Schema came = dialect_.introspector().read(*as_read_, scope);
    expected.objects.clear();
    came.objects.clear();
    if (scope.only.empty()) before_ = came;
    for (const QualifiedName& name : scope.only) {
      before_.tables.erase(name);
      if (const Table* table = came.table(name)) before_.tables.emplace(name, *table);
    }
    if (text_of(expected) == text_of(came)) return true;
    report_.different.push_back(statement + difference(expected));
    return false;
  }

  // The tables that a change can be seen in; all where others follow it.
  static IntrospectionScope touched(const std::vector<Operation>& operations) {
    IntrospectionScope scope;
    for (const Operation& each : operations) {
      const bool followed =
          std::holds_alternative<RenameTable>(each) || std::holds_alternative<RenameColumn>(each);
      if (followed || table_of(each) == nullptr) return {};
      scope.only.push_back(*table_of(each));
    }
    return scope;
  }

  std::string difference(const Schema& expected) const {
    std::string text;
    for (const auto& [name, table] : expected.tables) {
      const Table* came = before_.table(name);
      Schema one;
      Schema other;
      one.tables.emplace(name, table);
      if (came != nullptr) other.tables.emplace(name, *came);
      if (text_of(one) != text_of(other))
        text += "\n--- expected\n" + text_of(one) + "--- came\n" + text_of(other);
    }
    return text;
  }

  const Dialect& dialect_;
  const ReviewGuide& guide_;
  ReadReport& report_;
  FreshDatabase written_;
  FreshDatabase read_;
  std::unique_ptr<Connection> as_written_;
  std::unique_ptr<Connection> as_read_;
  Schema before_;
};

// "10" after "9".
std::string sort_key(const std::string& path) {
  std::string key;
  for (std::size_t i = 0; i < path.size();) {
    std::size_t end = i;
    while (end < path.size() && std::isdigit(static_cast<unsigned char>(path[end])) != 0) ++end;
    if (end > i) key += std::string(end - i < 30 ? 30 - (end - i) : 0, '0');
    end = std::max(end, i + 1);
    key += path.substr(i, end - i);
    i = end;
  }
  return key;
}

}  // namespace

const ReviewGuide& guide_of(const Dialect& dialect) {
  if (const auto* guide = ability<ReviewGuide>(dialect)) return *guide;
  throw std::runtime_error(std::string(dialect.name()) + " has no review guide");
}

void compare_reading(const Dialect& dialect, const std::vector<std::string>& scripts,
                     ReadReport& report) {
  Comparison comparison(dialect, report);
  for (const std::string& script : scripts)
    for (const ScriptStatement& statement : split_script(script, dialect.syntax()))
      if (!statement.client_command && !comparison.take(statement.text)) return;
}

std::vector<std::string> sql_files(const std::filesystem::path& folder,
                                   const std::function<bool(const std::string&)>& wanted) {
  std::map<std::string, std::string> texts;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string path = std::filesystem::relative(entry.path(), folder).string();
    if (entry.path().extension() == ".sql" && wanted(path))
      texts[sort_key(path)] = read_file(entry.path());
  }
  std::vector<std::string> all;
  for (auto& [key, text] : texts) all.push_back(std::move(text));
  return all;
}

}  // namespace whimbrel::test
