// Where exceptions of plugins that are not ours end.
#pragma once

#include <string_view>

#include "whimbrel/core/error.h"
#include "whimbrel/core/secret.h"

namespace whimbrel {

/// To be called while an exception is being handled: throws Error{plugin} that says what `plugin`
/// threw. The text is copied, `secret` taken out of it; the exception itself dies in the handler.
[[noreturn]] void throw_foreign_exception(std::string_view plugin, const Secret& secret = {});

/// Calls `body`, which calls into `plugin`. Error passes unchanged; everything else becomes an
/// Error{plugin}. `secret` is what a client library was given and may repeat in its message.
template <class Body>
auto call_plugin(std::string_view plugin, Body&& body, const Secret& secret = {})
    -> decltype(body()) {
  try {
    return body();
  } catch (const Error&) {
    throw;
  } catch (...) {
    throw_foreign_exception(plugin, secret);
  }
}

}  // namespace whimbrel
