// Several statements in one message to the server.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "whimbrel/dialect/connection.h"

namespace whimbrel {

/// A step of a batch.
struct BatchStep {
  enum class Kind {
    statement,  ///< as Connection::execute runs `sql`
    begin,      ///< as Connection::begin
    commit,     ///< as Connection::commit
  };
  Kind kind = Kind::statement;
  std::string sql = {};  ///< of a statement; otherwise empty
};

/// An ability: a server answers a message that holds several statements sooner than as many
/// messages. Immutable. [thread-safe]
class StatementBatches {
 public:
  static constexpr std::string_view id = "whimbrel.statement_batches/1";
  StatementBatches() = default;
  StatementBatches(const StatementBatches&) = delete;
  StatementBatches& operator=(const StatementBatches&) = delete;
  virtual ~StatementBatches();

  /// Carries the steps out in their order, as if the connection were asked for each of them, and
  /// stops at the first that is refused: nothing behind it has an effect. What commits by itself
  /// when it is sent alone does so here too, before the next step begins. For every step that was
  /// carried out the number of changed rows is appended to `changed`, also when this throws.
  /// Throws what Connection throws for the step that was refused, whose text the error has as its
  /// statement; after Error{connection} it is not known what happened to the step behind those in
  /// `changed`. [one thread at a time per connection]
  virtual void run(Connection& connection, std::span<const BatchStep> steps,
                   std::vector<std::uint64_t>& changed) const = 0;
};

}  // namespace whimbrel
