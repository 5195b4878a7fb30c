#include "support/database_user.h"

#include <gtest/gtest.h>

#include "whimbrel/core/checksum.h"

namespace whimbrel::test {
namespace {

bool is_postgresql(const FreshDatabase& database) {
  return database.dialect().name() == "postgresql";
}

Secret url_for(const FreshDatabase& database, const std::string& user,
               const std::string& password) {
  const Endpoint& at = database.endpoint();
  return Secret(at.scheme + "://" + user + ":" + password + "@" + at.host + ":" +
                std::to_string(at.port) + "/" + database.name());
}

}  // namespace

DatabaseUser::DatabaseUser(const FreshDatabase& database, Rights rights, int sessions)
    : database_(&database), name_("whimbrel_test_" + random_hex(8)) {
  const std::string password = random_hex(24);
  url_ = url_for(database, name_, password);
  const bool all = rights == Rights::all;
  const std::string limit = std::to_string(sessions);
  if (is_postgresql(database)) {
    send("CREATE ROLE " + name_ + " LOGIN PASSWORD '" + password + "' CONNECTION LIMIT " +
         (sessions == 0 ? "-1" : limit));
    send(std::string("GRANT ") + (all ? "ALL" : "USAGE") + " ON SCHEMA public TO " + name_);
    send("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + name_);
  } else {
    send("CREATE USER " + name_ + " IDENTIFIED BY '" + password + "' WITH MAX_USER_CONNECTIONS " +
         limit);
    send(std::string("GRANT ") + (all ? "ALL" : "SELECT") + " ON `" + database.name() + "`.* TO " +
         name_);
  }
}

DatabaseUser::~DatabaseUser() {
  try {
    if (is_postgresql(*database_)) {
      send("DROP OWNED BY " + name_ + " CASCADE");
      send("DROP ROLE " + name_);
    } else {
      send("DROP USER " + name_);
    }
  } catch (const std::exception& error) {
    ADD_FAILURE() << "the user of the test is not dropped: " << error.what();
  }
}

void DatabaseUser::send(const std::string& sql) const { database_->connect()->execute(sql); }

}  // namespace whimbrel::test
