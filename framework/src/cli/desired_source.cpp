#include "desired_source.h"

#include <algorithm>
#include <system_error>

#include "interrupt.h"
#include "redacted.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/process.h"
#include "whimbrel/core/text.h"
#include "whimbrel/diff/portable.h"

namespace whimbrel::cli {
namespace fs = std::filesystem;
namespace {

constexpr size_t kShownLines = 10;

bool is_yaml(const fs::path& file) {
  const std::string extension = lower(file.extension().string());
  return extension == ".yaml" || extension == ".yml";
}

bool is_beside_the_point(const fs::path& file) {
  const std::string name = file.filename().string();
  return name.starts_with('.') || name.ends_with('~') || lower(file.extension().string()) == ".md";
}

Error wrong_folder(const fs::path& folder, const std::string& message) {
  return Error(ErrorCode::config, message)
      .at(folder.string())
      .with_hint(
          "a folder of the desired schema holds .yaml files and nothing else; SQL is one .sql "
          "file, which 'schema' names itself");
}

std::vector<fs::path> files_of(const fs::path& folder) {
  std::error_code problem;
  fs::directory_iterator entries(folder, problem);
  if (problem)
    throw wrong_folder(folder,
                       "the folder of the desired schema cannot be read: " + problem.message());
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : entries) {
    if (is_beside_the_point(entry.path())) continue;
    if (!is_yaml(entry.path()) || entry.is_directory())
      throw wrong_folder(folder, "the folder of the desired schema holds '" +
                                     entry.path().filename().string() +
                                     "', which is no .yaml file");
    files.push_back(entry.path());
  }
  if (files.empty())
    throw wrong_folder(folder, "the folder of the desired schema holds no .yaml file");
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::string> filled_in(Workspace& workspace, const CommandSchema& source) {
  std::vector<std::string> command = source.command;
  for (std::string& word : command) {
    word = replaced(word, "{dialect}", workspace.dialect().name());
    word = replaced(word, "{target}", workspace.target_name());
  }
  return command;
}

}  // namespace

std::optional<std::vector<fs::path>> yaml_files(const SchemaSource& source) {
  if (const auto* files = std::get_if<YamlSchema>(&source)) return files->files;
  if (const auto* folder = std::get_if<FolderSchema>(&source)) return files_of(folder->folder);
  return std::nullopt;
}

std::string command_line(Workspace& workspace, const CommandSchema& source) {
  return redacted(join(filled_in(workspace, source), " "), workspace.target().endpoint);
}

std::string command_output(Workspace& workspace, const CommandSchema& source) {
  CapturedProgram result = capture_program(
      filled_in(workspace, source),
      {workspace.config().folder, source.timeout, [] { return interrupted(); }, {}});
  const std::string line = command_line(workspace, source);
  const auto failure = [&](const std::string& what) {
    std::string message = "the command of the desired schema " + what;
    const std::string said =
        redacted(last_lines(result.err, kShownLines), workspace.target().endpoint);
    if (!said.empty()) message += ":\n" + said;
    return Error(ErrorCode::config, message)
        .at(workspace.config().file.string())
        .with_hint("run it by itself in the folder of the configuration: " + line);
  };
  if (!result.found) throw failure("is not there: no '" + source.command.front() + "' in PATH");
  if (result.timed_out)
    throw failure("took longer than its timeout of " + std::to_string(source.timeout.count()) +
                  " ms");
  if (result.exit_code != 0)
    throw failure("ended with exit code " + std::to_string(result.exit_code));
  if (trimmed(result.out).empty()) throw failure("printed nothing");
  if (!trimmed(result.err).empty())
    workspace.console().detail(
        redacted(std::string(trimmed(result.err)), workspace.target().endpoint));
  return std::move(result.out);
}

TargetState target_state(Workspace& workspace, const TargetSchema& source) {
  Workspace other = workspace.on_target(source.name);
  if (other.target().endpoint.display() == workspace.target().endpoint.display())
    throw Error(ErrorCode::config, "the desired schema is that of target '" + source.name +
                                       "', which is the database at hand")
        .at(workspace.config().file.string())
        .with_hint("name another target with --target");
  const ServerInfo& here = workspace.connection().server();
  TargetState state;
  const std::string place = "target '" + source.name + "'";
  try {
    state.schema =
        other.dialect().introspector().read(other.connection(), {other.own_tables(), {}});
    for (auto& [id, object] : state.schema.objects) object.privileges.reset();
    const ServerInfo& there = other.connection().server();
    state.same_dialect = other.dialect().name() == workspace.dialect().name();
    state.same_engine =
        state.same_dialect && here.product == there.product && here.version == there.version;
    if (!state.same_dialect)
      state.schema = portable_schema(state.schema, other.dialect(), workspace.dialect());
  } catch (Error& error) {
    error.add_context("reading the desired schema from " + place);
    throw;
  }
  if (state.schema.tables.empty())
    workspace.console().warn("the desired schema is empty: " + place + " has no tables");
  for (const UnsupportedObject& each : state.schema.unsupported)
    workspace.console().warn("unsupported: " + each.kind + " '" + each.name + "' of " + place +
                             " is not compared");
  return state;
}

}  // namespace whimbrel::cli
