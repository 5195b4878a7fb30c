// Real schemas, loaded by the database's own client.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "support/project.h"

namespace whimbrel::test {

struct CorpusSchema {
  const char* name;
  const char* path;         ///< below the corpus: a file, or a folder with a history
  const char* ending = "";  ///< of the files of the history that are for this database
  const char* before = "";  ///< SQL that the application's users run first
  /// The `manage` of schema.yaml: which schemas are looked at.
  const char* manage = "tables: {}\n";
  /// A regular expression for what the database says otherwise of the two, as documented: names
  /// that the server gives by itself.
  const char* apart = "";
  /// What `inspect` says that it has no form for, in its order: "rule r on t", "collation c".
  std::vector<std::string> named = {};
};

void PrintTo(const CorpusSchema& schema, std::ostream* out);

/// The files of a schema in the order in which they are applied: a number in a name counts as a
/// number. Nothing without shared data.
std::vector<std::filesystem::path> corpus_files(const CorpusSchema& schema);

/// The definitions of a file for the client: without rows, without what makes or changes the
/// database at hand, and of a file with both directions the way up.
std::string definitions_of(const std::filesystem::path& file);

/// Loads the schema into an empty database; false without shared data. What the client refuses is
/// passed over as it does.
bool load(const CorpusSchema& schema, const FreshDatabase& database);

/// What `inspect --as sql` prints of it makes the same model in an empty database, and the database
/// itself says the same of every object but those that are named.
void expect_made_again(const CorpusSchema& schema);

}  // namespace whimbrel::test
