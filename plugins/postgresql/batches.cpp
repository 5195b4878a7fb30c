#include "batches.h"

#include "connection.h"
#include "copy_rows.h"

namespace whimbrel::postgresql {
namespace {

// Its rows follow when the server asks for them.
bool brings_rows(const BatchStep& step) {
  return step.kind == BatchStep::Kind::statement && copy_from_stdin(step.sql).has_value();
}

}  // namespace

void PostgresqlBatches::run(Connection& connection, std::span<const BatchStep> steps,
                            std::vector<std::uint64_t>& changed) const {
  auto& session = dynamic_cast<PostgresqlConnection&>(connection);
  bool open = session.in_transaction();
  for (std::size_t at = 0; at < steps.size();) {
    if (brings_rows(steps[at])) {
      changed.push_back(session.execute(steps[at].sql));
      ++at;
      continue;
    }
    std::size_t end = at;
    do {
      if (steps[end].kind == BatchStep::Kind::begin) open = true;
      if (steps[end].kind == BatchStep::Kind::commit) open = false;
      ++end;
    } while (open && end < steps.size() && !brings_rows(steps[end]));
    session.run_message(steps.subspan(at, end - at), changed);
    at = end;
  }
}

}  // namespace whimbrel::postgresql
