// whimbrel plugins
#include "whimbrel/core/text.h"
#include "whimbrel/plugin/listing.h"
#include "workspace.h"

namespace whimbrel::cli {
namespace {

Node texts(const std::vector<std::string>& values) {
  Node list = Node::sequence();
  for (const std::string& value : values) list.items.push_back(Node::text(value));
  return list;
}

Node plugin_node(const ListedPlugin& plugin) {
  Node map = Node::map();
  map.add("name", Node::text(plugin.name));
  map.add("version", Node::text(plugin.version));
  map.add("schemes", texts(plugin.schemes));
  map.add("manifest", Node::text(plugin.manifest.string()));
  map.add("library", Node::text(plugin.library.string()));
  map.add("state", Node::text(word_for(plugin.state)));
  map.add("reason", plugin.reason.empty() ? Node() : Node::text(plugin.reason));
  map.add("abilities", texts(plugin.abilities));
  return map;
}

void print(Console& console, const ListedPlugin& plugin) {
  const std::string name = plugin.name.empty() ? "?" : plugin.name + " " + plugin.version;
  console.line(name + "  " + std::string(word_for(plugin.state)));
  if (!plugin.schemes.empty()) console.line("  URLs:      " + join(plugin.schemes, ":, ") + ":");
  console.line("  file:      " +
               (plugin.library.empty() ? plugin.manifest : plugin.library).string());
  if (!plugin.abilities.empty()) console.line("  abilities: " + join(plugin.abilities, ", "));
  if (!plugin.reason.empty()) console.line("  reason:    " + plugin.reason);
}

int plugins(Workspace& workspace) {
  Console& console = workspace.console();
  const PluginSearchPath path = workspace.plugin_path();
  Node result = Node::sequence();
  for (const ListedPlugin& plugin : list_plugins(path)) {
    print(console, plugin);
    result.items.push_back(plugin_node(plugin));
  }
  if (result.items.empty()) console.line("No plugins found.");
  if (result.items.empty() || console.verbose()) {
    console.log("Searched, in this order:");
    for (const PluginPlace& place : path.places)
      console.log("  " + place.folder.string() + "  (" + place.origin + ")");
  }
  console.answer("plugins", "", std::move(result));
  return kDone;
}

}  // namespace

Command plugins_command() {
  Command command;
  command.name = "plugins";
  command.summary = "List the plugins: where they are, their versions and abilities";
  command.examples = {"whimbrel plugins", "whimbrel plugins --plugin-path ./build --verbose"};
  command.run = plugins;
  return command;
}

}  // namespace whimbrel::cli
