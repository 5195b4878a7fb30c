// What a library says about itself, held against its manifest and this build.
#pragma once

#include <optional>
#include <string>

#include "whimbrel/dialect/plugin_descriptor.h"
#include "whimbrel/plugin/manifest.h"

namespace whimbrel {

struct Misfit {
  std::string reason;  ///< goes behind "its library FILE "
  std::string cure;
};

/// Why the host must not call anything of this plugin; nothing when it fits. Reads the fields only.
std::optional<Misfit> misfit(const whimbrel_plugin_descriptor& descriptor,
                             const PluginManifest& manifest);

}  // namespace whimbrel
