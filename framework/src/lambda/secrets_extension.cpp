#include "secrets_extension.h"

#include <chrono>
#include <thread>

#include "whimbrel/core/error.h"
#include "whimbrel/core/json.h"

namespace whimbrel::lambda {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 5s;
constexpr auto kPause = 50ms;

// It starts beside the function and refuses requests until it is ready.
bool is_starting(const HttpAnswer& answer) {
  return answer.status == 400 && answer.body.find("not ready") != std::string::npos;
}

Secret text_at(const HttpAnswer& answer, std::initializer_list<const char*> path,
               const std::string& what) {
  const Node document = parse_json(answer.body, "the answer for " + what);
  const Node* node = &document;
  for (const char* key : path) node = node == nullptr ? nullptr : node->find(key);
  if (node == nullptr || !node->is_scalar())
    throw Error(ErrorCode::config, what + " has no text").with_hint("binary values are not read");
  return Secret(node->scalar);
}

}  // namespace

SecretsExtension::SecretsExtension(const Environment& environment)
    : host_{"127.0.0.1", environment("PARAMETERS_SECRETS_EXTENSION_HTTP_PORT").value_or("2773")},
      token_(environment("AWS_SESSION_TOKEN").value_or("")) {}

Secret SecretsExtension::secret(const std::string& id) const {
  const std::string what = "secret '" + id + "'";
  return text_at(ask("/secretsmanager/get?secretId=" + percent_encoded(id), what), {"SecretString"},
                 what);
}

Secret SecretsExtension::parameter(const std::string& name) const {
  const std::string what = "parameter '" + name + "'";
  return text_at(
      ask("/systemsmanager/parameters/get?name=" + percent_encoded(name) + "&withDecryption=true",
          what),
      {"Parameter", "Value"}, what);
}

HttpAnswer SecretsExtension::ask(const std::string& target, const std::string& what) const {
  const auto end = std::chrono::steady_clock::now() + kPatience;
  const HttpRequest request{"GET", target, {{"X-Aws-Parameters-Secrets-Token", token_}}, {}};
  try {
    for (;;) {
      HttpAnswer answer = exchange(host_, request, kPatience);
      if (answer.status == 200) return answer;
      if (!is_starting(answer) || std::chrono::steady_clock::now() > end)
        throw Error(ErrorCode::config,
                    what + " was not had: the extension answered " + std::to_string(answer.status))
            .with_hint(
                "the function's role needs secretsmanager:GetSecretValue or ssm:GetParameter on "
                "it, and kms:Decrypt on its key; the extension's own log says more");
      std::this_thread::sleep_for(kPause);
    }
  } catch (const Error& error) {
    if (error.code() != ErrorCode::connection) throw;
    throw Error(ErrorCode::config, what + " was not had: " + error.message())
        .at(error.where())
        .with_hint("add the layer AWS-Parameters-and-Secrets-Lambda-Extension to the function");
  }
}

}  // namespace whimbrel::lambda
