#include "scratch.h"

#include "product.h"
#include "whimbrel/core/checksum.h"
#include "whimbrel/core/error.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::mysql_family {
namespace {

constexpr int kNameDigits = 16;

// Drops the database when it was made and nobody took it over.
void drop(Connection& connection, const Identifier& database) {
  SqlWriter sql(family_syntax());
  sql.word("DROP DATABASE IF EXISTS").name(database);
  connection.execute(std::move(sql).take());
}

class ScratchDatabase final : public ScratchPlace {
 public:
  ScratchDatabase(const Dialect& dialect, std::unique_ptr<Connection> connection,
                  Identifier database)
      : dialect_(&dialect), connection_(std::move(connection)), database_(std::move(database)) {}

  ~ScratchDatabase() override {
    try {
      drop(*connection_, database_);
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

void create(Connection& on, const Identifier& database, Connection& like) {
  const Rows rows = like.query("SELECT @@character_set_database, @@collation_database");
  SqlWriter sql(family_syntax());
  sql.word("CREATE DATABASE").name(database);
  sql.word("CHARACTER SET").name(Identifier(rows.rows.at(0).at(0).value_or("")));
  sql.word("COLLATE").name(Identifier(rows.rows.at(0).at(1).value_or("")));
  on.execute(std::move(sql).take());
}

}  // namespace

std::variant<std::unique_ptr<ScratchPlace>, Unsupported> FamilyScratchPlaces::open(
    Connection& target, const Endpoint& endpoint, const Endpoint* scratch) const {
  const Identifier database("whimbrel_scratch_" + random_hex(kNameDigits));
  Endpoint place = scratch != nullptr ? *scratch : endpoint;
  std::unique_ptr<Connection> beside;
  if (scratch != nullptr) beside = dialect_->connect(*scratch);
  Connection& maker = beside != nullptr ? *beside : target;
  try {
    create(maker, database, target);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::database) throw;
    return Unsupported{"no scratch database can be made: " + error.message(), std::nullopt};
  }
  try {
    place.path = database.text();
    return std::make_unique<ScratchDatabase>(*dialect_, dialect_->connect(place), database);
  } catch (const Error&) {
    drop(maker, database);
    throw;
  }
}

}  // namespace whimbrel::mysql_family
