#include "http.h"

#include <fmt/format.h>

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <cstdint>

#include "whimbrel/core/error.h"
#include "whimbrel/core/text.h"

namespace whimbrel::lambda {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using boost::system::error_code;

// Lambda's events have 6 MB at most, those of tools that imitate it may have more.
constexpr std::uint64_t kLongestBody = 256 * 1024 * 1024;

/// One connection. Each step is started and waited for, so that a limit of time holds for all of
/// them; what fails throws Error{connection}. [one thread at a time]
class Exchange {
 public:
  Exchange(const HttpHost& host, std::optional<std::chrono::milliseconds> limit)
      : host_(host), stream_(context_) {
    if (limit)
      stream_.expires_after(*limit);
    else
      stream_.expires_never();
  }

  HttpAnswer run(const HttpRequest& request) {
    connect();
    send(request);
    return receive();
  }

 private:
  /// Gives `start` a function to call at the end of what it starts.
  template <class Start>
  void wait(const char* doing, Start start) {
    error_code result;
    start([&result](const error_code& code, const auto&...) { result = code; });
    context_.restart();
    context_.run();
    if (result)
      throw Error(ErrorCode::connection, std::string(doing) + ": " + result.message())
          .at("http://" + host_.address + ":" + host_.port);
  }

  void connect() {
    asio::ip::tcp::resolver resolver(context_);
    error_code failed;
    const auto addresses = resolver.resolve(host_.address, host_.port,
                                            asio::ip::resolver_base::numeric_service, failed);
    if (failed)
      throw Error(ErrorCode::connection, "the host's address is not known: " + failed.message())
          .at("http://" + host_.address + ":" + host_.port);
    wait("connecting", [&](auto done) { stream_.async_connect(addresses, done); });
  }

  void send(const HttpRequest& request) {
    http::request<http::string_body> message(http::string_to_verb(request.method), request.target,
                                             11);
    message.set(http::field::host, host_.address + ":" + host_.port);
    message.set(http::field::user_agent, "whimbrel-lambda");
    message.set(http::field::connection, "close");
    for (const auto& [name, value] : request.headers) message.set(name, value);
    message.body() = request.body;
    message.prepare_payload();
    wait("sending", [&](auto done) { http::async_write(stream_, message, done); });
  }

  HttpAnswer receive() {
    beast::flat_buffer buffer;
    http::response_parser<http::string_body> parser;
    parser.body_limit(kLongestBody);
    wait("reading the answer", [&](auto done) { http::async_read(stream_, buffer, parser, done); });
    HttpAnswer answer;
    answer.status = parser.get().result_int();
    for (const auto& field : parser.get())
      answer.headers[lower(std::string_view(
          field.name_string().data(), field.name_string().size()))] = std::string(field.value());
    answer.body = std::move(parser.get().body());
    return answer;
  }

  const HttpHost& host_;
  asio::io_context context_{1};
  beast::tcp_stream stream_;
};

}  // namespace

std::optional<std::string> HttpAnswer::header(const std::string& lower_case_name) const {
  const auto found = headers.find(lower_case_name);
  return found == headers.end() ? std::nullopt : std::optional<std::string>(found->second);
}

std::optional<HttpHost> parse_host(std::string_view text) {
  const size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0 || colon + 1 == text.size())
    return std::nullopt;
  std::string_view address = text.substr(0, colon);
  if (address.starts_with('[') && address.ends_with(']'))
    address = address.substr(1, address.size() - 2);
  const std::string_view port = text.substr(colon + 1);
  if (port.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  return HttpHost{std::string(address), std::string(port)};
}

HttpAnswer exchange(const HttpHost& host, const HttpRequest& request,
                    std::optional<std::chrono::milliseconds> limit) {
  try {
    return Exchange(host, limit).run(request);
  } catch (const boost::system::system_error& error) {
    throw Error(ErrorCode::connection, error.code().message());
  }
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kPlain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  std::string result;
  for (const char c : text) {
    if (kPlain.find(c) != std::string_view::npos)
      result += c;
    else
      result += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return result;
}

}  // namespace whimbrel::lambda
