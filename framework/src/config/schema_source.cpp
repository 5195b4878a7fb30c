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
          "write a .yaml file, a list of them, a folder of them, one .sql file, {target: NAME} or "
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

SchemaSource from_command(const Node& node, const Node* timeout, const Environment& environment) {
  const std::string what = "'command' of 'schema'";
  if (!node.is_sequence() || node.items.empty())
    throw error_at(node.mark, what + " must be a list: a program and its arguments");
  CommandSchema schema;
  for (const Node& word : node.items)
    schema.command.push_back(resolved(written_text(word, what), what, environment));
  if (schema.command.front().empty())
    throw error_at(node.items.front().mark, "the program of " + what + " must not be empty");
  if (timeout == nullptr) return schema;
  const std::string length = "'timeout' of 'schema'";
  const ConfigText text = written_text(*timeout, length);
  schema.timeout = duration_value(text, resolved(text, length, environment), length);
  if (schema.timeout.count() <= 0)
    throw error_at(timeout->mark, length + " must be more than nothing");
  return schema;
}

SchemaSource from_map(const Node& node, const Environment& environment) {
  MapReader map(node, "'schema'");
  const Node* target = map.find("target");
  const Node* command = map.find("command");
  const Node* timeout = map.find("timeout");
  map.finish();
  if ((target != nullptr) == (command != nullptr))
    throw wrong_file(node, "'schema' must have either 'target' or 'command'");
  if (timeout != nullptr && command == nullptr)
    throw wrong_file(node, "'timeout' of 'schema' is for a 'command'");
  if (target != nullptr) return TargetSchema{text_of(*target, "'target' of 'schema'", environment)};
  return from_command(*command, timeout, environment);
}

// By its form alone: the file system is looked at when the schema is used. A URL is none, and no
// message is to repeat it.
bool names_folder(const std::string& text) {
  if (mentioned(text) != text) return false;
  return text.ends_with('/') || fs::path(text).extension().empty();
}

}  // namespace

SchemaSource read_schema_source(const Node& node, const fs::path& folder,
                                const Environment& environment) {
  if (node.is_map()) return from_map(node, environment);
  if (node.is_sequence()) return from_list(node, folder, environment);
  const std::string text = text_of(node, "'schema'", environment);
  const fs::path file = joined(folder, text);
  if (names_folder(text)) return FolderSchema{file.has_filename() ? file : file.parent_path()};
  if (is_yaml(file)) return YamlSchema{{file}};
  if (lower(file.extension().string()) == ".sql") return SqlSchema{file};
  throw wrong_file(node, "'schema' must name a .yaml or a .sql file, or a folder as FOLDER/");
}

}  // namespace whimbrel
