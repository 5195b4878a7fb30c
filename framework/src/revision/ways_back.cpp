#include "whimbrel/revision/ways_back.h"

#include "whimbrel/core/error.h"
#include "whimbrel/ops/apply.h"
#include "whimbrel/revision/graph_walk.h"

namespace whimbrel {
namespace {

// Carries the way up of a revision out; what is not known for certain is forgotten.
void follow(const std::vector<LocatedOperation>& operations, Schema& schema) {
  for (const LocatedOperation& each : operations) {
    const bool hides = std::holds_alternative<Execute>(each.operation) ||
                       std::holds_alternative<PluginOperation>(each.operation);
    if (hides) {
      schema = {};
    } else if (whimbrel::apply(each.operation, schema)) {
      if (const QualifiedName* table = table_of(each.operation)) schema.tables.erase(*table);
    }
  }
}

}  // namespace

std::vector<LocatedOperation> WaysBack::of(RevisionIndex revision, const RevisionBody& body) {
  const std::filesystem::path& file = (*graph_)[revision].file;
  try {
    return operations_of(body, false, dialect_, file);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::revision ||
        !std::holds_alternative<AutoDowngrade>(body.downgrade))
      throw;
    if (!replayed_) replay();
    const auto found = completed_.find(revision);
    if (found == completed_.end()) throw;
    return found->second;
  }
}

void WaysBack::replay() {
  replayed_ = true;
  const RevisionSet all(graph_->size(), true);
  std::vector<RevisionIndex> order = newest_first(*graph_, all, graph_->real_heads());
  Schema schema;
  for (auto at = order.rbegin(); at != order.rend(); ++at) {
    const Revision& revision = (*graph_)[*at];
    try {
      const RevisionBody body = read_revision_body(revision);
      if (std::holds_alternative<AutoDowngrade>(body.downgrade))
        if (auto back = derived_way_back(body, dialect_, schema))
          completed_[*at] = *std::move(back);
      follow(operations_of(body, true, dialect_, revision.file), schema);
    } catch (const Error&) {
      schema = {};  // its own command will say what is wrong with the file
    }
  }
}

}  // namespace whimbrel
