#include "whimbrel/config/target.h"

#include <utility>

#include "config_parts.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/text.h"

namespace whimbrel {
namespace {

Error no_such_target(const std::string& message, const Config& config, const std::string& name) {
  std::vector<std::string> known;
  for (const auto& [target, entry] : config.targets) known.push_back(target);
  Error error(ErrorCode::usage, message);
  if (!config.file.empty()) error.at(config.file.string());
  return error.with_hint(hint_for_name(name, known) + "; -t NAME names one, --url URL needs none");
}

const std::pair<const std::string, TargetEntry>& find_target(const Config& config,
                                                             const std::string& asked) {
  const std::string& name = asked.empty() ? config.default_target : asked;
  const auto found = config.targets.find(name);
  if (found != config.targets.end()) return *found;
  if (!name.empty())
    throw no_such_target("there is no target '" + mentioned(name) + "'", config, name);
  if (config.targets.size() == 1) return *config.targets.begin();
  throw no_such_target("no target is named, and there is no default_target", config, name);
}

class TargetResolver {
 public:
  TargetResolver(const Config& config, const std::string& name, const Environment& environment)
      : config_(config), name_(name), environment_(environment) {}

  Target resolve(const TargetEntry& entry) const {
    Target target;
    target.name = name_;
    target.endpoint = entry.url ? endpoint(*entry.url, "url", value(*entry.url, "url"))
                                : endpoint_from_file(*entry.url_file);
    if (entry.scratch_url)
      target.scratch =
          endpoint(*entry.scratch_url, "scratch_url", value(*entry.scratch_url, "scratch_url"));
    read(entry.lock_timeout, "lock_timeout", duration_value, target.endpoint.lock_timeout);
    read(entry.statement_timeout, "statement_timeout", duration_value,
         target.endpoint.statement_timeout);
    read(entry.run_lock_timeout, "run_lock_timeout", duration_value, target.run_lock_timeout);
    read(entry.is_protected, "protected", truth_value, target.is_protected);
    read(entry.transaction, "transaction", transaction_value, target.transaction);
    read(entry.server_version, "server_version", version_value, target.server_version);
    return target;
  }

 private:
  std::string value(const ConfigText& text, const std::string& key) const {
    return resolved(text, named(key, name_), environment_);
  }

  template <class Meaning, class Value>
  void read(const std::optional<ConfigText>& text, const std::string& key, Meaning meaning,
            Value& result) const {
    if (text) result = meaning(*text, value(*text, key), named(key, name_));
  }

  Endpoint endpoint(const ConfigText& text, const std::string& key, std::string url) const {
    try {
      Endpoint result = parse_url(Secret(std::move(url)));
      result.base_directory = config_.folder;
      return result;
    } catch (Error& error) {
      error.at(text.mark.text()).add_context("reading " + named(key, name_));
      throw;
    }
  }

  Endpoint endpoint_from_file(const ConfigText& text) const {
    const std::string written = value(text, "url_file");
    const std::filesystem::path file = joined(config_.folder, written);
    std::string url;
    try {
      url = read_file(file);
    } catch (const Error& problem) {
      throw error_at(text.mark,
                     named("url_file", name_) + ", " + file.string() + ": " + problem.message());
    }
    while (url.ends_with('\n') || url.ends_with('\r')) url.pop_back();
    try {
      return endpoint(text, "url_file", std::move(url));
    } catch (Error& error) {
      error.at(file.string());
      throw;
    }
  }

  const Config& config_;
  const std::string& name_;
  const Environment& environment_;
};

}  // namespace

Target resolve_target(const Config& config, const std::string& name,
                      const Environment& environment) {
  const auto& [found, entry] = find_target(config, name);
  return TargetResolver(config, found, environment).resolve(entry);
}

Target target_for_url(const Secret& url) {
  Target target;
  target.endpoint = parse_url(url);
  target.endpoint.base_directory = ".";
  return target;
}

std::optional<TransactionMode> parse_transaction_mode(std::string_view word) {
  if (word == "each") return TransactionMode::each;
  if (word == "all") return TransactionMode::all;
  if (word == "none") return TransactionMode::none;
  return std::nullopt;
}

}  // namespace whimbrel
