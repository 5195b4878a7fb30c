// Migrations as they are read from their files.
#include <algorithm>
#include <array>

#include "whimbrel/core/error.h"
#include "whimbrel/dialect/name_length.h"
#include "whimbrel/dialect/sql_lexer.h"
#include "whimbrel/runner/run.h"

namespace whimbrel {
namespace {

// What a column of type text holds on every database.
constexpr size_t kLongestKept = 60'000;

bool loses_data(const std::string& sql, const Syntax& syntax) {
  constexpr std::array<std::string_view, 3> kWords = {"drop", "truncate", "delete"};
  const std::vector<SqlToken> tokens = lex(sql, syntax);
  return std::any_of(tokens.begin(), tokens.end(), [&](const SqlToken& token) {
    return std::any_of(kWords.begin(), kWords.end(),
                       [&](std::string_view word) { return token.is(word); });
  });
}

std::optional<std::vector<LocatedOperation>> known_way_back(RevisionIndex revision,
                                                            const RevisionBody& body,
                                                            WaysBack& ways_back) {
  try {
    return ways_back.of(revision, body);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::revision) throw;
    return std::nullopt;
  }
}

void require_possible_names(const std::vector<LocatedOperation>& operations,
                            const Capabilities& can) {
  for (const LocatedOperation& each : operations) {
    const auto problem = too_long(each.operation, can);
    if (!problem) continue;
    Error error(ErrorCode::revision, *problem);
    error.at(each.mark.text()).with_hint("choose a shorter name");
    throw error;
  }
}

}  // namespace

Migration read_migration(const RevisionGraph& graph, const Step& step, const Dialect& dialect,
                         WaysBack& ways_back, bool with_way_back) {
  Migration migration;
  migration.step = step;
  const RevisionIndex index = graph.find_id(step.revision).value();
  migration.revision = graph[index];
  RevisionBody body = read_revision_body(migration.revision);
  if (with_way_back && step.up)
    migration.way_back = way_back_text(migration.revision, body,
                                       known_way_back(index, body, ways_back), kLongestKept);
  migration.operations = step.up
                             ? operations_of(body, true, dialect.name(), migration.revision.file)
                             : ways_back.of(index, body);
  require_possible_names(migration.operations, dialect.capabilities());
  migration.checksum = std::move(body.checksum);
  migration.transactional = body.transactional.value_or(true);
  migration.is_sql = body.is_sql;
  return migration;
}

std::vector<Migration> read_migrations(const RevisionGraph& graph, const std::vector<Step>& steps,
                                       const Dialect& dialect) {
  std::vector<Migration> migrations;
  migrations.reserve(steps.size());
  WaysBack ways_back(graph, dialect.name());
  for (const Step& step : steps)
    migrations.push_back(read_migration(graph, step, dialect, ways_back, true));
  return migrations;
}

std::string first_destructive(const std::vector<Migration>& migrations, const Syntax& syntax) {
  for (const Migration& migration : migrations)
    for (const LocatedOperation& each : migration.operations) {
      const auto* sql = std::get_if<Execute>(&each.operation);
      if (is_destructive(each.operation) || (sql && loses_data(sql->sql.text, syntax)))
        return summary(each.operation) + " in revision " + migration.revision.id;
    }
  return {};
}

}  // namespace whimbrel
