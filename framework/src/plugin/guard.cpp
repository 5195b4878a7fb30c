#include "whimbrel/plugin/guard.h"

#include <cxxabi.h>

#include <cstdlib>
#include <exception>
#include <memory>
#include <string>
#include <typeinfo>

namespace whimbrel {
namespace {

// The type of the exception that is being handled, as it is written in source code.
std::string current_exception_type() {
  const std::type_info* type = abi::__cxa_current_exception_type();
  if (type == nullptr) return "an unknown type";
  int status = 0;
  const std::unique_ptr<char, decltype(&std::free)> name(
      abi::__cxa_demangle(type->name(), nullptr, nullptr, &status), &std::free);
  return name != nullptr ? name.get() : type->name();
}

}  // namespace

void throw_foreign_exception(std::string_view plugin, const Secret& secret) {
  std::string text;
  try {
    throw;
  } catch (const std::exception& foreign) {
    text = without(secret, foreign.what());
  } catch (...) {
    text = "it threw a value of type " + current_exception_type();
  }
  throw Error(ErrorCode::plugin, "the plugin '" + std::string(plugin) + "' failed: " + text)
      .with_hint(
          "this is a defect of the plugin, which may only throw whimbrel::Error: tell those "
          "who make it");
}

}  // namespace whimbrel
