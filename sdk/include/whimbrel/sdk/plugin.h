// What makes a shared library a Whimbrel plugin.
#pragma once

#include <cstring>
#include <exception>

#include "whimbrel/dialect/abi_tag.h"
#include "whimbrel/dialect/dialect.h"
#include "whimbrel/dialect/plugin_descriptor.h"

namespace whimbrel::sdk {

/// The reason of a failed `create`, cut to what fits. Plain memory: noting it cannot fail.
struct CreateError {
  char text[1024] = "";
  void note(const char* reason) noexcept { std::strncpy(text, reason, sizeof(text) - 1); }
};

/// Makes a dialect and keeps every exception inside.
template <class DialectClass>
void* create_dialect(CreateError& error) noexcept {
  try {
    return static_cast<Dialect*>(new DialectClass());
  } catch (const std::exception& problem) {
    error.note(problem.what());
  } catch (...) {
    error.note("its constructor threw something that is no std::exception");
  }
  return nullptr;
}

}  // namespace whimbrel::sdk

#define WHIMBREL_TEXT_OF_(word) #word
#define WHIMBREL_TEXT_(word) WHIMBREL_TEXT_OF_(word)

// One line of text in the library, from which its manifest is written when it is built. The
// descriptor's ABI tag is the end of it, so that the linker keeps the line.
#define WHIMBREL_PLUGIN_LINE_HEAD_(dialect_name, plugin_version, url_schemes)        \
  "@whimbrel-plugin|" WHIMBREL_TEXT_(WHIMBREL_PLUGIN_API_VERSION) "|" dialect_name   \
                                                                  "|" plugin_version \
                                                                  "|" url_schemes "|"

/// Exports `DialectClass` (default-constructible) as the plugin of this library. `dialect_name`,
/// `plugin_version` and `url_schemes` (separated by spaces) are string literals, the same as in
/// whimbrel_add_plugin, which offers them as WHIMBREL_PLUGIN_NAME, WHIMBREL_PLUGIN_VERSION and
/// WHIMBREL_PLUGIN_SCHEMES. Once for each library, outside of any namespace. No code of the library
/// runs before Whimbrel has read the descriptor, as long as it has no objects of its own that are
/// made when it is opened: avoid those.
#define WHIMBREL_PLUGIN(DialectClass, dialect_name, plugin_version, url_schemes)              \
  namespace {                                                                                 \
  __attribute__((used)) constexpr char whimbrel_plugin_line[] =                               \
      WHIMBREL_PLUGIN_LINE_HEAD_(dialect_name, plugin_version, url_schemes) WHIMBREL_ABI_TAG; \
  constinit thread_local ::whimbrel::sdk::CreateError whimbrel_plugin_error;                  \
  void* whimbrel_plugin_create() {                                                            \
    return ::whimbrel::sdk::create_dialect<DialectClass>(whimbrel_plugin_error);              \
  }                                                                                           \
  void whimbrel_plugin_destroy(void* dialect) {                                               \
    delete static_cast<::whimbrel::Dialect*>(dialect);                                        \
  }                                                                                           \
  const char* whimbrel_plugin_last_error() { return whimbrel_plugin_error.text; }             \
  }                                                                                           \
  extern "C" __attribute__((visibility(                                                       \
      "default"))) constinit const whimbrel_plugin_descriptor WHIMBREL_PLUGIN_SYMBOL = {      \
      sizeof(whimbrel_plugin_descriptor),                                                     \
      WHIMBREL_PLUGIN_API_VERSION,                                                            \
      whimbrel_plugin_line +                                                                  \
          sizeof(WHIMBREL_PLUGIN_LINE_HEAD_(dialect_name, plugin_version, url_schemes)) - 1,  \
      dialect_name,                                                                           \
      plugin_version,                                                                         \
      url_schemes,                                                                            \
      &whimbrel_plugin_create,                                                                \
      &whimbrel_plugin_destroy,                                                               \
      &whimbrel_plugin_last_error,                                                            \
  };
