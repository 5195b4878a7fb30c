// A plugin's dialect behind the exception guard.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "whimbrel/dialect/dialect.h"

namespace whimbrel {

/// A dialect that passes every call on to `plugin_dialect` through call_plugin, and so does all
/// that it returns: connections, introspector, renderer, types and the known abilities. A null
/// where something is owed is an Error{plugin} too. A guarded connection that is handed back to the
/// plugin arrives there as the plugin's own. Borrows `plugin_dialect`; both must outlive what they
/// return. Throws Error{plugin} when the plugin throws while it is asked for its parts.
/// [thread-safe]
std::unique_ptr<const Dialect> guarded(const Dialect& plugin_dialect, std::string plugin);

/// The ids of the abilities that the framework knows and the guard covers. Another id is answered
/// with null: nobody here could use it.
std::span<const std::string_view> known_abilities();

}  // namespace whimbrel
