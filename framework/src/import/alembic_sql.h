// The SQL of Alembic's revisions, from Alembic itself.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "whimbrel/revision/graph.h"

namespace whimbrel {

/// What Alembic's offline mode wrote for one direction of one revision.
struct OfflineSql {
  std::string sql;
  bool transactional = true;  ///< false: it ends its transaction on the way
};

/// What came of asking Alembic.
struct OfflineHistory {
  std::map<std::string, OfflineSql> upgrade;  ///< by revision id
  std::map<std::string, OfflineSql> downgrade;
  std::map<std::string, std::string> refused_up;  ///< id -> the last line of Alembic's error
  std::map<std::string, std::string> refused_down;
  std::string dialect_word;  ///< of the database that its configuration names, as Alembic calls it
  std::string problem;       ///< not empty: why nothing was had at all
};

/// One section of the output of `alembic upgrade --sql` or `downgrade --sql`.
struct OfflineSection {
  std::string revision;
  std::string sql;
};

/// Cuts the output at its comments `-- Running upgrade A -> B`; what stands before the first is
/// dropped. Pure.
std::vector<OfflineSection> offline_sections(std::string_view out);

/// The SQL of a section without what Alembic does to its version table and without the transaction
/// around it. Pure.
OfflineSql without_bookkeeping(std::string_view sql, std::string_view version_table);

/// Runs `alembic upgrade --sql` and `alembic downgrade --sql` in the folder of `configuration`,
/// once for the whole history and once more behind each revision that cannot be written offline.
/// A missing program is a `problem`, not an error. Takes seconds; `stop` is as in ImportRequest.
OfflineHistory ask_alembic(const std::filesystem::path& configuration, const RevisionGraph& graph,
                           std::string_view version_table, const std::function<bool()>& stop);

}  // namespace whimbrel
