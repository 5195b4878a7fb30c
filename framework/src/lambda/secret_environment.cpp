#include "secret_environment.h"

#include "secrets_extension.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/json.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/endpoint.h"

namespace whimbrel::lambda {
namespace {

std::string text_of(const Node& document, std::string_view key) {
  const Node* node = document.find(key);
  return node != nullptr && node->is_scalar() ? node->scalar : std::string();
}

// RDS writes the engine, and that is the scheme of the URL; Aurora's engines speak the same.
std::string scheme_of(std::string engine) {
  constexpr std::string_view kAurora = "aurora-";
  if (engine.starts_with(kAurora)) engine.erase(0, kAurora.size());
  return engine;
}

void fill(std::string& value, const std::string& fallback) {
  if (value.empty()) value = fallback;
}

std::string written(const Endpoint& place, const std::string& port) {
  std::string url = place.scheme + "://" + percent_encoded(place.user);
  if (!place.password.empty()) url += ":" + percent_encoded(place.password.reveal());
  url += "@" + percent_encoded(place.host);
  if (!port.empty()) url += ":" + port;
  url += "/" + percent_encoded(place.path);
  char separator = '?';
  for (const auto& [key, value] : place.parameters) {
    url += separator + percent_encoded(key) + "=" + percent_encoded(value);
    separator = '&';
  }
  return url;
}

Endpoint parsed(const std::string& place, const std::string& what) {
  Endpoint endpoint = parse_url(Secret(place));
  if (!endpoint.has_authority || !endpoint.user.empty() || !endpoint.password.empty())
    throw Error(ErrorCode::config, "beside " + what + " stands a URL that is no place only")
        .with_hint("write it without user and password: scheme://host:port/database");
  return endpoint;
}

// Exactly one of the two variables names where a value is kept.
std::optional<Secret> fetched(const Environment& environment, const std::string& name,
                              std::string& what) {
  const std::string secret = environment(name + "_SECRET_ID").value_or("");
  const std::string parameter = environment(name + "_PARAMETER").value_or("");
  if (secret.empty() && parameter.empty()) return std::nullopt;
  if (!secret.empty() && !parameter.empty())
    throw Error(ErrorCode::config, "environment variables " + name + "_SECRET_ID and " + name +
                                       "_PARAMETER exclude each other")
        .with_hint("leave out one of them");
  const SecretsExtension extension(environment);
  what = secret.empty() ? "parameter '" + parameter + "'" : "secret '" + secret + "'";
  return secret.empty() ? extension.parameter(parameter) : extension.secret(secret);
}

}  // namespace

Environment with_secrets(Environment environment) {
  return [environment = std::move(environment)](const std::string& name) {
    std::optional<std::string> plain = environment(name);
    std::string what;
    const std::optional<Secret> secret = fetched(environment, name, what);
    if (!secret) return plain;
    return std::optional<std::string>(database_url(*secret, plain.value_or(""), what).reveal());
  };
}

Secret database_url(const Secret& secret, const std::string& place, const std::string& what) {
  const std::string text(trimmed(secret.reveal()));
  if (!text.starts_with('{')) {
    if (place.empty()) return Secret(text);
    throw Error(ErrorCode::config, what + " is a text, and a URL is set beside it")
        .with_hint("leave the URL out, or keep JSON with username and password in the secret");
  }
  const Node document = parse_json(text, what);
  Endpoint endpoint;
  if (place.empty())
    endpoint.scheme = scheme_of(text_of(document, "engine"));
  else
    endpoint = parsed(place, what);
  fill(endpoint.host, text_of(document, "host"));
  fill(endpoint.path, text_of(document, "dbname"));
  endpoint.user = text_of(document, "username");
  endpoint.password = Secret(text_of(document, "password"));
  if (endpoint.scheme.empty() || endpoint.host.empty() || endpoint.user.empty())
    throw Error(ErrorCode::config, what + " does not say which database it is for")
        .with_hint(
            "it needs username, password, host and engine; set the URL without user and password "
            "in the variable itself for what is missing");
  const std::string port =
      endpoint.port != 0 ? std::to_string(endpoint.port) : text_of(document, "port");
  Secret url(written(endpoint, port));
  parse_url(url);
  return url;
}

}  // namespace whimbrel::lambda
