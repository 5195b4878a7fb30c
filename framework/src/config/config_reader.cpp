#include <utility>

#include "config_parts.h"
#include "whimbrel/core/text.h"
#include "whimbrel/core/yaml.h"

namespace whimbrel {
namespace {

namespace fs = std::filesystem;

class ConfigReader {
 public:
  ConfigReader(const Node& document, const fs::path& file, const Environment& environment)
      : map_(document, "the configuration"),
        environment_(environment),
        config_(default_config(file.parent_path())) {
    config_.file = file;
  }

  Config read() && {
    read_version();
    if (const Node* node = map_.find("migrations"))
      config_.migrations = folders(*node, "'migrations'");
    if (const Node* node = map_.find("schema"))
      config_.schema = read_schema_source(*node, config_.folder, environment_);
    if (const Node* node = map_.find("plugins")) read_plugins(*node);
    read_table_names();
    if (const Node* node = map_.find("targets")) read_targets(*node);
    read_default_target();
    if (const Node* node = map_.find("revision_files"))
      config_.revision_files = read_revision_files(*node);
    if (const Node* node = map_.find("ci"))
      config_.ci = read_ci_section(*node, config_, environment_);
    if (const Node* node = map_.find("review")) config_.review = read_review(*node);
    if (const Node* node = map_.find("naming")) config_.naming = read_naming(*node);
    if (const Node* node = map_.find("manage")) config_.manage = read_manage(*node);
    map_.finish();
    check_schema_target();
    return std::move(config_);
  }

 private:
  void read_version() {
    const Node& node = map_.require("version");
    if (whole_number(node, "'version'") != 1)
      throw error_at(node.mark, "this whimbrel reads configurations of version 1")
          .with_hint("a newer whimbrel may read it");
  }

  std::string text(const Node& node, const std::string& what) const {
    const std::string result = resolved(written_text(node, what), what, environment_);
    if (result.empty()) throw error_at(node.mark, what + " must not be empty");
    return result;
  }

  std::vector<fs::path> folders(const Node& node, const std::string& what) const {
    if (!node.is_sequence()) return {joined(config_.folder, text(node, what))};
    std::vector<fs::path> result;
    for (const Node& item : node.items) result.push_back(joined(config_.folder, text(item, what)));
    if (result.empty()) throw error_at(node.mark, what + " must name a folder");
    return result;
  }

  void read_plugins(const Node& node) {
    MapReader map(node, "'plugins'");
    if (const Node* path = map.find("path"))
      config_.plugin_path = folders(*path, "'path' of 'plugins'");
    map.finish();
  }

  void read_table_names() {
    if (const Node* node = map_.find("version_table"))
      config_.version_table = parse_qualified_name(text(*node, "'version_table'"));
    const Node* journal = map_.find("journal_table");
    if (journal == nullptr) return;
    config_.journal_table = parse_qualified_name(text(*journal, "'journal_table'"));
    if (config_.journal_table == config_.version_table)
      throw error_at(journal->mark, "'journal_table' and 'version_table' must be different tables");
  }

  void read_targets(const Node& node) {
    if (!node.is_map())
      throw error_at(node.mark, "'targets' must be a map of names and their settings");
    for (const NodeEntry& entry : node.entries) {
      const std::string name = mentioned(entry.key);
      if (entry.key.empty() || name != entry.key)
        throw error_at(entry.key_mark, "'" + name + "' is no name for a target")
            .with_hint("write targets: {NAME: {url: URL}}");
      if (!config_.targets.emplace(name, read_target(entry.value, name)).second)
        throw error_at(entry.key_mark, "target '" + name + "' stands twice in 'targets'");
    }
  }

  void read_default_target() {
    const Node* node = map_.find("default_target");
    if (node == nullptr) return;
    config_.default_target = text(*node, "'default_target'");
    require_target(config_.default_target, *node, "'default_target'");
  }

  void check_schema_target() {
    const auto* source = std::get_if<TargetSchema>(&config_.schema);
    if (source != nullptr)
      require_target(source->name, *map_.find("schema")->find("target"), "'target' of 'schema'");
  }

  void require_target(const std::string& name, const Node& node, const std::string& what) const {
    if (config_.targets.contains(name)) return;
    std::vector<std::string> known;
    for (const auto& [target, entry] : config_.targets) known.push_back(target);
    throw error_at(node.mark,
                   what + " names '" + mentioned(name) + "', which is not among 'targets'")
        .with_hint(hint_for_name(name, known));
  }

  MapReader map_;
  const Environment& environment_;
  Config config_;
};

}  // namespace

ConfigText written_text(const Node& node, const std::string& what) {
  return {scalar_text(node, what), node.mark};
}

std::optional<ConfigText> written_text(MapReader& map, const std::string& key) {
  const Node* node = map.find(key);
  if (node == nullptr) return std::nullopt;
  return written_text(*node, "'" + key + "' of " + map.what());
}

fs::path joined(const fs::path& folder, const std::string& path) {
  return (folder / path).lexically_normal();
}

std::string hint_for_name(const std::string& name, const std::vector<std::string>& known) {
  if (known.empty()) return "the configuration has no targets";
  const std::string near = nearest(name, known);
  const std::string all = "known targets: " + join(known, ", ");
  return near.empty() ? all : "did you mean '" + near + "'? " + all;
}

Config parse_config(std::string_view text, const fs::path& file, const Environment& environment) {
  const Node document = parse_yaml(text, file.string());
  return ConfigReader(document, file, environment).read();
}

}  // namespace whimbrel
