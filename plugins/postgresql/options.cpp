#include "options.h"

#include "syntax.h"

namespace whimbrel::postgresql {

std::string option(const Options& options, std::string_view key) {
  const auto ours = options.find(std::string(kDialectName));
  if (ours == options.end()) return {};
  const auto found = ours->second.find(std::string(key));
  return found == ours->second.end() ? std::string() : found->second;
}

bool has_option(const Options& options, std::string_view key) {
  return option(options, key) == "true";
}

}  // namespace whimbrel::postgresql
