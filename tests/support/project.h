// A user's project in a folder of its own, driven through the real command.
#pragma once

#include <filesystem>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "support/command.h"
#include "support/dialect_fixture.h"
#include "support/temporary_folder.h"
#include "whimbrel/core/node.h"

namespace whimbrel::test {

using Arguments = std::vector<std::string>;

/// The word for the dialect under test; for texts that each database wants in its own way.
/// Throws std::out_of_range when there is none.
std::string for_this_dialect(const std::map<std::string, std::string>& texts);

/// A folder with a whimbrel.yaml whose one target is the given database, an empty schema.yaml and
/// no revisions: what `whimbrel init` makes, with another URL. [one thread at a time]
class Project {
 public:
  explicit Project(const Secret& url);
  explicit Project(const FreshDatabase& database) : Project(database.url()) {}

  const std::filesystem::path& path() const { return folder_.path(); }
  void write(std::string_view name, std::string_view text) { folder_.write(name, text); }
  std::string read(std::string_view name) const { return folder_.read(name); }
  /// Writes schema.yaml.
  void want(std::string_view schema) { write("schema.yaml", schema); }

  /// Runs `whimbrel ARGUMENTS` in the folder.
  CommandResult run(Arguments arguments) const;
  /// The same; another exit code than `code` fails the test with everything that was said.
  CommandResult expect(int code, Arguments arguments) const;
  /// The same for exit code 0; what stands on the standard output.
  std::string succeed(Arguments arguments) const { return expect(0, std::move(arguments)).out; }
  /// The `result` of a `--format json` answer, which must have the form of answers.
  Node answer(Arguments arguments) const;

  /// `revision --autogenerate`, `upgrade`, and a `check` that is empty.
  void reach_the_desired_schema(const std::string& message);
  /// The same for a schema that is written first.
  void reach(std::string_view schema, const std::string& message = "Next");
  /// A revision file `migrations/ID.yaml` (or .sql) on top of `parent`; an empty parent: a base.
  void add_revision(const std::string& id, const std::string& parent, std::string_view body);
  void add_sql_revision(const std::string& id, const std::string& parent,
                        std::string_view sections);

  /// Names of the revision files, sorted.
  std::vector<std::string> revision_files() const;
  /// The id of the only head.
  std::string head() const;
  /// What `current` prints: one line for each revision.
  std::string current() const { return succeed({"current"}); }
  std::string inspect() const { return succeed({"inspect"}); }

 private:
  std::map<std::string, std::optional<std::string>> environment() const;

  TemporaryFolder folder_;
  Secret url_;
};

/// How many rows a table has and the fingerprint of what is in them, in any order.
struct TableRows {
  std::size_t count = 0;
  std::string fingerprint;
  bool operator==(const TableRows&) const = default;
};

/// The rows of every table but those of the tool itself.
std::map<std::string, TableRows> all_rows(const FreshDatabase& database);

/// The names of all tables, those of the tool too, sorted, and "KIND NAME" of all other objects.
std::vector<std::string> all_objects(const FreshDatabase& database);

/// Sends every statement of a script through one session.
void run_script(const FreshDatabase& database, std::string_view script);

/// The first value of the first row as text, or "NULL".
std::string value_of(const FreshDatabase& database, std::string_view query);

}  // namespace whimbrel::test
