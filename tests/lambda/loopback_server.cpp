#include "loopback_server.h"

#include <sys/socket.h>

#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <utility>

#include "whimbrel/core/text.h"

namespace whimbrel::test {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;

bool is_open(int socket) {
  char byte = 0;
  return recv(socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT) != 0;
}

ServedRequest received(tcp::socket& socket) {
  beast::flat_buffer buffer;
  http::request_parser<http::string_body> parser;
  parser.body_limit(64 * 1024 * 1024);
  http::read(socket, buffer, parser);
  ServedRequest request;
  request.method = std::string(parser.get().method_string());
  request.target = std::string(parser.get().target());
  for (const auto& field : parser.get())
    request.headers[lower(std::string(field.name_string()))] = std::string(field.value());
  request.body = std::move(parser.get().body());
  return request;
}

}  // namespace

LoopbackServer::LoopbackServer(Handler handler)
    : handler_(std::move(handler)),
      acceptor_(context_, tcp::endpoint(asio::ip::address_v4::loopback(), 0)),
      port_(acceptor_.local_endpoint().port()),
      accepting_([this] { accept(); }) {}

LoopbackServer::~LoopbackServer() {
  // Closing alone does not wake a thread that waits in accept.
  shutdown(acceptor_.native_handle(), SHUT_RDWR);
  accepting_.join();
  for (std::thread& each : connections_) each.join();
}

void LoopbackServer::accept() {
  for (;;) {
    boost::system::error_code ended;
    tcp::socket socket(context_);
    acceptor_.accept(socket, ended);
    if (ended) return;
    connections_.emplace_back(
        [this, connection = std::move(socket)]() mutable { serve(connection); });
  }
}

void LoopbackServer::serve(tcp::socket& socket) {
  try {
    ServedRequest request = received(socket);
    request.is_waited_for = [&socket] { return is_open(socket.native_handle()); };
    ServedAnswer answer = handler_(request);
    http::response<http::string_body> response(static_cast<http::status>(answer.status), 11);
    for (const auto& [name, value] : answer.headers) response.set(name, value);
    response.set(http::field::connection, "close");
    response.body() = std::move(answer.body);
    response.prepare_payload();
    http::write(socket, response);
  } catch (const boost::system::system_error&) {
    // The other side has gone, which a test may have meant.
  }
}

}  // namespace whimbrel::test
