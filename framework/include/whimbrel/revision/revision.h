// What the header of a revision file says.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace whimbrel {

/// One revision as a node of the graph. Its operations are read only when they are needed.
struct Revision {
  std::string id;
  std::vector<std::string> down_revisions;  ///< parents; empty for a base, several for a merge
  std::vector<std::string> depends_on;      ///< ids or branch labels that must be applied before
  std::vector<std::string> branch_labels;
  std::string message;
  std::string created;  ///< as written, RFC 3339
  std::filesystem::path file;
  /// Of a revision that no file has: what the database keeps of it, as the text of a file. Then
  /// `file` is a name for messages. Empty: the file is read.
  std::string kept_text;
  bool operator==(const Revision&) const = default;
};

}  // namespace whimbrel
