#include "batches.h"

#include "connection.h"

namespace whimbrel::postgresql {

void PostgresqlBatches::run(Connection& connection, std::span<const BatchStep> steps,
                            std::vector<std::uint64_t>& changed) const {
  auto& session = dynamic_cast<PostgresqlConnection&>(connection);
  bool open = session.in_transaction();
  for (std::size_t at = 0; at < steps.size();) {
    std::size_t end = at;
    do {
      if (steps[end].kind == BatchStep::Kind::begin) open = true;
      if (steps[end].kind == BatchStep::Kind::commit) open = false;
      ++end;
    } while (open && end < steps.size());
    session.run_message(steps.subspan(at, end - at), changed);
    at = end;
  }
}

}  // namespace whimbrel::postgresql
