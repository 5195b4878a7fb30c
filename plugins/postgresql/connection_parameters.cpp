#include "connection_parameters.h"

#include <libpq-fe.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <memory>

#include "whimbrel/core/error.h"
#include "whimbrel/core/text.h"

namespace whimbrel::postgresql {
namespace {

constexpr const char* kConnectTimeoutSeconds = "10";

// libpq itself says what it knows, so that the list fits the library that is installed.
std::vector<std::string> known_keywords() {
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(PQconndefaults(),
                                                                             &PQconninfoFree);
  std::vector<std::string> known;
  for (const PQconninfoOption* each = options.get(); each && each->keyword; ++each)
    known.emplace_back(each->keyword);
  return known;
}

void check_known(const std::map<std::string, std::string>& parameters) {
  const std::vector<std::string> known = known_keywords();
  for (const auto& [key, value] : parameters) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    Error error(ErrorCode::config, "the database URL has an unknown parameter '" + key + "'");
    if (const std::string near = nearest(key, known); !near.empty())
      error.with_hint("did you mean '" + near + "'?");
    else
      error.with_hint("the parameters are those of libpq, such as sslmode and connect_timeout");
    throw error;
  }
}

// Settings travel with the start of the session, since a SET would cost a round trip each. They are
// named only when asked for: some connection poolers refuse the parameter `options`.
std::string with_timeouts(std::string options, const Endpoint& endpoint) {
  const auto add = [&](std::string_view setting, std::chrono::milliseconds value) {
    if (value.count() <= 0) return;
    if (!options.empty()) options += ' ';
    options += "-c " + std::string(setting) + "=" + std::to_string(value.count());
  };
  add("lock_timeout", endpoint.lock_timeout);
  add("statement_timeout", endpoint.statement_timeout);
  return options;
}

// What is no number is libpq's to refuse, and zero or less means without end to it.
void limit_connecting(std::string& seconds, std::chrono::milliseconds longest) {
  if (longest.count() <= 0) return;
  const auto limit = std::chrono::ceil<std::chrono::seconds>(longest).count();
  long long said = 0;
  const char* const end = seconds.data() + seconds.size();
  const auto [rest, problem] = std::from_chars(seconds.data(), end, said);
  if (problem != std::errc() || rest != end) return;
  if (said <= 0 || said > limit) seconds = std::to_string(limit);
}

}  // namespace

ConnectionParameters connection_parameters(const Endpoint& endpoint) {
  check_known(endpoint.parameters);
  std::map<std::string, std::string> values;
  const auto set = [&](const char* key, const std::string& value) {
    if (!value.empty()) values[key] = value;
  };
  set("user", endpoint.user);
  set("password", endpoint.password.reveal());
  set("host", endpoint.host);
  set("port", endpoint.port == 0 ? "" : std::to_string(endpoint.port));
  set("dbname", endpoint.path);
  set("connect_timeout", kConnectTimeoutSeconds);
  set("fallback_application_name", "whimbrel");
  // As in libpq's own URLs, a parameter wins over the same thing in the address.
  for (const auto& [key, value] : endpoint.parameters) values[key] = value;
  limit_connecting(values["connect_timeout"], endpoint.connect_timeout);
  set("options", with_timeouts(values["options"], endpoint));
  values["client_encoding"] = "UTF8";
  std::erase_if(values, [](const auto& entry) { return entry.second.empty(); });
  return {values.begin(), values.end()};
}

}  // namespace whimbrel::postgresql
