// Steps that go to the database together.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "whimbrel/dialect/dialect.h"
#include "whimbrel/dialect/statement_batches.h"

namespace whimbrel {

/// Collects steps and sends them in as few messages as the dialect knows how to; one by one when it
/// has no batches. Borrows dialect and connection. [one thread at a time]
class Batch {
 public:
  /// Called when a step is carried out, with the number of rows that it changed; may throw.
  using Done = std::function<void(std::uint64_t changed)>;

  Batch(const Dialect& dialect, Connection& connection)
      : batches_(ability<StatementBatches>(dialect)), connection_(&connection) {}

  void begin() { steps_.push_back({{BatchStep::Kind::begin, {}}, {}}); }
  void commit() { steps_.push_back({{BatchStep::Kind::commit, {}}, {}}); }
  void statement(std::string sql, Done done = {}) {
    steps_.push_back({{BatchStep::Kind::statement, std::move(sql)}, std::move(done)});
  }

  /// Sends what is collected, and is empty afterwards, also when it throws: what Connection throws,
  /// or what a `Done` throws. The `Done` of each step that was carried out is called in every case,
  /// up to the first of them that throws.
  void send();

  /// Throws away what is collected.
  void clear() { steps_.clear(); }

 private:
  struct Waiting {
    BatchStep step;
    Done done;
  };
  void run(const std::vector<BatchStep>& steps, std::vector<std::uint64_t>& changed);

  const StatementBatches* batches_;
  Connection* connection_;
  std::vector<Waiting> steps_;
};

}  // namespace whimbrel
