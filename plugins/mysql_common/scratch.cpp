#include "scratch.h"

#include "own_database.h"
#include "whimbrel/core/checksum.h"
#include "whimbrel/core/error.h"

namespace whimbrel::mysql_family {
namespace {

constexpr int kNameDigits = 16;

class ScratchDatabase final : public ScratchPlace {
 public:
  ScratchDatabase(const Dialect& dialect, std::unique_ptr<Connection> connection,
                  Identifier database)
      : dialect_(&dialect), connection_(std::move(connection)), database_(std::move(database)) {}

  ~ScratchDatabase() override {
    try {
      drop_own_database(*connection_, database_);
    } catch (const std::exception&) {
      // The session is gone: a database of an unmistakable name stays behind.
    }
  }

  Connection& connection() override { return *connection_; }

  // Expressions that hold the database's name are read without it.
  Schema read(const IntrospectionScope& scope) override {
    return dialect_->introspector().read(*connection_, scope);
  }

 private:
  const Dialect* dialect_;
  std::unique_ptr<Connection> connection_;
  Identifier database_;
};

}  // namespace

std::variant<std::unique_ptr<ScratchPlace>, Unsupported> FamilyScratchPlaces::open(
    Connection& target, const Endpoint& endpoint, const Endpoint* scratch) const {
  const Identifier database("whimbrel_scratch_" + random_hex(kNameDigits));
  Endpoint place = scratch != nullptr ? *scratch : endpoint;
  std::unique_ptr<Connection> beside;
  if (scratch != nullptr) beside = dialect_->connect(*scratch);
  Connection& maker = beside != nullptr ? *beside : target;
  try {
    create_own_database(maker, database, &target);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::database) throw;
    return Unsupported{"no scratch database can be made: " + error.message(), std::nullopt};
  }
  try {
    place.path = database.text();
    return std::make_unique<ScratchDatabase>(*dialect_, dialect_->connect(place), database);
  } catch (const Error&) {
    drop_own_database(maker, database);
    throw;
  }
}

}  // namespace whimbrel::mysql_family
