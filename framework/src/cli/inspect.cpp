// whimbrel inspect
#include "comparison.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/yaml.h"
#include "whimbrel/model/schema_codec.h"

namespace whimbrel::cli {
namespace {

int inspect(Workspace& workspace, const std::string& output) {
  Console& console = workspace.console();
  SchemaDocument document;
  document.exclude = desired_excludes(workspace);
  std::vector<std::string> exclude = workspace.own_tables();
  exclude.insert(exclude.end(), document.exclude.begin(), document.exclude.end());
  document.schema = workspace.dialect().introspector().read(workspace.connection(), {exclude, {}});
  for (const UnsupportedObject& each : document.schema.unsupported)
    console.warn("unsupported: " + each.kind + " '" + each.name + "' is not printed");
  const Node node = document_node(document);
  console.answer("inspect", workspace.target_name(), node);
  if (output.empty()) {
    console.raw(to_yaml(node));
    return kDone;
  }
  write_file(output, to_yaml(node));
  console.log("wrote " + output);
  return kDone;
}

}  // namespace

Command inspect_command() {
  auto output = std::make_shared<std::string>();
  Command command;
  command.name = "inspect";
  command.summary = "Print the schema of a live database in the form of schema.yaml";
  command.description =
      "An existing database is adopted with it: what it prints is the desired schema that changes\n"
      "nothing. What 'manage: exclude' of the present schema.yaml names is left out and kept "
      "named.";
  command.examples = {"whimbrel inspect", "whimbrel inspect --output schema.yaml",
                      "whimbrel inspect --target staging --format json"};
  command.options = {{"-o,--output", "Write to this file instead, replacing it", output.get()}};
  command.run = [output](Workspace& workspace) { return inspect(workspace, *output); };
  return command;
}

}  // namespace whimbrel::cli
