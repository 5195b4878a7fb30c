// Recorded cases about the revision graph, as they stand in the shared JSON-lines files.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "whimbrel/core/node.h"
#include "whimbrel/revision/revision.h"

namespace whimbrel::cases {

/// One line of a file.
struct Case {
  std::string id;
  std::string op;
  Node args;
  std::vector<Revision> graph;
  const Node* expected = nullptr;  ///< null when an error is expected
  const Node* error = nullptr;
  bool order_unstable = false;
  Node whole;
};

/// The folder with the recorded cases, or nothing where there is none.
std::optional<std::filesystem::path> shared_cases();
/// The cases of a file, in its order.
std::vector<std::unique_ptr<Case>> read_cases(const std::filesystem::path& file);

/// A text, or the texts of a list; null and an absent value are an empty list.
std::vector<std::string> texts(const Node* node);
/// A flag of the arguments; false when it is absent.
bool flag(const Node& args, std::string_view key);
/// The text under `key`, or `otherwise`.
std::string text_or(const Node& args, std::string_view key, std::string otherwise);

}  // namespace whimbrel::cases
