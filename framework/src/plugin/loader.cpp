#include "whimbrel/plugin/loader.h"

#include <dlfcn.h>

#include <boost/dll/shared_library.hpp>
#include <map>
#include <memory>
#include <mutex>
#include <system_error>
#include <utility>

#include "descriptor_check.h"
#include "whimbrel/plugin/guard.h"
#include "whimbrel/plugin/guarded_dialect.h"
#include "whimbrel/plugin/registry.h"

#define WHIMBREL_TEXT_OF(word) #word
#define WHIMBREL_TEXT(word) WHIMBREL_TEXT_OF(word)

namespace whimbrel {

struct PinnedPlugin {
  PluginManifest manifest;
  std::unique_ptr<const Dialect> dialect;  // guarded
};

namespace {

namespace fs = std::filesystem;
namespace dll = boost::dll;

constexpr const char* kSymbol = WHIMBREL_TEXT(WHIMBREL_PLUGIN_SYMBOL);

// A library that was opened once, and what came of it.
struct OpenLibrary {
  dll::shared_library handle;
  std::unique_ptr<const PinnedPlugin> plugin;  // null as long as it was refused
};

// Objects and exceptions of a plugin may outlive everything else, so no library is ever closed: the
// table is leaked on purpose and stays reachable.
struct Pinned {
  std::mutex mutex;
  std::map<fs::path, OpenLibrary> libraries;  // by their real path
};

Pinned& pinned() {
  static Pinned* const table = new Pinned;
  return *table;
}

Error broken(const PluginManifest& manifest, const std::string& reason, std::string cure) {
  return Error(ErrorCode::plugin, "the plugin '" + manifest.name +
                                      "' cannot be used: its library " + manifest.library.string() +
                                      " " + reason)
      .with_hint(std::move(cure));
}

fs::path real_path(const PluginManifest& manifest) {
  std::error_code problem;
  fs::path path = fs::canonical(manifest.library, problem);
  if (problem == std::errc::no_such_file_or_directory)
    throw broken(
        manifest, "does not exist",
        "build or install the plugin again, or correct 'file' in " + manifest.path.string());
  if (problem)
    throw broken(manifest, "cannot be reached: " + problem.message(),
                 "make it readable for this user");
  return path;
}

dll::shared_library open(const PluginManifest& manifest, const fs::path& path) {
  std::error_code problem;
  dll::shared_library library;
  library.load(path, dll::load_mode::rtld_now | dll::load_mode::rtld_local, problem);
  if (!problem) return library;
  // Boost keeps only the fact; the reason is with the dynamic linker.
  const char* reason = dlerror();
  throw broken(manifest,
               "cannot be opened: " + std::string(reason != nullptr ? reason : "no reason given"),
               "it must be a shared library for this machine, and the libraries that it needs must "
               "be installed; 'ldd " +
                   path.string() + "' names those that are missing");
}

const whimbrel_plugin_descriptor& descriptor_of(const PluginManifest& manifest,
                                                const dll::shared_library& library) {
  if (!library.has(kSymbol))
    throw broken(manifest, "has no symbol '" + std::string(kSymbol) + "'",
                 "it is no Whimbrel plugin: its source must say WHIMBREL_PLUGIN(...) once, outside "
                 "of any namespace");
  const auto& descriptor = library.get<const whimbrel_plugin_descriptor>(kSymbol);
  if (const auto problem = misfit(descriptor, manifest))
    throw broken(manifest, problem->reason, problem->cure);
  return descriptor;
}

using OwnedDialect = std::unique_ptr<void, void (*)(void*)>;

// `create` and the guard's first questions are the first code of the plugin that is called.
OwnedDialect create(const PluginManifest& manifest, const whimbrel_plugin_descriptor& descriptor) {
  OwnedDialect dialect(call_plugin(manifest.name, [&] { return descriptor.create(); }),
                       descriptor.destroy);
  if (dialect != nullptr) return dialect;
  const char* reason = call_plugin(manifest.name, [&] { return descriptor.last_error(); });
  const bool known = reason != nullptr && *reason != '\0';
  throw broken(manifest, "made no dialect: " + std::string(known ? reason : "it gives no reason"),
               "see the documentation of the plugin for what it needs");
}

std::unique_ptr<const PinnedPlugin> start(const PluginManifest& manifest,
                                          const whimbrel_plugin_descriptor& descriptor) {
  OwnedDialect owned = create(manifest, descriptor);
  const auto& dialect = *static_cast<const Dialect*>(owned.get());
  const std::string own_name =
      call_plugin(manifest.name, [&] { return std::string(dialect.name()); });
  if (own_name != manifest.name)
    throw broken(manifest, "makes a dialect that calls itself '" + own_name + "'",
                 "let Dialect::name() and WHIMBREL_PLUGIN(...) say the same");
  auto plugin =
      std::make_unique<const PinnedPlugin>(PinnedPlugin{manifest, guarded(dialect, manifest.name)});
  static_cast<void>(owned.release());  // From here on it is pinned, too.
  return plugin;
}

}  // namespace

const Dialect& LoadedPlugin::dialect() const { return *pinned_->dialect; }
const PluginManifest& LoadedPlugin::manifest() const { return pinned_->manifest; }

LoadedPlugin load_plugin(const PluginManifest& manifest) {
  if (const auto misfit = refusal(manifest)) throw *misfit;
  const fs::path path = real_path(manifest);

  Pinned& table = pinned();
  const std::scoped_lock lock(table.mutex);
  auto found = table.libraries.find(path);
  if (found == table.libraries.end())
    found = table.libraries.emplace(path, OpenLibrary{open(manifest, path), nullptr}).first;
  OpenLibrary& library = found->second;

  // Checked each time: another manifest may claim the same library.
  const whimbrel_plugin_descriptor& descriptor = descriptor_of(manifest, library.handle);
  if (library.plugin == nullptr) library.plugin = start(manifest, descriptor);
  return LoadedPlugin(*library.plugin);
}

LoadedPlugin load_plugin_for(std::string_view scheme, const PluginSearchPath& path) {
  return load_plugin(PluginRegistry(path).require(scheme));
}

}  // namespace whimbrel
