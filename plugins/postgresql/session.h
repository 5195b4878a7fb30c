// A libpqxx connection that connects once.
#pragma once

#include <libpq-fe.h>

#include <pqxx/connection_base>
#include <pqxx/connectionpolicy>
#include <pqxx/errorhandler>

#include "connection_parameters.h"

namespace whimbrel::postgresql {

/// How a session begins. libpqxx opens a broken connection again on its own, and the new session
/// has no advisory lock, no transaction and no search_path; this policy connects a single time and
/// refuses after that.
class ConnectOnce final : public pqxx::connectionpolicy {
 public:
  explicit ConnectOnce(const ConnectionParameters& parameters)
      : pqxx::connectionpolicy(""), parameters_(&parameters) {}

  handle do_startconnect(handle open) override;
  handle do_dropconnect(handle open) noexcept override;
  handle do_disconnect(handle open) noexcept override;

  /// libpq's handle, or null when the session is over. Borrowed from the session.
  PGconn* handle_now() const { return handle_; }

 private:
  const ConnectionParameters* parameters_;  ///< null as soon as they were used
  PGconn* handle_ = nullptr;
};

/// Asks the server once more, and only whether it takes sessions at all: true while it is starting,
/// stopping or recovering, and when nobody answers.
bool turns_everybody_away(const ConnectionParameters& parameters);

/// The session itself. The constructor throws pqxx::broken_connection with libpq's text.
/// The server's notices go nowhere. [one thread at a time]
class Session final : public pqxx::connection_base {
 public:
  explicit Session(const ConnectionParameters& parameters);
  ~Session() { close(); }

  /// libpq's handle, for what libpqxx has no words for; null when the session is over.
  PGconn* handle() const { return policy_.handle_now(); }

 private:
  ConnectOnce policy_;
  pqxx::quiet_errorhandler silence_;
};

}  // namespace whimbrel::postgresql
