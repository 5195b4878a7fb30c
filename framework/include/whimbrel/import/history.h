// The migration history of another tool as a value.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "whimbrel/core/node.h"
#include "whimbrel/revision/revision.h"
#include "whimbrel/revision/revision_file.h"

namespace whimbrel {

/// The tools whose histories are understood.
enum class ImportTool { alembic, dbmate, flyway, goose, golang_migrate };

/// "golang-migrate" and so on, in alphabetical order of the words.
std::vector<std::string> import_tools();
/// Throws Error{usage} with the nearest word when there is no such tool.
ImportTool parse_import_tool(std::string_view word);
/// The word for a tool, and the name of the table in which it keeps its versions when it is not
/// told otherwise.
std::string_view word_for(ImportTool tool);
std::string_view default_version_table(ImportTool tool);

/// One folder of the tool.
struct ImportSource {
  std::filesystem::path folder;
  /// The dialects that the SQL in it is for; empty: for every one.
  std::vector<std::string> dialects;
};

struct ImportRequest {
  ImportTool tool = ImportTool::golang_migrate;
  std::vector<ImportSource> sources;
  /// What the words in file names (`NAME.WORD.up.sql`) mean: word -> dialects. A word that is
  /// followed by digits means what it means without them.
  std::map<std::string, std::vector<std::string>> dialect_words;
  std::string version_table;  ///< of the tool, as its own SQL writes it
  /// Asked while another program runs; true ends it with Error{interrupted}. May be empty.
  std::function<bool()> stop = {};
};

/// One migration of the other tool.
struct ImportedRevision {
  Revision header;       ///< `file` is the tool's own file
  std::string name;      ///< as the tool's files name it: version and title
  std::string version;   ///< as the tool's version table may name it
  SqlSections sections;  ///< only what there is: see sections_for_file
  /// True when the tool has a way up for this dialect.
  bool is_for(std::string_view dialect) const;
};

/// Something that the user should know and that does not stop the import.
struct ImportNote {
  Mark mark;  ///< a file, with a line where there is one
  std::string text;
};

struct ImportedHistory {
  ImportTool tool = ImportTool::golang_migrate;
  std::vector<ImportedRevision> revisions;  ///< each after those it stands on
  std::vector<ImportNote> left_out;         ///< files of the tool that are not imported
  std::vector<ImportNote> warnings;
};

/// Reads the folders of `request`. Nothing is written, and no database is asked; with Alembic, its
/// command may be run in the user's folder. Throws Error{usage} when a folder does not exist,
/// Error{revision} with file and line for what is not understood.
ImportedHistory read_history(const ImportRequest& request);

/// Every dialect that some revision of the history has a text of its own for. Pure.
std::set<std::string> dialects_of(const ImportedHistory& history);

/// The sections of the revision's file. A dialect that the history knows and that has nothing here
/// gets an empty section, so that it passes over the revision instead of being refused. Pure.
SqlSections sections_for_file(const ImportedRevision& revision,
                              const std::set<std::string>& dialects);

}  // namespace whimbrel
