// Dialects of the build tree and empty databases for tests.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "support/temporary_folder.h"
#include "whimbrel/dialect/dialect.h"

namespace whimbrel::test {

/// The dialect that this run of a test is for (WHIMBREL_TEST_DIALECT). Throws std::runtime_error
/// when none is set.
std::string dialect_under_test();

/// The dialect `name` from the plugin of this build tree, loaded once and kept to the end of the
/// process. Throws std::runtime_error when there is no such plugin or it does not fit.
/// [thread-safe]
const Dialect& test_dialect(std::string_view name);

/// The address of the test server of a dialect. Throws std::runtime_error that says what to do when
/// no server is running for the tests.
Secret test_server_url(std::string_view dialect);

/// A new, empty database, dropped at the end: a file in a folder of its own, or a database on the
/// test server. Throws std::runtime_error without a server, and what connecting throws.
/// [one thread at a time; connections of it should be closed before its end]
class FreshDatabase {
 public:
  explicit FreshDatabase(std::string_view dialect = dialect_under_test());
  FreshDatabase(const FreshDatabase&) = delete;
  FreshDatabase& operator=(const FreshDatabase&) = delete;
  ~FreshDatabase();

  const Dialect& dialect() const { return *dialect_; }
  /// The name of the database on its server; of a file database, its path.
  const std::string& name() const { return name_; }
  /// Its address, as it stands in a configuration; with a password, where there is one.
  const Secret& url() const { return url_; }
  const Endpoint& endpoint() const { return endpoint_; }
  std::unique_ptr<Connection> connect() const { return dialect_->connect(endpoint_); }

 private:
  void create_file();
  void create_on_server();
  void drop_on_server();

  const Dialect* dialect_;
  std::optional<TemporaryFolder> folder_;  // of a file database
  std::string name_;
  Secret url_;
  Endpoint endpoint_;
};

}  // namespace whimbrel::test
