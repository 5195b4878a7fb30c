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
  bool operator==(const Revision&) const = default;
};

}  // namespace whimbrel
