// Operations on rows: what differs from the standard.
#include <algorithm>

#include "renderer.h"

namespace whimbrel::mysql_family {

// The database finds the key by itself. Without another column the key is set to what it is.
std::string FamilyRenderer::upsert_clause(const UpsertRows& op) const {
  std::vector<Identifier> changed;
  for (const Identifier& column : op.rows.columns)
    if (std::find(op.key.begin(), op.key.end(), column) == op.key.end()) changed.push_back(column);
  if (changed.empty()) changed = op.key;
  SqlWriter sql = writer();
  sql.word("ON DUPLICATE KEY UPDATE");
  for (std::size_t i = 0; i < changed.size(); ++i) {
    if (i > 0) sql.word(",");
    sql.name(changed[i]).word("= VALUES").names(std::span(&changed[i], 1));
  }
  return std::move(sql).take();
}

}  // namespace whimbrel::mysql_family
