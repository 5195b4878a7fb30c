#include "client_session.h"

#include <cppconn/driver.h>
#include <cppconn/exception.h>
#include <cppconn/resultset.h>
#include <cppconn/resultset_metadata.h>
#include <cppconn/statement.h>

#include "client_error.h"

namespace whimbrel::mysql_family {
namespace {

// The first call of get_driver_instance is not thread-safe; the initialisation of a static is.
sql::Driver& driver() {
  static sql::Driver* const instance = get_driver_instance();
  return *instance;
}

sql::SQLString text(const std::string& value) { return sql::SQLString(value); }

sql::ConnectOptionsMap options_for(const ConnectSettings& settings) {
  sql::ConnectOptionsMap options;
  options["userName"] = text(settings.user);
  options["password"] = text(settings.password.reveal());
  options["schema"] = text(settings.database);
  options["OPT_CHARSET_NAME"] = text("utf8mb4");
  options["OPT_CONNECT_TIMEOUT"] = static_cast<int>(settings.connect_timeout.count());
  if (settings.socket.empty()) {
    options["hostName"] = text(settings.host);
    options["port"] = settings.port;
  } else {
    options["hostName"] = text("localhost");
    options["socket"] = text(settings.socket);
  }
  // Through a socket nothing leaves the machine: preferred means without TLS there.
  const bool tls = settings.ssl_mode > SslMode::preferred ||
                   (settings.ssl_mode == SslMode::preferred && settings.socket.empty());
  if (tls) options["sslEnforce"] = true;
  if (settings.ssl_mode == SslMode::verify_identity) options["sslVerify"] = true;
  if (!settings.ssl_ca.empty()) options["sslCA"] = text(settings.ssl_ca);
  return options;
}

Error lost_error(std::string_view sql) {
  return Error(ErrorCode::connection, "the session with the database is over")
      .with_statement(std::string(sql));
}

std::optional<std::string> field(const sql::ResultSet& rows, std::uint32_t column) {
  const sql::SQLString value = rows.getString(column);
  if (rows.wasNull()) return std::nullopt;
  return std::string(value.c_str(), value.length());
}

Rows read_all(sql::ResultSet& from) {
  Rows result;
  sql::ResultSetMetaData& shape = *from.getMetaData();
  const std::uint32_t width = shape.getColumnCount();
  for (std::uint32_t i = 1; i <= width; ++i)
    result.columns.emplace_back(shape.getColumnLabel(i).asStdString());
  while (from.next()) {
    auto& row = result.rows.emplace_back();
    row.reserve(width);
    for (std::uint32_t i = 1; i <= width; ++i) row.push_back(field(from, i));
  }
  return result;
}

}  // namespace

ClientSession::ClientSession(const ConnectSettings& settings) {
  sql::ConnectOptionsMap options = options_for(settings);
  try {
    link_.reset(driver().connect(options));
    statement_.reset(link_->createStatement());
  } catch (const sql::SQLException& problem) {
    Error error = connect_error(problem, settings.address());
    throw Error(error.code(), without(settings.password, error.message()))
        .with_condition(error.condition())
        .with_native_code(error.native_code())
        .with_hint(error.hint());
  }
}

ClientSession::~ClientSession() {
  try {
    statement_.reset();
    link_.reset();
  } catch (...) {
    // The link is gone in any case.
  }
}

// Runs `body` and turns what the client library throws into Whimbrel's error.
template <class F>
auto ClientSession::guarded(std::string_view sql, F&& body) -> decltype(body()) {
  if (lost_) throw lost_error(sql);
  try {
    return body();
  } catch (const sql::SQLException& problem) {
    Error error = statement_error(problem, sql);
    lost_ = error.code() == ErrorCode::connection;
    throw error;
  }
}

// A CALL gives any number of row sets and ends with a result that has none.
void ClientSession::discard_results(bool first_is_rows) {
  for (bool rows = first_is_rows; rows; rows = statement_->getMoreResults())
    std::unique_ptr<sql::ResultSet>(statement_->getResultSet());
}

std::uint64_t ClientSession::execute(std::string_view sql) {
  return guarded(sql, [&]() -> std::uint64_t {
    if (statement_->execute(text(std::string(sql)))) {
      discard_results(true);
      return 0;
    }
    return statement_->getUpdateCount();
  });
}

Rows ClientSession::query(std::string_view sql) {
  return guarded(sql, [&] {
    if (!statement_->execute(text(std::string(sql)))) return Rows{};
    Rows result;
    {
      const std::unique_ptr<sql::ResultSet> rows(statement_->getResultSet());
      result = read_all(*rows);
    }
    discard_results(statement_->getMoreResults());
    return result;
  });
}

}  // namespace whimbrel::mysql_family
