// whimbrel init
#include <filesystem>

#include "command.h"
#include "init_files.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/file.h"
#include "workspace.h"

namespace whimbrel::cli {
namespace fs = std::filesystem;
namespace {

int init(Workspace& workspace, const std::string& folder_name) {
  const fs::path folder = folder_name.empty() ? "." : folder_name;
  const fs::path config = folder / "whimbrel.yaml";
  if (fs::exists(config))
    throw Error(ErrorCode::io, "there is a project already")
        .at(config.lexically_normal().string())
        .with_hint("'whimbrel init DIR' makes one in another folder");
  const fs::path schema = folder / "schema.yaml";
  const bool has_schema = fs::exists(schema);
  std::error_code problem;
  fs::create_directories(folder / "migrations", problem);
  if (problem)
    throw Error(ErrorCode::io, "cannot make the folder: " + problem.message())
        .at((folder / "migrations").lexically_normal().string())
        .with_hint("check who may write there, and whether there is room");
  if (!has_schema) write_new_file(schema, kInitSchema);
  write_new_file(config, kInitConfig);

  Node made = Node::sequence();
  const auto report = [&](const fs::path& path, const char* what) {
    const std::string name = path.lexically_normal().string();
    made.items.push_back(Node::text(name));
    workspace.console().line("created " + name + "  " + what);
  };
  report(config, "(targets and where things are)");
  if (!has_schema) report(schema, "(the schema that you want)");
  report(folder / "migrations", "(the way there, one file for each step)");
  workspace.console().answer("init", "", std::move(made));
  workspace.console().log(
      "\nNext:\n"
      "  1. describe a table in schema.yaml (there is an example in it)\n"
      "  2. whimbrel revision --autogenerate -m \"First tables\"\n"
      "  3. read the new file in migrations/, then: whimbrel upgrade head");
  return kDone;
}

}  // namespace

Command init_command() {
  struct State {
    std::string folder;
  };
  auto state = std::make_shared<State>();
  Command command;
  command.name = "init";
  command.summary = "Start a project: whimbrel.yaml, schema.yaml and a folder for migrations";
  command.examples = {"whimbrel init", "whimbrel init services/billing/db"};
  command.options = {{"folder", "Where to put it (default: here)", &state->folder}};
  command.run = [state](Workspace& workspace) { return init(workspace, state->folder); };
  return command;
}

}  // namespace whimbrel::cli
