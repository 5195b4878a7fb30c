#include "location.h"

#include <array>

#include "whimbrel/core/error.h"
#include "whimbrel/core/text.h"

namespace whimbrel::sqlite {
namespace {

constexpr std::string_view kMemory = ":memory:";
constexpr std::string_view kForms =
    "write sqlite:FILE for a file beside the configuration, sqlite:/FOLDER/FILE for an absolute "
    "path, or sqlite::memory:";

Error wrong_url(std::string what) {
  return Error(ErrorCode::config, std::move(what)).with_hint(std::string(kForms));
}

Location::Mode read_mode(const std::string& word) {
  if (word == "ro") return Location::Mode::read_only;
  if (word == "rw") return Location::Mode::read_write;
  if (word == "rwc") return Location::Mode::read_write_create;
  throw Error(ErrorCode::config, "a SQLite URL says mode=" + word + ", which is no mode")
      .with_hint("known modes: ro (read only), rw (the file must exist), rwc (it is created)");
}

void refuse_server(const Endpoint& endpoint) {
  if (!endpoint.host.empty())
    throw wrong_url("a SQLite URL names a file, and '" + endpoint.host +
                    "' stands where a host is");
  if (!endpoint.user.empty() || !endpoint.password.empty() || endpoint.port != 0)
    throw wrong_url("a SQLite URL has no user, password or port");
}

bool read_synchronous(const std::string& word) {
  if (word == "off") return false;
  if (word == "full") return true;
  throw Error(ErrorCode::config, "a SQLite URL says synchronous=" + word + ", which is not known")
      .with_hint("known: full (the default), off (fast, and a loss of power can break the file)");
}

void read_parameters(const Endpoint& endpoint, Location& location) {
  static const std::array<std::string, 2> known = {"mode", "synchronous"};
  for (const auto& [key, value] : endpoint.parameters) {
    if (key == "mode") {
      location.mode = read_mode(value);
      continue;
    }
    if (key == "synchronous") {
      location.durable = read_synchronous(value);
      continue;
    }
    const std::string meant = nearest(key, known);
    throw Error(ErrorCode::config, "a SQLite URL has no parameter '" + key + "'")
        .with_hint(meant.empty()
                       ? "known parameters: mode (ro, rw or rwc), synchronous (full or off)"
                       : "did you mean '" + meant + "'?");
  }
}

}  // namespace

std::string Location::text() const { return memory ? std::string(kMemory) : file.string(); }

Endpoint in_memory() {
  Endpoint endpoint;
  endpoint.scheme = "sqlite";
  endpoint.path = ":memory:";
  return endpoint;
}

Location locate(const Endpoint& endpoint) {
  refuse_server(endpoint);
  Location location;
  read_parameters(endpoint, location);
  if (endpoint.path == kMemory) {
    location.memory = true;
    return location;
  }
  if (endpoint.path.empty()) throw wrong_url("a SQLite URL names no file");
  std::filesystem::path file(endpoint.path);
  // After an authority the path comes without its leading slash.
  if (endpoint.has_authority && file.is_relative()) file = "/" / file;
  if (file.is_relative()) file = endpoint.base_directory / file;
  location.file = std::filesystem::absolute(file).lexically_normal();
  return location;
}

}  // namespace whimbrel::sqlite
