#include "run_locks.h"

#include "product.h"
#include "whimbrel/core/checksum.h"
#include "whimbrel/core/error.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::mysql_family {
namespace {

// MySQL's limit, in characters; of more bytes than that there is none.
constexpr std::size_t kLongestLockName = 64;

// A machine that vanishes takes no leave, and the server would keep its session, and the lock, for
// eight hours. A runner that lives is never silent for this long: it has the next statement ready.
constexpr const char* kSessionOfTheDead = "SET wait_timeout = 900";

std::string lock_name(const std::string& database, std::string_view key) {
  std::string name = "whimbrel:" + database + ":" + std::string(key);
  return name.size() <= kLongestLockName ? name : "whimbrel:" + checksum(name);
}

class SessionLock final : public HeldLock {
 public:
  SessionLock(Connection& connection, std::string literal)
      : connection_(&connection), literal_(std::move(literal)) {}

  ~SessionLock() override {
    try {
      connection_->execute("DO RELEASE_LOCK(" + literal_ + ")");
      connection_->execute("SET wait_timeout = DEFAULT");
    } catch (const std::exception&) {
      // The lock ends with the session at the latest.
    }
  }

 private:
  Connection* connection_;
  std::string literal_;
};

}  // namespace

std::unique_ptr<HeldLock> FamilyRunLocks::try_acquire(Connection& connection,
                                                      const Endpoint& endpoint,
                                                      std::string_view key) const {
  const std::string literal = string_literal(lock_name(endpoint.path, key), family_syntax());
  const Rows rows = connection.query("SELECT GET_LOCK(" + literal + ", 0)");
  const auto& answer = rows.rows.at(0).at(0);
  if (!answer) throw Error(ErrorCode::lock, "the server could not take the lock " + literal);
  if (*answer != "1") return nullptr;
  auto lock = std::make_unique<SessionLock>(connection, literal);
  connection.execute(kSessionOfTheDead);
  return lock;
}

}  // namespace whimbrel::mysql_family
