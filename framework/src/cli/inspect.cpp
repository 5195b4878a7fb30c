// whimbrel inspect
#include "comparison.h"
#include "diagram.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/json.h"
#include "whimbrel/core/text.h"
#include "whimbrel/core/yaml.h"
#include "whimbrel/diff/creation_script.h"
#include "whimbrel/model/schema_codec.h"

namespace whimbrel::cli {
namespace {

struct InspectOptions {
  std::string form = "yaml";
  std::string output;
};

void check_form(const std::string& form) {
  const std::vector<std::string> known = {"yaml", "sql", "json", "mermaid", "dot"};
  for (const std::string& each : known)
    if (form == each) return;
  const std::string near = nearest(form, known);
  throw Error(ErrorCode::usage, "--as takes " + join(known, ", ") + ", not '" + form + "'")
      .with_hint(near.empty() ? "without --as it is printed as schema.yaml"
                              : "did you mean '" + near + "'?");
}

SchemaDocument read_document(Workspace& workspace) {
  SchemaDocument document = desired_scope(workspace);
  const IntrospectionScope scope = scope_of(workspace, document);
  document.schema = workspace.dialect().introspector().read(workspace.connection(), scope);
  if (!document.privileges)
    for (auto& [id, object] : document.schema.objects) object.privileges.reset();
  return document;
}

std::string as_sql(Workspace& workspace, const Schema& schema) {
  CreationScript script = creation_script(
      schema, workspace.dialect(), workspace.connection().server(), workspace.target().endpoint);
  for (const std::string& each : script.left_out)
    workspace.console().warn("unsupported: left out of the script: " + each);
  return std::move(script.sql);
}

std::string printed(Workspace& workspace, const SchemaDocument& document, const std::string& form) {
  if (form == "sql") return as_sql(workspace, document.schema);
  for (const UnsupportedObject& each : document.schema.unsupported)
    workspace.console().warn("unsupported: " + each.kind + " '" + each.name + "' is not printed");
  if (form == "mermaid") return mermaid_diagram(document.schema);
  if (form == "dot") return dot_diagram(document.schema);
  const Node node = document_node(document);
  return form == "json" ? to_json(node) + "\n" : to_yaml(node);
}

int inspect(Workspace& workspace, const InspectOptions& options) {
  check_form(options.form);
  Console& console = workspace.console();
  const SchemaDocument document = read_document(workspace);
  const std::string text = printed(workspace, document, options.form);
  if (options.form == "yaml" || options.form == "json") {
    console.answer("inspect", workspace.target_name(), document_node(document));
  } else {
    Node result = Node::map();
    result.add(options.form, Node::text(text));
    console.answer("inspect", workspace.target_name(), std::move(result));
  }
  if (options.output.empty()) {
    console.raw(text);
    return kDone;
  }
  write_file(options.output, text);
  console.log("wrote " + options.output);
  return kDone;
}

}  // namespace

Command inspect_command() {
  auto options = std::make_shared<InspectOptions>();
  Command command;
  command.name = "inspect";
  command.summary = "Print the schema of a live database, as schema.yaml, SQL, JSON or a diagram";
  command.description =
      "An existing database is adopted with it: what it prints is the desired schema that changes\n"
      "nothing. What 'manage: exclude' of the present schema.yaml names is left out and kept "
      "named.\nThe SQL recreates the schema in an empty database when the database's own client "
      "runs it.";
  command.examples = {"whimbrel inspect", "whimbrel inspect --output schema.yaml",
                      "whimbrel inspect --as sql > schema.sql",
                      "whimbrel inspect --as dot | dot -Tsvg > schema.svg",
                      "whimbrel inspect --target staging --format json"};
  command.options = {
      {"--as", "yaml (default), sql, json, or a diagram: mermaid, dot", &options->form},
      {"-o,--output", "Write to this file instead, replacing it", &options->output},
  };
  command.run = [options](Workspace& workspace) { return inspect(workspace, *options); };
  return command;
}

}  // namespace whimbrel::cli
