// Migrations as they are read from their files.
#include <algorithm>
#include <array>

#include "whimbrel/core/error.h"
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

}  // namespace

Migration read_migration(const RevisionGraph& graph, const Step& step, std::string_view dialect,
                         bool with_way_back) {
  Migration migration;
  migration.step = step;
  migration.revision = graph[graph.find_id(step.revision).value()];
  RevisionBody body = read_revision_body(migration.revision);
  if (with_way_back && step.up)
    migration.way_back = way_back_text(migration.revision, body, dialect, kLongestKept);
  migration.operations = operations_of(body, step.up, dialect, migration.revision.file);
  migration.checksum = std::move(body.checksum);
  migration.transactional = body.transactional.value_or(true);
  migration.is_sql = body.is_sql;
  return migration;
}

std::vector<Migration> read_migrations(const RevisionGraph& graph, const std::vector<Step>& steps,
                                       std::string_view dialect) {
  std::vector<Migration> migrations;
  migrations.reserve(steps.size());
  for (const Step& step : steps) migrations.push_back(read_migration(graph, step, dialect, true));
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
