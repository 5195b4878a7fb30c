#include "revision_graph_cases.h"

#include <cstdlib>
#include <fstream>
#include <memory>
#include <utility>

#include "whimbrel/core/json.h"

namespace whimbrel::cases {
namespace {

std::vector<Revision> revisions_in(const Node& graph) {
  std::vector<Revision> revisions;
  for (const Node& item : graph.items) {
    Revision revision;
    revision.id = item.find("revision")->scalar;
    revision.down_revisions = texts(item.find("down_revision"));
    revision.depends_on = texts(item.find("depends_on"));
    revision.branch_labels = texts(item.find("labels"));
    revision.file = revision.id + ".yaml";
    revisions.push_back(std::move(revision));
  }
  return revisions;
}

}  // namespace

std::optional<std::filesystem::path> shared_cases() {
  const char* const named = std::getenv("WHIMBREL_SHARED");
  const std::filesystem::path shared =
      named != nullptr ? std::filesystem::path(named)
                       : std::filesystem::path(WHIMBREL_SOURCE_DIR) / ".." / "shared";
  if (!std::filesystem::is_directory(shared / "cases")) return std::nullopt;
  return shared / "cases";
}

std::vector<std::unique_ptr<Case>> read_cases(const std::filesystem::path& file) {
  std::vector<std::unique_ptr<Case>> cases;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (line.empty()) continue;
    auto one = std::make_unique<Case>();
    one->whole = parse_json(line, file.string());
    one->id = one->whole.find("id")->scalar;
    one->op = one->whole.find("op")->scalar;
    one->args = *one->whole.find("args");
    one->graph = revisions_in(*one->whole.find("graph"));
    one->expected = one->whole.find("expected");
    one->error = one->whole.find("error");
    one->order_unstable = one->whole.find("order_unstable") != nullptr;
    cases.push_back(std::move(one));
  }
  return cases;
}

std::vector<std::string> texts(const Node* node) {
  if (node == nullptr || node->is_null()) return {};
  if (node->is_scalar()) return {node->scalar};
  std::vector<std::string> all;
  for (const Node& item : node->items) all.push_back(item.scalar);
  return all;
}

bool flag(const Node& args, std::string_view key) {
  const Node* const node = args.find(key);
  return node != nullptr && node->scalar == "true";
}

std::string text_or(const Node& args, std::string_view key, std::string otherwise) {
  const Node* const node = args.find(key);
  return node == nullptr || !node->is_scalar() ? std::move(otherwise) : node->scalar;
}

}  // namespace whimbrel::cases
