#include "support/port.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <random>

#include "whimbrel/dialect/endpoint.h"

namespace whimbrel::test {
namespace {

sockaddr_in loopback(int port) {
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

template <class Call>
bool with_socket(int port, Call call) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(port);
  const bool done = call(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  ::close(socket);
  return done;
}

// Below the range from which the kernel takes ports for outgoing connections.
int free_port() {
  std::random_device random;
  std::uniform_int_distribution<int> ports(20'000, 31'999);
  for (;;)
    if (const int port = ports(random); with_socket(port, ::bind)) return port;
}

}  // namespace

Port::Port() : number_(free_port()) {}

Secret Port::url(const Secret& url) const {
  const Endpoint server = parse_url(url);
  std::string text = url.reveal();
  const std::string address = "@" + server.host + ":" + std::to_string(server.port);
  const std::string ours = "@127.0.0.1:" + std::to_string(number_);
  return Secret(text.replace(text.find(address), address.size(), ours));
}

void Port::forward_to(const Secret& url) {
  const Endpoint server = parse_url(url);
  listen("TCP:" + server.host + ":" + std::to_string(server.port));
}

void Port::say_nothing() { listen("EXEC:sleep 600"); }

void Port::hang_up() { listen("EXEC:true"); }

void Port::listen(const std::string& target) {
  close();
  listener_.emplace(Command{
      .program = "socat",
      .arguments = {"TCP-LISTEN:" + std::to_string(number_) + ",bind=127.0.0.1,reuseaddr,fork",
                    target},
      .time_limit = std::chrono::minutes(5)});
  while (!with_socket(number_, ::connect)) ::usleep(10'000);
}

}  // namespace whimbrel::test
