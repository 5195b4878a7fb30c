// A folder with little room in it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "support/command.h"
#include "support/temporary_folder.h"

namespace whimbrel::test {

/// A file system of a few pages in memory where the test may mount one; elsewhere commands get a
/// limit for the size of their files. [one thread at a time]
class SmallDisk {
 public:
  enum class Kind {
    whatever_is_allowed,
    limit,  ///< of the size of each file, also where a file system could be mounted
  };
  explicit SmallDisk(Kind kind = Kind::whatever_is_allowed, std::size_t bytes = 128 * 1024);
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  ~SmallDisk();

  std::filesystem::path operator/(std::string_view name) const { return folder_ / name; }
  /// Runs `whimbrel ARGUMENTS` in the folder, with the room that there is.
  CommandResult run(std::vector<std::string> arguments) const;
  /// There is no room at all from now on, or enough for everything.
  void fill();
  void make_room();

 private:
  TemporaryFolder folder_;
  bool mounted_;
  std::size_t bytes_;
};

}  // namespace whimbrel::test
