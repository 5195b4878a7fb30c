#include "support/shared_data.h"

#include <cstdlib>
#include <iostream>
#include <stdexcept>

namespace whimbrel::test {

std::optional<std::filesystem::path> shared_data(std::string_view relative) {
  const char* told = std::getenv("WHIMBREL_SHARED");
  const bool is_told = told && *told;
  const std::filesystem::path root =
      is_told ? std::filesystem::path(told)
              : std::filesystem::path(WHIMBREL_SOURCE_DIR).parent_path() / "shared";
  if (const std::filesystem::path file = root / relative; std::filesystem::exists(file)) {
    return file;
  }
  if (is_told || std::filesystem::exists(root / "corpus")) {
    throw std::runtime_error("no " + std::string(relative) + " in the shared data at " +
                             root.string());
  }
  std::cout << "No shared data was found at " << root.string() << ": nothing is tested with "
            << relative << ".\n";
  return std::nullopt;
}

}  // namespace whimbrel::test
