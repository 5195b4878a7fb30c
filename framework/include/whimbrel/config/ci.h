// The section `ci` of whimbrel.yaml: what is tried before a change is merged.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel {

/// In the order in which they run, whatever the order in the file.
enum class CiStep {
  heads,      ///< the history has one head
  review,     ///< the review of the new revisions has no finding at or above its threshold
  upgrade,    ///< from nothing to the heads
  roundtrip,  ///< each new revision up, down and up again
  check,      ///< the database has the desired schema
  plan,       ///< what an upgrade does, as SQL; it changes nothing
};

/// The name in files and messages: "heads", "review", ...
std::string_view word_for(CiStep step);
std::optional<CiStep> parse_ci_step(std::string_view word);
/// All of them, in order.
std::vector<CiStep> all_ci_steps();
/// The words of all of them, in order.
std::vector<std::string> ci_step_words();

/// The kinds of reports that can be written, in name order: json, junit, markdown, sarif.
std::vector<std::string> ci_report_kinds();

struct CiTarget {
  std::string target;
  /// The steps work in a database that is made for them on the target's server and dropped at the
  /// end; the target's own database is not touched.
  bool ephemeral = false;
  bool operator==(const CiTarget&) const = default;
};

struct CiConfig {
  std::vector<CiTarget> targets;  ///< each once
  std::vector<CiStep> steps;      ///< in order, each once, never empty
  std::string since;              ///< revisions behind this one are the new ones; empty: all are
  std::map<std::string, std::filesystem::path> reports;  ///< kind -> file, with the folder joined
  bool operator==(const CiConfig&) const = default;
};

}  // namespace whimbrel
