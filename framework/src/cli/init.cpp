// whimbrel init
#include <filesystem>

#include "command.h"
#include "init_files.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/text.h"
#include "workspace.h"

namespace whimbrel::cli {
namespace fs = std::filesystem;
namespace {

struct Template {
  const char* name;
  const char* synopsis;
};
constexpr Template kTemplates[] = {
    {"single", "one database, and a schema.yaml that says what it shall be"},
    {"multiple", "several databases of several kinds with one history"},
    {"sql", "migrations and the desired schema in SQL"},
};

struct State {
  std::string folder;
  std::string of_template = "single";
};

std::vector<InitFile> files_of(const std::string& wanted) {
  std::vector<InitFile> files;
  for (const InitFile& each : kInitFiles)
    if (wanted == each.of_template) files.push_back(each);
  if (!files.empty()) return files;
  std::vector<std::string> known;
  for (const Template& each : kTemplates) known.emplace_back(each.name);
  throw Error(ErrorCode::usage, "there is no template '" + wanted + "'")
      .with_hint("templates: " + join(known, ", ") + "; 'whimbrel list_templates' explains them");
}

void make_folder(const fs::path& folder) {
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (problem)
    throw Error(ErrorCode::io, "cannot make the folder: " + problem.message())
        .at(folder.lexically_normal().string())
        .with_hint("check who may write there, and whether there is room");
}

int init(Workspace& workspace, const State& state) {
  const fs::path folder = state.folder.empty() ? "." : state.folder;
  const std::vector<InitFile> files = files_of(state.of_template);
  const fs::path config = folder / "whimbrel.yaml";
  if (fs::exists(config))
    throw Error(ErrorCode::io, "there is a project already")
        .at(config.lexically_normal().string())
        .with_hint("'whimbrel init DIR' makes one in another folder");
  make_folder(folder / "migrations");
  Node made = Node::sequence();
  const auto report = [&](const fs::path& path, const char* what) {
    const std::string name = path.lexically_normal().string();
    made.items.push_back(Node::text(name));
    workspace.console().line("created " + name + "  " + what);
  };
  std::string schema;
  for (const InitFile& each : files) {
    const bool is_config = config.filename() == each.name;
    if (!is_config) schema = each.name;
    // A desired schema that is there is the user's and stays.
    if (!is_config && fs::exists(folder / each.name)) continue;
    write_new_file(folder / each.name, each.text);
    report(folder / each.name,
           is_config ? "(targets and where things are)" : "(the schema that you want)");
  }
  report(folder / "migrations", "(the way there, one file for each step)");
  workspace.console().answer("init", "", std::move(made));
  workspace.console().log("\nNext:\n  1. describe a table in " + schema +
                          " (there is an example in it)\n"
                          "  2. whimbrel revision --autogenerate -m \"First tables\"\n"
                          "  3. read the new file in migrations/, then: whimbrel upgrade head");
  return kDone;
}

int list_templates(Workspace& workspace) {
  Node result = Node::sequence();
  for (const Template& each : kTemplates) {
    workspace.console().line(std::string(each.name) + " - " + each.synopsis);
    Node node = Node::map();
    node.add("name", Node::text(each.name));
    node.add("synopsis", Node::text(each.synopsis));
    result.items.push_back(std::move(node));
  }
  workspace.console().answer("list_templates", "", std::move(result));
  return kDone;
}

}  // namespace

Command init_command() {
  auto state = std::make_shared<State>();
  Command command;
  command.name = "init";
  command.summary = "Start a project: whimbrel.yaml, a desired schema and a folder for migrations";
  command.examples = {"whimbrel init", "whimbrel init services/billing/db",
                      "whimbrel init --template sql"};
  command.options = {
      {"folder", "Where to put it (default: here)", &state->folder},
      {"--template", "single (the default), multiple or sql", &state->of_template},
  };
  command.run = [state](Workspace& workspace) { return init(workspace, *state); };
  return command;
}

Command list_templates_command() {
  Command command;
  command.name = "list_templates";
  command.summary = "List the templates of init";
  command.examples = {"whimbrel list_templates"};
  command.run = list_templates;
  return command;
}

}  // namespace whimbrel::cli
