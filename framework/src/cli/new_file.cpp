#include "new_file.h"

#include <algorithm>

#include "whimbrel/core/checksum.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/process.h"
#include "whimbrel/core/text.h"
#include "whimbrel/revision/file_name.h"

namespace whimbrel::cli {
namespace fs = std::filesystem;
namespace {

constexpr int kIdDigits = 12;

bool lies_in(const fs::path& file, const fs::path& folder) {
  const fs::path relative = file.lexically_normal().lexically_relative(folder.lexically_normal());
  return !relative.empty() && *relative.begin() != "..";
}

std::string known_folders(const std::vector<fs::path>& folders) {
  std::vector<std::string> names;
  for (const fs::path& each : folders) names.push_back(each.string());
  return "the folders are " + join(names, ", ");
}

fs::path asked_folder(const std::vector<fs::path>& folders, const std::string& version_path) {
  for (const fs::path& each : folders)
    if (fs::absolute(each).lexically_normal() == fs::absolute(version_path).lexically_normal())
      return each;
  throw Error(ErrorCode::usage, "'" + version_path + "' is no folder of revisions")
      .with_hint(known_folders(folders));
}

fs::path folder_for(Workspace& workspace, const NewFileOptions& options, const Revision& header) {
  const std::vector<fs::path>& folders = workspace.config().migrations;
  if (!options.version_path.empty()) return asked_folder(folders, options.version_path);
  if (folders.size() == 1) return folders.front();
  for (const std::string& parent : header.down_revisions) {
    const RevisionGraph& graph = workspace.graph();
    const fs::path& file = graph[graph.find_id(parent).value()].file;
    for (const fs::path& each : folders)
      if (lies_in(file, each)) return each;
  }
  throw Error(ErrorCode::usage, "there are several folders of revisions, and nothing says which")
      .with_hint("name one with --version-path; " + known_folders(folders));
}

LocalTime now(Workspace& workspace) {
  return local_time(std::chrono::system_clock::now(), workspace.config().revision_files.timezone);
}

void run_hooks(Workspace& workspace, const fs::path& file) {
  for (std::vector<std::string> command : workspace.config().revision_files.post_write_hooks) {
    const std::string name = command.front();
    for (std::string& argument : command)
      argument = replaced(argument, "{file}", fs::absolute(file).string());
    const int code = run_program(command, workspace.config().folder);
    if (code == 0) continue;
    throw Error(ErrorCode::io, "the hook '" + name + "' failed with exit code " +
                                   std::to_string(code) + "; the revision file is written")
        .at(file.string())
        .with_hint("look at the file; 'post_write_hooks' of whimbrel.yaml names the hook");
  }
}

bool mentions_current(const NewFileOptions& options) {
  const auto is_current = [](const std::string& text) {
    return text.find("current") != std::string::npos;
  };
  return std::any_of(options.heads.begin(), options.heads.end(), is_current) ||
         std::any_of(options.depends_on.begin(), options.depends_on.end(), is_current);
}

}  // namespace

std::vector<Option> new_file_options(NewFileOptions& options) {
  return {
      {"-m,--message", "What it does, in a few words", &options.message, true},
      {"--rev-id", "Its id (default: twelve random digits)", &options.rev_id},
      {"--branch-label", "A name for the branch that begins here; may be given more than once",
       &options.branch_labels},
      {"--depends-on", "A revision that must be applied before; may be given more than once",
       &options.depends_on},
      {"--splice", "Let it stand on a revision that is no head", &options.splice},
      {"--version-path", "The folder for the file, one of 'migrations'", &options.version_path},
  };
}

Revision new_header(Workspace& workspace, const NewFileOptions& options) {
  NewRevision wanted;
  wanted.id = options.rev_id.empty() ? random_hex(kIdDigits) : options.rev_id;
  wanted.heads = options.heads;
  wanted.splice = options.splice;
  wanted.depends_on = options.depends_on;
  wanted.branch_labels = options.branch_labels;
  std::vector<RevisionIndex> current;
  if (mentions_current(options)) current = workspace.current();
  if (workspace.graph().empty() && wanted.heads == std::vector<std::string>{"head"})
    wanted.heads = {"base"};
  Revision header = new_revision(workspace.graph(), wanted, current);
  header.message = options.message;
  header.created = rfc3339(now(workspace));
  return header;
}

void write_revision(Workspace& workspace, const NewFileOptions& options, const Revision& header,
                    const std::string& text, const std::string& extension,
                    const std::string& command, const std::string& target) {
  const fs::path file = (folder_for(workspace, options, header) /
                         revision_file_name(header, now(workspace), extension,
                                            workspace.config().revision_files.naming))
                            .lexically_normal();
  write_new_file(file, text);
  workspace.console().line("created " + file.string());
  run_hooks(workspace, file);
  Node result = Node::map();
  result.add("revision", Node::text(header.id));
  result.add("file", Node::text(file.string()));
  workspace.console().answer(command, target, std::move(result));
}

}  // namespace whimbrel::cli
