#include "temporary_databases.h"

#include "own_database.h"
#include "product.h"
#include "whimbrel/core/checksum.h"
#include "whimbrel/core/error.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::mysql_family {
namespace {

constexpr int kNameDigits = 16;

class OwnedDatabase final : public TemporaryDatabase {
 public:
  OwnedDatabase(std::unique_ptr<Connection> admin, Identifier name, Endpoint endpoint)
      : admin_(std::move(admin)), name_(std::move(name)), endpoint_(std::move(endpoint)) {}
  ~OwnedDatabase() override {
    try {
      drop_own_database(*admin_, name_);
    } catch (...) {
      // The session is gone; the next one who looks for leftovers finds the database.
    }
  }
  const Endpoint& endpoint() const override { return endpoint_; }

 private:
  std::unique_ptr<Connection> admin_;
  Identifier name_;
  Endpoint endpoint_;
};

// Every user may enter this one.
constexpr const char* kAlwaysThere = "information_schema";

std::unique_ptr<Connection> connect_beside(const Dialect& dialect, Endpoint endpoint) {
  // The limits are those of the work in the database, not of making and dropping it.
  endpoint.lock_timeout = endpoint.statement_timeout = std::chrono::milliseconds(0);
  if (endpoint.path.empty()) endpoint.path = kAlwaysThere;
  return dialect.connect(endpoint);
}

}  // namespace

std::variant<std::unique_ptr<TemporaryDatabase>, Unsupported> FamilyTemporaryDatabases::create(
    const Endpoint& beside, std::string_view prefix) const {
  std::unique_ptr<Connection> admin = connect_beside(*dialect_, beside);
  const Identifier name(std::string(prefix) + random_hex(kNameDigits));
  // The lock goes first: a database of that name without it belongs to nobody.
  admin->query("SELECT GET_LOCK(" + string_literal(name.text(), family_syntax()) + ", 0)");
  try {
    create_own_database(*admin, name, beside.path.empty() ? nullptr : admin.get());
  } catch (const Error& problem) {
    if (problem.code() != ErrorCode::database) throw;
    return Unsupported{"no temporary database can be made: " + problem.message(), std::nullopt};
  }
  Endpoint inside = beside;
  inside.path = name.text();
  return std::make_unique<OwnedDatabase>(std::move(admin), name, std::move(inside));
}

std::vector<std::string> FamilyTemporaryDatabases::drop_leftovers(const Endpoint& beside,
                                                                  std::string_view prefix) const {
  const std::unique_ptr<Connection> admin = connect_beside(*dialect_, beside);
  const Rows rows = admin->query("SELECT schema_name FROM information_schema.schemata WHERE LEFT(" +
                                 ("schema_name, " + std::to_string(prefix.size())) +
                                 ") = " + string_literal(prefix, family_syntax()) +
                                 " AND IS_FREE_LOCK(schema_name) ORDER BY schema_name");
  std::vector<std::string> dropped;
  for (const auto& row : rows.rows) {
    dropped.push_back(row.at(0).value_or(""));
    drop_own_database(*admin, Identifier(dropped.back()));
  }
  return dropped;
}

}  // namespace whimbrel::mysql_family
