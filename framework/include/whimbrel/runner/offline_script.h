// Migrations as a script for the database's own client.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "whimbrel/dialect/dialect.h"
#include "whimbrel/revision/graph.h"
#include "whimbrel/revision/steps.h"
#include "whimbrel/runner/run.h"

namespace whimbrel {

struct OfflineSettings {
  std::string title;  ///< what the script does, for its first line
  std::string tag;    ///< the user's own word for it; may be empty
  QualifiedName version_table;
  RunTransaction transaction = RunTransaction::each;
  int server_version = 0;  ///< as ServerInfo::version_number; 0: the newest release is assumed
};

/// Takes one piece of the script after the other.
using ScriptSink = std::function<void(std::string_view)>;

/// Writes what carries `steps` out on a database that is at the revisions `start`, with the version
/// table; the script refuses to run where the database is elsewhere. No database is asked: what the
/// tables look like is replayed from the revisions before. Holds one migration at a time. Throws
/// Error{unsupported} with file and line when a statement depends on what is not known or the
/// database cannot do, Error{config} or Error{revision} for a file that is wrong; what `sink` has
/// taken until then is of no use. The same input gives the same bytes. Linear.
void write_offline_script(const RevisionGraph& graph, std::span<const RevisionIndex> start,
                          const std::vector<Step>& steps, const Dialect& dialect,
                          const Endpoint& endpoint, const OfflineSettings& settings,
                          const ScriptSink& sink);

}  // namespace whimbrel
