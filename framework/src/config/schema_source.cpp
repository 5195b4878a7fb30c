#include <utility>

#include "config_parts.h"
#include "whimbrel/core/text.h"

namespace whimbrel {
namespace {

namespace fs = std::filesystem;

std::string text_of(const Node& node, const std::string& what, const Environment& environment) {
  const std::string text = resolved(written_text(node, what), what, environment);
  if (text.empty()) throw error_at(node.mark, what + " must not be empty");
  return text;
}

bool is_yaml(const fs::path& file) {
  const std::string extension = lower(file.extension().string());
  return extension == ".yaml" || extension == ".yml";
}

Error wrong_file(const Node& node, const std::string& message) {
  return error_at(node.mark, message)
      .with_hint(
          "write a .yaml file, a list of them, one .sql file, {target: NAME} or "
          "{command: [PROGRAM, ARGUMENT...]}");
}

SchemaSource from_list(const Node& node, const fs::path& folder, const Environment& environment) {
  YamlSchema schema;
  for (const Node& item : node.items) {
    const fs::path file = joined(folder, text_of(item, "'schema'", environment));
    if (!is_yaml(file)) throw wrong_file(item, "a list of schema files holds .yaml files only");
    schema.files.push_back(file);
  }
  if (schema.files.empty()) throw wrong_file(node, "'schema' is an empty list");
  return schema;
}

SchemaSource from_map(const Node& node, const Environment& environment) {
  MapReader map(node, "'schema'");
  const Node* target = map.find("target");
  const Node* command = map.find("command");
  map.finish();
  if ((target != nullptr) == (command != nullptr))
    throw wrong_file(node, "'schema' must have either 'target' or 'command'");
  if (target != nullptr) return TargetSchema{text_of(*target, "'target' of 'schema'", environment)};
  if (!command->is_sequence() || command->items.empty())
    throw error_at(command->mark,
                   "'command' of 'schema' must be a list: a program and its "
                   "arguments");
  CommandSchema schema;
  for (const Node& word : command->items)
    schema.command.push_back(resolved(written_text(word, "'command' of 'schema'"),
                                      "'command' of 'schema'", environment));
  return schema;
}

}  // namespace

SchemaSource read_schema_source(const Node& node, const fs::path& folder,
                                const Environment& environment) {
  if (node.is_map()) return from_map(node, environment);
  if (node.is_sequence()) return from_list(node, folder, environment);
  const fs::path file = joined(folder, text_of(node, "'schema'", environment));
  if (is_yaml(file)) return YamlSchema{{file}};
  if (lower(file.extension().string()) == ".sql") return SqlSchema{file};
  throw wrong_file(node, "'schema' must name a .yaml or a .sql file");
}

}  // namespace whimbrel
