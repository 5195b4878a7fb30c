#include "whimbrel/plugin/manifest.h"

#include <algorithm>
#include <utility>

#include "whimbrel/core/file.h"
#include "whimbrel/core/node_reader.h"
#include "whimbrel/core/text.h"
#include "whimbrel/core/yaml.h"
#include "whimbrel/dialect/abi_tag.h"
#include "whimbrel/dialect/plugin_descriptor.h"

namespace whimbrel {
namespace {

PluginManifest read(const std::filesystem::path& path) {
  const Node document = parse_yaml(read_file(path), path.string());
  MapReader reader(document, "plugin manifest");
  PluginManifest manifest;
  manifest.path = path;
  manifest.name = reader.required_text("name");
  manifest.version = reader.required_text("version");
  reader.require("schemes");
  manifest.schemes = reader.texts("schemes");
  manifest.library = path.parent_path() / reader.required_text("file");
  reader.require("api_version");
  manifest.api_version = *reader.number("api_version");
  manifest.abi_tag = reader.required_text("abi_tag");
  if (manifest.api_version == WHIMBREL_PLUGIN_API_VERSION) reader.finish();
  if (manifest.schemes.empty())
    throw error_at(reader.mark(), "plugin manifest needs at least one URL scheme in 'schemes'");
  return manifest;
}

Error misfit(const PluginManifest& manifest, std::string reason, std::string cure) {
  return Error(ErrorCode::plugin, "the plugin '" + manifest.name +
                                      "' cannot be used: its manifest " + manifest.path.string() +
                                      " " + std::move(reason))
      .with_hint(std::move(cure));
}

}  // namespace

bool PluginManifest::serves(std::string_view scheme) const {
  return std::any_of(schemes.begin(), schemes.end(),
                     [&](const std::string& own) { return same_word(own, scheme); });
}

PluginManifest read_plugin_manifest(const std::filesystem::path& path) {
  try {
    return read(path);
  } catch (const Error& problem) {
    Error error(ErrorCode::plugin,
                "the plugin manifest " + path.string() + " cannot be read: " + problem.message());
    if (!problem.where().empty()) error.at(problem.where());
    throw error.with_hint(
        "build or install the plugin again; whimbrel_add_plugin of the SDK "
        "writes its manifest");
  }
}

std::optional<Error> refusal(const PluginManifest& manifest) {
  if (manifest.api_version != WHIMBREL_PLUGIN_API_VERSION)
    return misfit(manifest,
                  "is for plugin interface " + std::to_string(manifest.api_version) +
                      " and this Whimbrel has interface " +
                      std::to_string(WHIMBREL_PLUGIN_API_VERSION),
                  "build the plugin again with the SDK of Whimbrel " WHIMBREL_VERSION
                  ", or install a release of it that is made for this Whimbrel");
  if (manifest.abi_tag != WHIMBREL_ABI_TAG)
    return misfit(manifest,
                  "says that it was built as '" + manifest.abi_tag +
                      "' and this Whimbrel was built as '" WHIMBREL_ABI_TAG "'",
                  "build the plugin again with the same C++ standard library and without other "
                  "settings for it (such as _GLIBCXX_DEBUG) than Whimbrel's");
  return std::nullopt;
}

}  // namespace whimbrel
