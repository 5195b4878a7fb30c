// Several statements in one message of the simple protocol.
#pragma once

#include "whimbrel/dialect/statement_batches.h"

namespace whimbrel::postgresql {

/// See StatementBatches. What stands between `begin` and `commit` goes in one message; a statement
/// outside of a transaction goes alone, because the server would join several to one transaction.
class PostgresqlBatches final : public StatementBatches {
 public:
  void run(Connection& connection, std::span<const BatchStep> steps,
           std::vector<std::uint64_t>& changed) const override;
};

}  // namespace whimbrel::postgresql
