// Configurations and environments of tests.
#pragma once

#include <map>
#include <string>

#include "whimbrel/config/config.h"
#include "whimbrel/core/error.h"

namespace whimbrel::test {

/// An environment with just these variables.
inline Environment environment(std::map<std::string, std::string> variables) {
  return [variables = std::move(variables)](const std::string& name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  };
}

/// A configuration as if it stood in project/whimbrel.yaml.
inline Config config_from(const std::string& text,
                          std::map<std::string, std::string> variables = {}) {
  return parse_config(text, "project/whimbrel.yaml", environment(std::move(variables)));
}

/// What the Error says that `action` throws; "no error" when it throws none.
template <class Action>
std::string message_of(Action action) {
  try {
    action();
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

}  // namespace whimbrel::test
