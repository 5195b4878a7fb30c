#include "client_session.h"

#include <cppconn/driver.h>
#include <cppconn/exception.h>
#include <cppconn/resultset.h>
#include <cppconn/resultset_metadata.h>
#include <cppconn/statement.h>

#include <algorithm>

#include "batches.h"
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
  // For `execute_together`.
  options["CLIENT_MULTI_STATEMENTS"] = true;
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
auto ClientSession::guarded(std::string_view sql, F&& body, std::string_view behind)
    -> decltype(body()) {
  if (lost_) throw lost_error(sql);
  try {
    return body();
  } catch (const sql::SQLException& problem) {
    Error error = statement_error(problem, sql, behind);
    lost_ = error.code() == ErrorCode::connection;
    throw error;
  }
}

// A CALL gives any number of row sets and ends with a result that has none.
void ClientSession::discard_results(bool first_is_rows) {
  for (bool rows = first_is_rows; rows; rows = statement_->getMoreResults())
    std::unique_ptr<sql::ResultSet>(statement_->getResultSet());
}

// A text that the server reads as several statements gives at most as many more results as it has
// semicolons; one that is left unread would end the session. The library does not tell whether
// there is one, and asking costs nothing.
void ClientSession::discard_what_follows(std::string_view sql) {
  for (auto more = std::count(sql.begin(), sql.end(), ';'); more > 0; --more)
    discard_results(statement_->getMoreResults());
}

std::uint64_t ClientSession::execute(std::string_view sql) {
  return guarded(sql, [&]() -> std::uint64_t {
    const bool gives_rows = statement_->execute(text(std::string(sql)));
    const std::uint64_t changed = gives_rows ? 0 : statement_->getUpdateCount();
    discard_results(gives_rows);
    discard_what_follows(sql);
    return changed;
  });
}

namespace {

// The message, and where each statement ends in it.
struct Message {
  explicit Message(std::span<const std::string_view> statements) {
    for (std::size_t i = 0; i < statements.size(); ++i) {
      text.append(statements[i]);
      // A comment at the end of a statement must hide nothing.
      if (statements[i].find_first_of("-#") != std::string_view::npos) text += '\n';
      ends.push_back(text.size());
      text += ";\n";
      counted.push_back(i > 0 && must_be_counted(statements[i]));
      if (counted.back()) text += "SELECT ROW_COUNT();\n";
    }
  }
  std::string text;
  std::vector<std::size_t> ends;
  std::vector<bool> counted;
};

}  // namespace

// The answer to one statement of a message. The library knows the count of the first one only.
std::uint64_t ClientSession::answer(bool is_first, bool gives_rows, bool counted) {
  if (gives_rows) std::unique_ptr<sql::ResultSet>(statement_->getResultSet());
  if (!counted) return is_first && !gives_rows ? statement_->getUpdateCount() : 0;
  if (!statement_->getMoreResults()) return 0;
  const std::unique_ptr<sql::ResultSet> rows(statement_->getResultSet());
  const std::int64_t count = rows->next() ? rows->getInt64(1) : 0;
  return count > 0 ? static_cast<std::uint64_t>(count) : 0;
}

void ClientSession::execute_together(std::span<const std::string_view> statements,
                                     std::vector<std::uint64_t>& changed) {
  if (statements.size() == 1) return changed.push_back(execute(statements.front()));
  const Message message(statements);
  for (std::size_t i = 0; i < statements.size(); ++i) {
    const auto run = [&] {
      const bool rows =
          i == 0 ? statement_->execute(text(message.text)) : statement_->getMoreResults();
      return answer(i == 0, rows, message.counted[i]);
    };
    changed.push_back(
        guarded(statements[i], run, std::string_view(message.text).substr(message.ends[i])));
  }
}

Rows ClientSession::query(std::string_view sql) {
  return guarded(sql, [&] {
    if (!statement_->execute(text(std::string(sql)))) {
      discard_what_follows(sql);
      return Rows{};
    }
    Rows result;
    {
      const std::unique_ptr<sql::ResultSet> rows(statement_->getResultSet());
      result = read_all(*rows);
    }
    discard_results(statement_->getMoreResults());
    discard_what_follows(sql);
    return result;
  });
}

}  // namespace whimbrel::mysql_family
