// Statements as text for the database's own client.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "whimbrel/dialect/client_scripts.h"
#include "whimbrel/revision/graph.h"
#include "whimbrel/revision/steps.h"
#include "whimbrel/runner/offline_script.h"

namespace whimbrel {

/// Hands the pieces of a script to a sink. Borrows all that it is given. [one thread at a time]
class ScriptWriter {
 public:
  /// Throws Error{unsupported} when the dialect writes no scripts.
  ScriptWriter(const Dialect& dialect, const Endpoint& endpoint, const ScriptSink& sink);

  void open(const std::string& title, const std::string& tag);
  /// Makes the version table when the script begins at base, and stops where a database is not at
  /// `start`.
  void check_start(const QualifiedName& versions, const RevisionGraph& graph,
                   std::span<const RevisionIndex> start, const std::vector<Step>& steps);
  /// A line of its own behind an empty one; line ends in `text` become spaces.
  void comment(const std::string& text);
  void begin() { sql(client_->begin()); }
  void commit() { sql("COMMIT"); }
  /// Throws Error{unsupported} when the client cannot be given that text.
  void statement(const Statement& statement);
  void change_versions(const QualifiedName& table, std::span<const VersionChange> changes);

 private:
  void sql(std::string_view text);
  void make_version_table(const QualifiedName& name);

  const Dialect& dialect_;
  const Endpoint& endpoint_;
  const ScriptSink& sink_;
  const ClientScripts* client_;
};

}  // namespace whimbrel
