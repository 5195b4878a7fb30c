#include "scratch.h"

#include "connection.h"
#include "scratch_database.h"
#include "scratch_schema.h"
#include "scratch_target.h"
#include "whimbrel/core/error.h"

namespace whimbrel::postgresql {
namespace {

using Opened = std::variant<std::unique_ptr<ScratchPlace>, Unsupported>;

Opened refused(std::string reason) { return Unsupported{std::move(reason), std::nullopt}; }

// The server decides how expressions are written down, and each version does it a bit differently.
std::optional<std::string> version_problem(const Connection& target, const Connection& host) {
  const int wanted = target.server().version_number / 1'000'000;
  const int found = host.server().version_number / 1'000'000;
  if (wanted == found) return std::nullopt;
  return "the scratch server is PostgreSQL " + std::to_string(found) + ", the target " +
         std::to_string(wanted);
}

enum class Furnishing { as_target, bare };

void leave_bare(ScratchTarget& look) {
  look.extensions.clear();
  look.schemas.clear();
  if (!look.default_schema.empty()) look.schemas.push_back(look.default_schema);
}

Opened open_place(Connection& target, const Endpoint& host, Furnishing furnishing,
                  const PostgresqlIntrospector& introspector) {
  ScratchTarget look = describe_target(target);
  if (furnishing == Furnishing::bare) leave_bare(look);
  std::unique_ptr<Connection> session = open_connection(host);
  if (const auto problem = version_problem(target, *session)) return refused(*problem);
  std::string reason;
  if (may_create_databases(*session)) {
    try {
      return make_scratch_database(std::move(session), host, look, introspector);
    } catch (const Error& problem) {
      reason = "a scratch database cannot be created: " + problem.message();
      session = open_connection(host);
    }
  } else {
    reason = "the user may not create databases";
  }
  if (furnishing == Furnishing::bare) return refused(reason);
  if (!may_create_schemas(*session)) return refused(reason + ", nor schemas in this one");
  return make_scratch_schema(std::move(session), look, introspector);
}

Opened opened(Connection& target, const Endpoint& host, Furnishing furnishing,
              const PostgresqlIntrospector& introspector) {
  try {
    return open_place(target, host, furnishing, introspector);
  } catch (const Error& problem) {
    if (problem.code() != ErrorCode::database) throw;
    return refused("no scratch place is to be had: " + problem.message());
  }
}

}  // namespace

Opened PostgresqlScratchPlaces::open(Connection& target, const Endpoint& endpoint,
                                     const Endpoint* scratch) const {
  return opened(target, scratch == nullptr ? endpoint : *scratch, Furnishing::as_target,
                introspector_);
}

Opened PostgresqlScratchPlaces::open_bare(Connection& target, const Endpoint& endpoint,
                                          const Endpoint* scratch) const {
  return opened(target, scratch == nullptr ? endpoint : *scratch, Furnishing::bare, introspector_);
}

}  // namespace whimbrel::postgresql
