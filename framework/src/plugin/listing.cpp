#include "whimbrel/plugin/listing.h"

#include <algorithm>
#include <map>

#include "whimbrel/core/text.h"
#include "whimbrel/plugin/guarded_dialect.h"
#include "whimbrel/plugin/loader.h"
#include "whimbrel/plugin/registry.h"

namespace whimbrel {
namespace {

// "whimbrel.run_locks/1" -> "run_locks"
std::string ability_word(std::string_view id) {
  id.remove_prefix(std::min(id.size(), id.find('.') + 1));
  return std::string(id.substr(0, id.find('/')));
}

std::vector<std::string> abilities_of(const Dialect& dialect) {
  const Capabilities& can = dialect.capabilities();
  std::vector<std::string> words;
  if (can.transactional_ddl) words.push_back("transactional_ddl");
  if (can.adds_foreign_keys) words.push_back("adds_foreign_keys");
  if (can.has_schemas) words.push_back("has_schemas");
  for (const std::string_view id : known_abilities())
    if (dialect.ability(id) != nullptr) words.push_back(ability_word(id));
  return words;
}

std::string with_cure(const Error& error) {
  return error.hint().empty() ? error.message() : error.message() + "; " + error.hint();
}

// Who serves each scheme, in lower case: the manifest that named it first.
using Servers = std::map<std::string, std::filesystem::path>;

// The manifest that stands before this one for every scheme of it; empty when there is a scheme
// that it serves itself.
std::filesystem::path shadowing(const PluginManifest& plugin, Servers& servers) {
  std::filesystem::path earlier;
  bool serves_one = false;
  for (const std::string& scheme : plugin.schemes) {
    const auto [server, first] = servers.try_emplace(lower(scheme), plugin.path);
    serves_one = serves_one || server->second == plugin.path;
    if (!first) earlier = server->second;
  }
  return serves_one ? std::filesystem::path() : earlier;
}

ListedPlugin listed(const PluginManifest& plugin, Servers& servers) {
  ListedPlugin entry{.name = plugin.name,
                     .version = plugin.version,
                     .schemes = plugin.schemes,
                     .manifest = plugin.path,
                     .library = plugin.library,
                     .reason = {},
                     .abilities = {}};
  if (const std::filesystem::path earlier = shadowing(plugin, servers); !earlier.empty()) {
    entry.state = ListedPlugin::State::shadowed;
    entry.reason = earlier.string() + " comes first on the search path";
    return entry;
  }
  try {
    entry.abilities = abilities_of(load_plugin(plugin).dialect());
  } catch (const Error& error) {
    entry.state = ListedPlugin::State::refused;
    entry.reason = with_cure(error);
  }
  return entry;
}

}  // namespace

std::string_view word_for(ListedPlugin::State state) {
  switch (state) {
    case ListedPlugin::State::usable:
      return "usable";
    case ListedPlugin::State::shadowed:
      return "shadowed";
    case ListedPlugin::State::refused:
      return "refused";
  }
  return "refused";
}

std::vector<ListedPlugin> list_plugins(const PluginSearchPath& path) {
  const PluginRegistry registry(path);
  std::vector<ListedPlugin> plugins;
  Servers servers;
  for (const PluginManifest& plugin : registry.plugins())
    plugins.push_back(listed(plugin, servers));
  for (const UnreadableManifest& broken : registry.unreadable()) {
    ListedPlugin& entry = plugins.emplace_back();
    entry.manifest = broken.path;
    entry.state = ListedPlugin::State::refused;
    entry.reason = with_cure(broken.problem);
  }
  return plugins;
}

}  // namespace whimbrel
