// Where the parts of an Alembic project are.
#pragma once

#include <filesystem>
#include <vector>

namespace whimbrel {

struct AlembicPlace {
  std::filesystem::path configuration;          ///< alembic.ini, absolute; empty: there is none
  std::vector<std::filesystem::path> versions;  ///< folders with version files
};

/// Finds them from the folder with alembic.ini, the script folder (env.py, versions/) or the folder
/// of the version files. Throws Error{usage} when there are none.
AlembicPlace find_alembic(const std::filesystem::path& folder);

}  // namespace whimbrel
