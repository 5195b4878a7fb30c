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

Opened open_place(Connection& target, const Endpoint& host,
                  const PostgresqlIntrospector& introspector) {
  const ScratchTarget look = describe_target(target);
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
  if (!may_create_schemas(*session)) return refused(reason + ", nor schemas in this one");
  return make_scratch_schema(std::move(session), look, introspector);
}

}  // namespace

Opened PostgresqlScratchPlaces::open(Connection& target, const Endpoint& endpoint,
                                     const Endpoint* scratch) const {
  try {
    return open_place(target, scratch == nullptr ? endpoint : *scratch, introspector_);
  } catch (const Error& problem) {
    if (problem.code() != ErrorCode::database) throw;
    return refused("no scratch place is to be had: " + problem.message());
  }
}

}  // namespace whimbrel::postgresql
