// A server for HTTP on a port of this machine, for tests.
#pragma once

#include <sys/types.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <functional>
#include <list>
#include <map>
#include <mutex>
#include <string>
#include <thread>

namespace whimbrel::test {

struct ServedRequest {
  std::string method;
  std::string target;
  std::map<std::string, std::string> headers;  ///< names in lower case
  std::string body;
  /// False once the other side has closed the connection.
  std::function<bool()> is_waited_for;
};

struct ServedAnswer {
  int status = 200;
  std::map<std::string, std::string> headers = {};
  std::string body = {};
};

/// Listens on 127.0.0.1 and has every request answered by a function, each on a thread of its own.
/// The destructor waits for those that are under way. [thread-safe]
class LoopbackServer {
 public:
  using Handler = std::function<ServedAnswer(const ServedRequest&)>;

  explicit LoopbackServer(Handler handler);
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;
  ~LoopbackServer();

  int port() const { return port_; }
  /// "127.0.0.1:PORT"
  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }

 private:
  void accept();
  void serve(boost::asio::ip::tcp::socket& socket);

  Handler handler_;
  boost::asio::io_context context_;
  boost::asio::ip::tcp::acceptor acceptor_;
  int port_ = 0;
  std::list<std::thread> connections_;
  std::thread accepting_;
};

}  // namespace whimbrel::test
