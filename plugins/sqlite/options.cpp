#include "options.h"

#include "whimbrel/core/text.h"

namespace whimbrel::sqlite {

std::string option_of(const Options& options, std::string_view key) {
  const auto ours = options.find(std::string(kDialect));
  if (ours == options.end()) return {};
  const auto found = ours->second.find(std::string(key));
  return found == ours->second.end() ? std::string() : found->second;
}

bool has_option(const Options& options, std::string_view key) {
  return same_word(option_of(options, key), "true");
}

void set_option(Options& options, std::string_view key, std::string value) {
  const std::string dialect(kDialect);
  if (!value.empty()) {
    options[dialect][std::string(key)] = std::move(value);
    return;
  }
  const auto ours = options.find(dialect);
  if (ours == options.end()) return;
  ours->second.erase(std::string(key));
  if (ours->second.empty()) options.erase(ours);
}

void append_option(Options& options, std::string_view key, std::string_view separator,
                   std::string_view value) {
  std::string all = option_of(options, key);
  if (!all.empty()) all += separator;
  all += value;
  set_option(options, key, std::move(all));
}

}  // namespace whimbrel::sqlite
