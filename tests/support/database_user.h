// A user of a test database with fewer rights than the tests themselves have.
#pragma once

#include <string>

#include "support/dialect_fixture.h"

namespace whimbrel::test {

/// A user of a database on a server, dropped at the end, before the database. [one thread at a
/// time]
class DatabaseUser {
 public:
  enum class Rights {
    all,
    read,  ///< tables can be read and nothing can be changed
  };
  /// `sessions` is how many sessions at once the user may have; 0: any number.
  DatabaseUser(const FreshDatabase& database, Rights rights, int sessions = 0);
  DatabaseUser(const DatabaseUser&) = delete;
  DatabaseUser& operator=(const DatabaseUser&) = delete;
  ~DatabaseUser();

  const std::string& name() const { return name_; }
  /// The database, for this user; with the password.
  const Secret& url() const { return url_; }

 private:
  void send(const std::string& sql) const;

  const FreshDatabase* database_;
  std::string name_;
  Secret url_;
};

}  // namespace whimbrel::test
