// Histories of SQL files, through the tool and through the database's own client.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/project.h"

namespace whimbrel::test {

struct HistoryFile {
  std::string name;  ///< the id of its revision
  std::string up;
  std::optional<std::string> down = {};
  bool transactional = true;
};

/// A file that the database refuses, as shipped.
struct RefusedFile {
  std::string name;
  std::string place;  ///< line and column in its file, "12:5"
  std::string said;   ///< a part of what is said of it
};

struct SqlHistory {
  std::vector<HistoryFile> files;  ///< in their order; empty when there are none for this database
  Arguments import = {};           ///< of `whimbrel import`; empty: they become SQL migrations here
  std::string first = {};          ///< SQL that the application runs before its migrations
  std::optional<RefusedFile> refused = {};  ///< the first file that the database refuses
};

/// Files of a folder whose names end so, sorted by name.
std::vector<std::filesystem::path> sorted_files(const std::filesystem::path& folder,
                                                std::string_view ending);

/// A project with the history for this database, or where it has no files, for another one.
/// `import` twice changes nothing the second time.
void add_history(Project& project, const SqlHistory& history);

/// Up; where every file has a way down, down by halves and up again. After each step the schema is
/// compared with what the database's own client made of the same files. A file that is refused is
/// named with its place, and what is applied is what the client applied. Without files the upgrade
/// is refused with the reason.
void expect_what_the_client_makes(const SqlHistory& history);

}  // namespace whimbrel::test
