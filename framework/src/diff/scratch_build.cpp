#include "scratch_build.h"

#include <algorithm>

#include "whimbrel/core/error.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/name_length.h"
#include "whimbrel/diff/diff.h"
#include "whimbrel/diff/live_context.h"

namespace whimbrel {

void build_in(ScratchPlace& place, const Schema& schema, const Dialect& dialect) {
  const Difference wanted = diff({}, schema, dialect.capabilities());
  // One that is cut off would not be found again.
  for (const Operation& each : wanted.operations)
    if (const auto problem = too_long(each, dialect.capabilities()))
      throw Error(ErrorCode::config, *problem)
          .with_hint("choose a shorter name in the desired schema");
  LiveContext context(dialect, place.connection());
  const Rendered rendered = dialect.renderer().render(wanted.operations, context);
  if (const auto* reason = std::get_if<Unsupported>(&rendered)) {
    Error error(ErrorCode::unsupported, reason->reason);
    if (reason->operation) error.at(summary(wanted.operations.at(*reason->operation)));
    throw error;
  }
  for (const Statement& statement : std::get<std::vector<Statement>>(rendered)) {
    if (!statement.refuse_rows.empty()) continue;  // there are no rows
    try {
      place.connection().execute(statement.sql);
    } catch (Error& error) {
      error.add_context("building " + summary(wanted.operations.at(statement.operation)) +
                        " of the desired schema in a scratch place");
      throw;
    }
  }
}

void build_in(ScratchPlace& place, const SchemaScript& script, const std::string& file) {
  for (const ScriptStatement& statement : script.statements) {
    try {
      place.connection().execute(statement.text);
    } catch (Error& error) {
      const std::string_view before(
          statement.text.data(),
          std::min(statement.text.size(), error.statement_offset().value_or(0)));
      const TextPlace at = place_after({statement.line, statement.column}, before);
      error.at(file + ":" + std::to_string(at.line) + ":" + std::to_string(at.column));
      error.add_context("building the desired schema in a scratch place");
      throw;
    }
  }
}

}  // namespace whimbrel
