// The section `revision_files`.
#include "config_parts.h"

namespace whimbrel {
namespace {

constexpr long long kLongestSlug = 200;

std::vector<std::vector<std::string>> hooks(const Node& node) {
  if (!node.is_sequence())
    throw error_at(node.mark, "'post_write_hooks' of 'revision_files' is a list of commands");
  std::vector<std::vector<std::string>> result;
  for (const Node& item : node.items) {
    std::vector<std::string> command = text_list(item, "a command of 'post_write_hooks'");
    if (command.empty() || command.front().empty())
      throw error_at(item.mark, "a command of 'post_write_hooks' has no program");
    result.push_back(std::move(command));
  }
  return result;
}

}  // namespace

RevisionFilesConfig read_revision_files(const Node& node) {
  MapReader map(node, "'revision_files'");
  RevisionFilesConfig files;
  if (const Node* pattern = map.find("file_template")) {
    files.naming.file_template = scalar_text(*pattern, "'file_template' of 'revision_files'");
    try {
      check_file_template(files.naming.file_template);
    } catch (Error& error) {
      error.at(pattern->mark.text());
      throw;
    }
  }
  if (const Node* length = map.find("truncate_slug_length")) {
    const long long number = whole_number(*length, "'truncate_slug_length' of 'revision_files'");
    if (number < 1 || number > kLongestSlug)
      throw error_at(length->mark, "'truncate_slug_length' is a number from 1 to 200");
    files.naming.truncate_slug_length = static_cast<std::size_t>(number);
  }
  if (const Node* kind = map.find("kind")) {
    files.kind = scalar_text(*kind, "'kind' of 'revision_files'");
    if (files.kind != "yaml" && files.kind != "sql")
      throw error_at(kind->mark, "'kind' of 'revision_files' is yaml or sql");
  }
  files.timezone = map.text("timezone").value_or("");
  files.recursive = map.flag("recursive").value_or(false);
  if (const Node* commands = map.find("post_write_hooks"))
    files.post_write_hooks = hooks(*commands);
  map.finish();
  if (!files.recursive && files.naming.file_template.find('/') != std::string::npos)
    throw error_at(map.mark(), "a 'file_template' with folders needs 'recursive: true'");
  return files;
}

}  // namespace whimbrel
