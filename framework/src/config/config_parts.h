// The pieces of reading a configuration, for the sources of this folder alone.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "whimbrel/config/config.h"
#include "whimbrel/config/target.h"
#include "whimbrel/core/node_reader.h"

namespace whimbrel {

/// A single value as it is written; `what` names it in messages.
ConfigText written_text(const Node& node, const std::string& what);
/// The value under `key`, or nothing when the key is absent.
std::optional<ConfigText> written_text(MapReader& map, const std::string& key);

/// `'key' of target 'name'`
std::string named(const std::string& key, const std::string& target);

/// Reads one target strictly. Values that need no variable are checked.
TargetEntry read_target(const Node& node, const std::string& name);

/// Reads the value of `schema`. A target that it names is not looked up.
SchemaSource read_schema_source(const Node& node, const std::filesystem::path& folder,
                                const Environment& environment);

/// Reads the value of `revision_files`.
RevisionFilesConfig read_revision_files(const Node& node);

/// Reads the value of `ci`; the targets of `config` are read already.
CiConfig read_ci_section(const Node& node, const Config& config, const Environment& environment);

/// Reads the value of `naming`.
NamingConvention read_naming(const Node& node);

/// Reads the value of `manage`.
ManageConfig read_manage(const Node& node);

/// Reads the value of `review`.
ReviewConfig read_review(const Node& node);

/// `path` as it is seen from where `folder` is.
std::filesystem::path joined(const std::filesystem::path& folder, const std::string& path);

/// The name most likely meant, or all that there are.
std::string hint_for_name(const std::string& name, const std::vector<std::string>& known);

// What a target's texts mean. `value` is `text` with its variables replaced; messages show the text
// as it is written, because a variable may hold a secret.
std::chrono::milliseconds duration_value(const ConfigText& text, const std::string& value,
                                         const std::string& what);
bool truth_value(const ConfigText& text, const std::string& value, const std::string& what);
/// "15.3" or "8.0.36", as ServerInfo::version_number.
int version_value(const ConfigText& text, const std::string& value, const std::string& what);
TransactionMode transaction_value(const ConfigText& text, const std::string& value,
                                  const std::string& what);

}  // namespace whimbrel
