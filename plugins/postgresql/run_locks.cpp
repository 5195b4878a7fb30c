#include "run_locks.h"

#include <cstdint>
#include <string>

#include "whimbrel/core/checksum.h"

namespace whimbrel::postgresql {
namespace {

// Advisory locks are numbers: 64 bits of the key's fingerprint, which is the same on every machine.
std::string lock_number(std::string_view key) {
  const std::uint64_t bits = std::stoull(checksum(key).substr(0, 16), nullptr, 16);
  return "'" + std::to_string(static_cast<std::int64_t>(bits)) + "'::bigint";
}

// A machine that vanishes takes no leave, and without these the server would keep its session, and
// the lock, for two hours. Through a Unix socket they mean nothing and do no harm.
constexpr std::string_view kKeepalives =
    ", pg_catalog.set_config('tcp_keepalives_idle', '30', false)"
    ", pg_catalog.set_config('tcp_keepalives_interval', '10', false)"
    ", pg_catalog.set_config('tcp_keepalives_count', '3', false)";

class AdvisoryLock final : public HeldLock {
 public:
  AdvisoryLock(Connection& connection, std::string number)
      : connection_(&connection), number_(std::move(number)) {}

  ~AdvisoryLock() override {
    try {
      connection_->query("SELECT pg_catalog.pg_advisory_unlock(" + number_ + ")");
    } catch (...) {
      // The link is gone and the lock with it, or the session ends soon and takes it along.
    }
  }

 private:
  Connection* connection_;
  std::string number_;
};

}  // namespace

std::unique_ptr<HeldLock> AdvisoryLocks::try_acquire(Connection& connection, const Endpoint&,
                                                     std::string_view key) const {
  std::string number = lock_number(key);
  const Rows answer = connection.query("SELECT pg_catalog.pg_try_advisory_lock(" + number + ")" +
                                       std::string(kKeepalives));
  if (answer.rows.at(0).at(0) != "t") return nullptr;
  return std::make_unique<AdvisoryLock>(connection, std::move(number));
}

}  // namespace whimbrel::postgresql
