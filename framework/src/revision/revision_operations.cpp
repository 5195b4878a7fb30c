// What a revision does in one direction.
#include <algorithm>

#include "whimbrel/core/error.h"
#include "whimbrel/core/overloaded.h"
#include "whimbrel/ops/apply.h"
#include "whimbrel/ops/complete.h"
#include "whimbrel/ops/inverse.h"
#include "whimbrel/revision/revision_file.h"

namespace whimbrel {
namespace {

using Located = std::vector<LocatedOperation>;

Error refused(const std::filesystem::path& file, const Mark& mark, std::string message) {
  Error error(ErrorCode::revision, std::move(message));
  error.at(mark.line > 0 ? mark.text() : file.string());
  return error;
}

Located located(const std::vector<WrittenOperation>& entries, std::string_view dialect) {
  Located result;
  for (const WrittenOperation& entry : entries) {
    if (!entry.is_for(dialect)) continue;
    for (const Operation& operation : entry.operations)
      result.push_back({for_dialect(operation, dialect), entry.mark});
  }
  return result;
}

// A SQL migration with sections for other dialects only has nothing to say about this one.
void require_section(const RevisionBody& body, const Located& operations, bool up,
                     std::string_view dialect, const std::filesystem::path& file) {
  if (!body.is_sql) return;
  for (const LocatedOperation& each : operations) {
    if (!std::get<Execute>(each.operation).sql.text.empty()) continue;
    const std::string section = up ? "upgrade" : "downgrade";
    throw refused(file, {},
                  "this SQL migration has no " + section + " section for " + std::string(dialect))
        .with_hint("add '-- whimbrel: " + section + " " + std::string(dialect) +
                   "' or a general section");
  }
}

void require_runnable(const RevisionBody& body, const std::filesystem::path& file) {
  if (body.refused.empty()) return;
  throw refused(file, {}, "this revision refuses to run: " + body.refused)
      .with_hint(
          "where the database has it already, say so with 'whimbrel stamp'; to run it, write what "
          "it does into the file and take 'refused' out");
}

Located derived(const Located& up, const std::filesystem::path& file) {
  Located down;
  for (auto each = up.rbegin(); each != up.rend(); ++each) {
    auto back = inverse(each->operation);
    if (const auto* reason = std::get_if<Irreversible>(&back))
      throw refused(
          file, each->mark,
          "'downgrade: auto' has no way back for " + reason->operation + ": " + reason->reason);
    down.push_back({std::get<Operation>(std::move(back)), each->mark});
  }
  return down;
}

}  // namespace

std::optional<Located> derived_way_back(const RevisionBody& body, std::string_view dialect,
                                        const Schema& before) {
  Schema now = before;
  Located up = located(body.upgrade, dialect);
  Located down;
  for (LocatedOperation& each : up) {
    complete(each.operation, now);
    whimbrel::apply(each.operation, now);
    auto back = inverse(each.operation);
    if (std::holds_alternative<Irreversible>(back)) return std::nullopt;
    down.push_back({std::get<Operation>(std::move(back)), each.mark});
  }
  std::reverse(down.begin(), down.end());
  return down;
}

Located operations_of(const RevisionBody& body, bool up, std::string_view dialect,
                      const std::filesystem::path& file) {
  require_runnable(body, file);
  Located forward;
  if (up || std::holds_alternative<AutoDowngrade>(body.downgrade))
    forward = located(body.upgrade, dialect);
  if (up) {
    require_section(body, forward, up, dialect, file);
    return forward;
  }
  return std::visit(overloaded{
                        [&](const NoDowngrade&) -> Located {
                          throw refused(file, {}, "this revision has no way down")
                              .with_hint(
                                  "write a downgrade, or 'downgrade: auto' where every step can be "
                                  "turned round");
                        },
                        [&](const AutoDowngrade&) { return derived(forward, file); },
                        [&](const std::vector<WrittenOperation>& entries) {
                          Located down = located(entries, dialect);
                          require_section(body, down, up, dialect, file);
                          return down;
                        },
                    },
                    body.downgrade);
}

}  // namespace whimbrel
