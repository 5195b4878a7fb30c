// The pages of docs/rules/ and their examples.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "support/project.h"

namespace whimbrel::test {

/// One revision of an example: a body, or a whole file with its header.
struct RuleFile {
  bool sql = false;
  std::string text;
  bool has_header() const;
};

/// A block ```` ```yaml found postgresql,mysql ```` or ```` ```sql safe sqlite ```` of a page, with
/// the blocks ```` ```yaml then ```` behind it: the revisions that follow.
struct RuleExample {
  bool found = false;  ///< the rule finds something; otherwise it is the safe way
  std::vector<std::string> dialects;
  std::vector<RuleFile> given;  ///< ```` ```sql given ```` above: revisions that come first
  std::vector<RuleFile> files;
  std::string configuration;  ///< the last ```` ```yaml configuration ```` above; empty: none
  int line = 0;
};

struct RulePage {
  std::string id;  ///< what the name of the file says
  std::string heading;
  std::string level;                  ///< "warning"
  std::vector<std::string> dialects;  ///< where the rule finds something, by their names in URLs
  std::vector<RuleExample> examples;
};

/// A row of the table of all rules.
struct RuleRow {
  std::string level;
  std::vector<std::string> dialects;
  std::string title;
};

/// docs/rules of this source tree.
std::filesystem::path rule_folder();
/// The pages there, one for each rule, sorted.
std::vector<std::filesystem::path> rule_page_files();

/// Throws std::runtime_error with file and line for a page that has not the form of pages.
RulePage read_rule_page(const std::filesystem::path& file);
/// The rows of docs/rules/README.md by rule. Throws std::runtime_error as above.
std::map<std::string, RuleRow> read_rule_table();
/// The body of the revision that all examples stand on, from docs/rules/README.md. Throws
/// std::runtime_error when there is none.
std::string read_rule_base();

/// A URL for the dialect; a review asks no database.
Secret url_of_nowhere(const std::string& dialect);

/// Writes the base, what is given and the example's revisions, and its configuration when it has
/// one. Returns the range of the example's revisions. The target's URL is the project's own.
std::string add_example(Project& project, const std::string& base, const RuleExample& example);

}  // namespace whimbrel::test
