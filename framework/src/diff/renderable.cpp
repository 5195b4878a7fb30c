#include "whimbrel/diff/renderable.h"

#include <algorithm>
#include <span>
#include <vector>

#include "whimbrel/core/error.h"
#include "whimbrel/diff/model_context.h"
#include "whimbrel/ops/apply.h"
#include "whimbrel/ops/inverse.h"
#include "whimbrel/ops/operation_codec.h"

namespace whimbrel {
namespace {

// Why `operation` cannot be rendered where `now` is the schema; nothing when it can.
std::optional<std::string> reason_against(const Operation& written, const Schema& now,
                                          const Dialect& dialect, const ServerInfo& server) {
  const Operation operation = for_dialect(written, dialect.name());
  ModelContext context(now, server);
  try {
    const Rendered rendered = dialect.renderer().render({&operation, 1}, context);
    if (const auto* unsupported = std::get_if<Unsupported>(&rendered)) return unsupported->reason;
  } catch (const Error& error) {
    if (error.code() == ErrorCode::unsupported) return error.message();
    throw;
  }
  return std::nullopt;
}

// Whether the operations can be rendered as a whole, as a migration is: what refers to each other
// can be dropped together and not one by one.
bool renders(std::span<const Operation> written, const Schema& now, const Dialect& dialect,
             const ServerInfo& server) {
  std::vector<Operation> operations;
  for (const Operation& each : written) operations.push_back(for_dialect(each, dialect.name()));
  ModelContext context(now, server);
  try {
    return !std::holds_alternative<Unsupported>(dialect.renderer().render(operations, context));
  } catch (const Error& error) {
    if (error.code() != ErrorCode::unsupported) throw;
    return false;
  }
}

std::vector<Operation> way_back(std::span<const Operation> operations) {
  std::vector<Operation> result;
  for (const Operation& each : operations) {
    auto back = inverse(each);
    if (auto* operation = std::get_if<Operation>(&back)) result.push_back(std::move(*operation));
  }
  std::reverse(result.begin(), result.end());
  return result;
}

}  // namespace

void take_out_unrenderable(Difference& difference, const Schema& from, const Dialect& dialect,
                           const ServerInfo& server) {
  if (difference.operations.empty()) return;
  Schema after = from;
  for (const Operation& each : difference.operations) whimbrel::apply(each, after);
  const bool returns = renders(way_back(difference.operations), after, dialect, server);
  if (returns && renders(difference.operations, from, dialect, server)) return;
  Schema now = from;
  std::vector<Operation> kept;
  for (Operation& operation : difference.operations) {
    auto reason = reason_against(operation, now, dialect, server);
    if (!reason) {
      whimbrel::apply(operation, now);
      const auto back = inverse(operation);
      const auto* way_back = std::get_if<Operation>(&back);
      if (way_back != nullptr && !returns) reason = reason_against(*way_back, now, dialect, server);
    }
    if (reason)
      difference.unsupported.push_back(summary(operation) + ": " + *reason);
    else
      kept.push_back(std::move(operation));
  }
  difference.operations = std::move(kept);
}

}  // namespace whimbrel
