#include "connection.h"

#include <array>
#include <charconv>
#include <cstdlib>

#include "batches.h"
#include "client_error.h"
#include "client_session.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/text.h"

namespace whimbrel::mysql_family {
namespace {

constexpr std::string_view kMariaDb = "MariaDB";

// "10.11.6-MariaDB-0+deb12u1", "8.0.36"; old clients are told "5.5.5-10.11.6-MariaDB".
int version_number(std::string_view version) {
  constexpr std::string_view kReplicationPrefix = "5.5.5-";
  if (version.starts_with(kReplicationPrefix) && version.find(kMariaDb) != version.npos)
    version.remove_prefix(kReplicationPrefix.size());
  std::array<int, 3> parts{};
  const char* at = version.data();
  const char* const end = at + version.size();
  for (int& part : parts) {
    const auto [next, problem] = std::from_chars(at, end, part);
    if (problem != std::errc()) break;
    at = next;
    if (at == end || *at != '.') break;
    ++at;
  }
  return parts[0] * 1'000'000 + parts[1] * 1'000 + parts[2];
}

std::string version_text(int number) {
  return std::to_string(number / 1'000'000) + "." + std::to_string(number / 1'000 % 1'000) + "." +
         std::to_string(number % 1'000);
}

class FamilyConnection final : public Connection {
 public:
  FamilyConnection(const Endpoint& endpoint, const Product& product)
      : settings_(connect_settings(endpoint, product)), session_(settings_) {
    identify(product);
    if (settings_.ssl_mode > SslMode::preferred) check_tls();
    session_.execute(session_statement(endpoint, product));
  }

  const ServerInfo& server() const override { return server_; }
  std::string session_id() const override { return session_id_; }

  std::uint64_t execute(std::string_view sql) override { return session_.execute(sql); }
  Rows query(std::string_view sql) override { return session_.query(sql); }

  void begin() override {
    session_.execute("START TRANSACTION");
    in_transaction_ = true;
  }

  void commit() override {
    session_.execute("COMMIT");
    in_transaction_ = false;
  }

  void rollback() override {
    if (!in_transaction_) return;
    in_transaction_ = false;
    session_.execute("ROLLBACK");
  }

  void run_message(std::span<const BatchStep> steps, std::vector<std::uint64_t>& changed) {
    std::vector<std::string_view> texts;
    for (const BatchStep& step : steps) texts.push_back(text_of(step));
    std::vector<std::uint64_t> answers;
    const auto note = [&] {
      for (std::size_t i = 0; i < answers.size(); ++i)
        if (steps[i].kind != BatchStep::Kind::statement)
          in_transaction_ = steps[i].kind == BatchStep::Kind::begin;
      changed.insert(changed.end(), answers.begin(), answers.end());
    };
    try {
      session_.execute_together(texts, answers);
    } catch (const Error&) {
      note();
      throw;
    }
    note();
  }

 private:
  void identify(const Product& product);
  void check_tls();

  ConnectSettings settings_;
  ClientSession session_;
  ServerInfo server_;
  std::string session_id_;
  bool in_transaction_ = false;
};

void FamilyConnection::identify(const Product& product) {
  const Rows rows = session_.query("SELECT VERSION(), CONNECTION_ID()");
  server_.version = rows.rows.at(0).at(0).value_or("");
  server_.version_number = version_number(server_.version);
  session_id_ = rows.rows.at(0).at(1).value_or("");
  const bool mariadb = server_.version.find(kMariaDb) != std::string::npos;
  server_.product = mariadb ? kMariaDb : "MySQL";
  const std::string found = server_.product + " " + server_.version;
  if (server_.product != product.label())
    throw Error(ErrorCode::config, "the server at " + settings_.address() + " is " + found +
                                       ", not " + std::string(product.label()))
        .with_hint("write the URL with the scheme " + lower(server_.product) + "://");
  if (server_.version_number < product.least_version())
    throw Error(ErrorCode::unsupported,
                "the server at " + settings_.address() + " is " + found + ", which is too old")
        .with_hint(std::string(product.label()) + " " + version_text(product.least_version()) +
                   " or later is needed");
}

// The client library falls back to plain text without a word when the server has no TLS.
void FamilyConnection::check_tls() {
  const Rows rows = session_.query("SHOW SESSION STATUS LIKE 'Ssl_cipher'");
  if (!rows.rows.empty() && !rows.rows[0].at(1).value_or("").empty()) return;
  throw Error(ErrorCode::connection, "cannot connect to " + settings_.address() +
                                         ": TLS is required and the server does not offer it")
      .with_hint("switch TLS on at the server, or write ssl-mode=preferred in the URL");
}

}  // namespace

void run_message(Connection& connection, std::span<const BatchStep> steps,
                 std::vector<std::uint64_t>& changed) {
  dynamic_cast<FamilyConnection&>(connection).run_message(steps, changed);
}

std::unique_ptr<Connection> connect(const Endpoint& endpoint, const Product& product) {
  try {
    return std::make_unique<FamilyConnection>(endpoint, product);
  } catch (Error& error) {
    // A server that stops can greet a client and hang up on its first question.
    if (error.code() == ErrorCode::connection && passes(std::atoi(error.native_code().c_str())))
      error.with_condition(DatabaseCondition::unreachable);
    throw;
  }
}

}  // namespace whimbrel::mysql_family
