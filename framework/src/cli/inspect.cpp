// whimbrel inspect
#include "comparison.h"
#include "whimbrel/core/yaml.h"
#include "whimbrel/model/schema_codec.h"

namespace whimbrel::cli {
namespace {

int inspect(Workspace& workspace) {
  Console& console = workspace.console();
  const Schema schema = workspace.dialect().introspector().read(workspace.connection(),
                                                                {excluded_names(workspace), {}});
  for (const UnsupportedObject& each : schema.unsupported)
    console.warn("unsupported: " + each.kind + " '" + each.name + "' is not printed");
  console.raw(to_yaml(schema_node(schema)));
  console.answer("inspect", workspace.target_name(), schema_node(schema));
  return kDone;
}

}  // namespace

Command inspect_command() {
  Command command;
  command.name = "inspect";
  command.summary = "Print the schema of a live database in the form of schema.yaml";
  command.description = "An existing database is adopted with it: what it prints is the desired "
                        "schema that changes nothing.";
  command.examples = {"whimbrel inspect > schema.yaml", "whimbrel inspect --target staging"};
  command.run = inspect;
  return command;
}

}  // namespace whimbrel::cli
