#include "whimbrel/config/config.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/file.h"

namespace whimbrel {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view kFileName = "whimbrel.yaml";

}  // namespace

Config default_config(const fs::path& folder) {
  Config config;
  config.folder = folder.empty() ? fs::path(".") : folder.lexically_normal();
  config.migrations = {(config.folder / "migrations").lexically_normal()};
  config.schema = YamlSchema{{(config.folder / "schema.yaml").lexically_normal()}};
  config.version_table = QualifiedName("whimbrel_version");
  config.journal_table = QualifiedName("whimbrel_journal");
  return config;
}

Config load_config(const fs::path& file, const Environment& environment) {
  std::string text;
  try {
    text = read_file(file);
  } catch (const Error& problem) {
    Error error(ErrorCode::config, "the configuration: " + problem.message());
    error.at(file.string());
    throw error.with_hint("whimbrel init writes a configuration; --config names another one");
  }
  return parse_config(text, file, environment);
}

std::optional<fs::path> find_config(const std::string& option, const fs::path& folder,
                                    const Environment& environment) {
  if (!option.empty()) return fs::path(option);
  if (const auto named = environment("WHIMBREL_CONFIG"); named && !named->empty())
    return fs::path(*named);
  const fs::path usual = (folder / kFileName).lexically_normal();
  std::error_code problem;
  if (fs::exists(usual, problem)) return usual;
  return std::nullopt;
}

Config require_config(const std::string& option, const fs::path& folder,
                      const Environment& environment) {
  if (const auto file = find_config(option, folder, environment))
    return load_config(*file, environment);
  Error error(ErrorCode::config, "no whimbrel.yaml here");
  throw error.with_hint("run whimbrel init to write one, or name a file with --config");
}

}  // namespace whimbrel
