// whimbrel.yaml as a value.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "whimbrel/config/ci.h"
#include "whimbrel/config/environment.h"
#include "whimbrel/core/identifier.h"
#include "whimbrel/model/naming.h"
#include "whimbrel/review/review.h"
#include "whimbrel/revision/file_name.h"

namespace whimbrel {

/// Where the desired schema comes from. Paths are joined with the configuration's folder.
/// Portable YAML files, which together make one schema.
struct YamlSchema {
  std::vector<std::filesystem::path> files;
  bool operator==(const YamlSchema&) const = default;
};
/// A folder of such files, which together make one schema; what is in it is looked up when it is
/// used.
struct FolderSchema {
  std::filesystem::path folder;
  bool operator==(const FolderSchema&) const = default;
};
/// An SQL script in the dialect of the target.
struct SqlSchema {
  std::filesystem::path file;
  bool operator==(const SqlSchema&) const = default;
};
/// The live database of another target.
struct TargetSchema {
  std::string name;
  bool operator==(const TargetSchema&) const = default;
};
/// What a program writes to its standard output: SQL as in a SqlSchema. It is run without a shell
/// in the configuration's folder. In its arguments `{dialect}` and `{target}` stand for the names
/// of the dialect and of the target at hand.
struct CommandSchema {
  static constexpr std::chrono::milliseconds kTimeout = std::chrono::minutes(2);

  std::vector<std::string> command;
  std::chrono::milliseconds timeout = kTimeout;  ///< how long it may run
  bool operator==(const CommandSchema&) const = default;
};
using SchemaSource = std::variant<YamlSchema, FolderSchema, SqlSchema, TargetSchema, CommandSchema>;

/// A target as it is written. Its variables are looked up only when it is used: see resolve_target.
struct TargetEntry {
  Mark mark;
  std::optional<ConfigText> url;
  std::optional<ConfigText> url_file;
  std::optional<ConfigText> scratch_url;
  std::optional<ConfigText> lock_timeout;
  std::optional<ConfigText> statement_timeout;
  std::optional<ConfigText> run_lock_timeout;
  std::optional<ConfigText> is_protected;  ///< the key is `protected`
  std::optional<ConfigText> transaction;
  std::optional<ConfigText> server_version;
};

/// The section `review`: which rules are asked and how much they weigh.
struct ReviewConfig {
  std::map<std::string, ReviewLevel> rules;  ///< rule id -> its level
  std::vector<std::string> only;             ///< when not empty: no other rules
  ReviewLevel threshold = ReviewLevel::warning;
  int server_version = 0;  ///< as ServerInfo::version_number; 0: the newest is assumed
};

/// The section `revision_files`: how new revision files are called and what happens to them.
struct RevisionFilesConfig {
  FileNaming naming;
  std::string kind = "yaml";  ///< yaml or sql: what `revision` writes when it is not told
  std::string timezone;       ///< of dates in names and headers; empty: UTC
  bool recursive = false;     ///< folders inside of the migrations folders count too
  /// Programs that are run on a new file, each with its arguments; `{file}` stands for the file.
  std::vector<std::vector<std::string>> post_write_hooks;
};

/// The section `manage`: globs as in a schema.yaml, for every kind of desired schema.
struct ManageConfig {
  std::vector<std::string> exclude;
  std::vector<std::string> include;
};

struct Config {
  std::filesystem::path file;    ///< empty: there is no file and the defaults hold
  std::filesystem::path folder;  ///< what relative paths are relative to; "." for the current one
  int version = 1;
  std::vector<std::filesystem::path> migrations;  ///< folders, joined with `folder`; never empty
  SchemaSource schema;
  std::string default_target;  ///< empty: none is named
  std::map<std::string, TargetEntry> targets;
  std::vector<std::filesystem::path> plugin_path;  ///< folders, joined with `folder`
  QualifiedName version_table;
  QualifiedName journal_table;
  std::optional<CiConfig> ci;  ///< absent: there is no section of that name
  ReviewConfig review;
  RevisionFilesConfig revision_files;
  NamingConvention naming;  ///< of constraints without a name that autogenerate writes
  ManageConfig manage;
};

/// Reads the text of a configuration. Its top-level texts come with their variables replaced, those
/// of the targets as they are written; what can be checked without variables is checked for every
/// target. Throws Error{config} with file, line and column; no message repeats a URL.
Config parse_config(std::string_view text, const std::filesystem::path& file,
                    const Environment& environment);

/// Reads a configuration file. Throws Error{config} when it does not exist or is wrong.
Config load_config(const std::filesystem::path& file, const Environment& environment);

/// What holds without a file: migrations in `folder`/migrations, the schema in
/// `folder`/schema.yaml, no targets.
Config default_config(const std::filesystem::path& folder);

/// The configuration file that is meant: `option` (of `--config`) when it is not empty, else what
/// WHIMBREL_CONFIG names, else whimbrel.yaml in `folder` when it is there; otherwise nothing. The
/// first two need not exist: load_config says so.
std::optional<std::filesystem::path> find_config(const std::string& option,
                                                 const std::filesystem::path& folder,
                                                 const Environment& environment);

/// find_config and load_config in one. Throws Error{config} when there is nothing to load.
Config require_config(const std::string& option, const std::filesystem::path& folder,
                      const Environment& environment);

}  // namespace whimbrel
