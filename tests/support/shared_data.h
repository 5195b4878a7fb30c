// Real schemas and recorded cases that stand beside the project and may be absent.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

namespace whimbrel::test {

/// The file or folder `relative` of the shared data: below WHIMBREL_SHARED or, when that is not
/// set, below `../shared` from the root of the project. Nothing when there is no shared data; that
/// is printed by name, and the test that asked has nothing to do. Throws std::runtime_error when
/// WHIMBREL_SHARED is set and the file is not there, or only this file is missing.
std::optional<std::filesystem::path> shared_data(std::string_view relative);

}  // namespace whimbrel::test
