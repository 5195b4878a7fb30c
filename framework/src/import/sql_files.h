// What the readers of SQL histories share: from files to pieces, from pieces to revisions.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "whimbrel/core/error.h"
#include "whimbrel/import/history.h"

namespace whimbrel {

/// One direction of one migration, as one file says it.
struct ImportPiece {
  std::string version;  ///< digits, with dots between where the tool has them
  std::string title;    ///< as in the file name
  bool up = true;
  std::vector<std::string> dialects;  ///< empty: for every one
  bool transactional = true;
  std::string refused;  ///< as RevisionBody::refused
  std::string sql;
  std::filesystem::path file;
};

/// What a reader collects.
struct ImportPieces {
  std::vector<ImportPiece> pieces;
  std::vector<ImportNote> left_out;
  std::vector<ImportNote> warnings;
};

/// Less than, equal to or greater than zero: number by number, whatever their length and padding;
/// a number that is missing is 0.
int compare_versions(std::string_view a, std::string_view b);

/// Digits only, and at least one.
bool is_number(std::string_view text);

Mark import_mark(const std::filesystem::path& file, int line = 0);
Error import_error(const std::filesystem::path& file, int line, std::string message);

/// The regular files of a folder in the order of their paths, hidden ones left out. Throws
/// Error{usage} when there is no such folder.
std::vector<std::filesystem::path> files_of(const std::filesystem::path& folder, bool recursive);

/// The text of an SQL file: line ends normalised, without a byte order mark.
std::string read_sql(const std::filesystem::path& file);

/// Names a file that is not imported, when it looks like a migration at all: SQL, or a program.
void leave_out(const std::filesystem::path& file, std::string why, ImportPieces& found);

/// Takes the BEGIN and the COMMIT around a whole text away, because every revision has a
/// transaction of its own; lines keep their numbers. Where they stand otherwise the piece becomes
/// one without a transaction, with a warning.
void settle_transaction(ImportPiece& piece, ImportPieces& found);

/// Orders the pieces by version and makes a chain of them. Throws Error{revision} when two files
/// say the same.
ImportedHistory assemble(ImportTool tool, ImportPieces found);

// The readers, one for each tool.
ImportPieces read_golang_migrate(const ImportRequest& request);
ImportPieces read_dbmate(const ImportRequest& request);
ImportPieces read_goose(const ImportRequest& request);
ImportPieces read_flyway(const ImportRequest& request);
ImportedHistory read_alembic(const ImportRequest& request);

}  // namespace whimbrel
