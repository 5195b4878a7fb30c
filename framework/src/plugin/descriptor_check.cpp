#include "descriptor_check.h"

#include <cstddef>
#include <set>
#include <string_view>

#include "whimbrel/core/text.h"
#include "whimbrel/dialect/abi_tag.h"

namespace whimbrel {
namespace {

static_assert(offsetof(whimbrel_plugin_descriptor, struct_size) == 0, "frozen since interface 1");
static_assert(offsetof(whimbrel_plugin_descriptor, api_version) == 4, "frozen since interface 1");
static_assert(offsetof(whimbrel_plugin_descriptor, abi_tag) == 8, "frozen since interface 1");
static_assert(offsetof(whimbrel_plugin_descriptor, name) == 8 + sizeof(void*), "frozen");
static_assert(offsetof(whimbrel_plugin_descriptor, version) == 8 + 2 * sizeof(void*), "frozen");
static_assert(offsetof(whimbrel_plugin_descriptor, schemes) == 8 + 3 * sizeof(void*), "frozen");
static_assert(offsetof(whimbrel_plugin_descriptor, create) == 8 + 4 * sizeof(void*), "frozen");
static_assert(offsetof(whimbrel_plugin_descriptor, destroy) == 8 + 5 * sizeof(void*), "frozen");
static_assert(offsetof(whimbrel_plugin_descriptor, last_error) == 8 + 6 * sizeof(void*), "frozen");

// The fields of interface 1; a plugin may know more, never less.
constexpr size_t kSmallest = offsetof(whimbrel_plugin_descriptor, last_error) + sizeof(void (*)());

const char* const kRebuild = "build the plugin again with the SDK of Whimbrel " WHIMBREL_VERSION;
const char* const kStale =
    "the manifest belongs to another build: install library and manifest together again";

std::set<std::string> words(std::string_view text) {
  std::set<std::string> result;
  for (const std::string_view word : split(text, ' '))
    if (!word.empty()) result.insert(lower(word));
  return result;
}

bool complete(const whimbrel_plugin_descriptor& d) {
  return d.abi_tag != nullptr && d.name != nullptr && d.version != nullptr &&
         d.schemes != nullptr && d.create != nullptr && d.destroy != nullptr &&
         d.last_error != nullptr;
}

}  // namespace

std::optional<Misfit> misfit(const whimbrel_plugin_descriptor& descriptor,
                             const PluginManifest& manifest) {
  if (descriptor.struct_size < kSmallest)
    return Misfit{"has a descriptor of " + std::to_string(descriptor.struct_size) +
                      " bytes where " + std::to_string(kSmallest) + " are needed",
                  kRebuild};
  if (descriptor.api_version != WHIMBREL_PLUGIN_API_VERSION)
    return Misfit{"is for plugin interface " + std::to_string(descriptor.api_version) +
                      " and this Whimbrel has interface " +
                      std::to_string(WHIMBREL_PLUGIN_API_VERSION),
                  kRebuild};
  if (!complete(descriptor))
    return Misfit{"has a descriptor with an empty field",
                  "let WHIMBREL_PLUGIN(...) write the descriptor"};
  if (descriptor.abi_tag != std::string_view(WHIMBREL_ABI_TAG))
    return Misfit{"was built as '" + std::string(descriptor.abi_tag) +
                      "' and this Whimbrel was built as '" WHIMBREL_ABI_TAG "'",
                  "build the plugin again with the same C++ standard library and without other "
                  "settings for it (such as _GLIBCXX_DEBUG) than Whimbrel's"};
  if (descriptor.name != manifest.name)
    return Misfit{"calls itself '" + std::string(descriptor.name) + "', which is not what " +
                      manifest.path.string() + " says",
                  kStale};
  std::set<std::string> promised;
  for (const std::string& scheme : manifest.schemes) promised.insert(lower(scheme));
  if (words(descriptor.schemes) != promised)
    return Misfit{"serves the schemes '" + std::string(descriptor.schemes) +
                      "', which is not what " + manifest.path.string() + " says",
                  kStale};
  return std::nullopt;
}

}  // namespace whimbrel
