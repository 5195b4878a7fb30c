#include "runtime_client.h"

#include <charconv>

#include "whimbrel/core/error.h"

namespace whimbrel::lambda {
namespace {

const std::string kBase = "/2018-06-01/runtime/";

Error unexpected(const HttpAnswer& answer, const std::string& path) {
  return Error(ErrorCode::connection,
               "the Runtime API answered " + std::to_string(answer.status) + " to " + path);
}

std::optional<std::chrono::system_clock::time_point> deadline_of(const HttpAnswer& answer) {
  const std::string text = answer.header("lambda-runtime-deadline-ms").value_or("");
  long long milliseconds = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), milliseconds);
  if (text.empty() || problem != std::errc() || end != text.data() + text.size())
    return std::nullopt;
  return std::chrono::system_clock::time_point(std::chrono::milliseconds(milliseconds));
}

}  // namespace

Invocation RuntimeClient::next() const {
  const std::string path = kBase + "invocation/next";
  HttpAnswer answer = exchange(host_, {"GET", path, {}, {}});
  const auto id = answer.header("lambda-runtime-aws-request-id");
  if (answer.status != 200 || !id) throw unexpected(answer, path);
  return {*id, std::move(answer.body), answer.header("lambda-runtime-trace-id").value_or(""),
          deadline_of(answer)};
}

Delivery RuntimeClient::answer(const std::string& id, const std::string& json) const {
  return post("invocation/" + id + "/response", json, "");
}

Delivery RuntimeClient::fail(const std::string& id, const Failure& failure) const {
  return post("invocation/" + id + "/error", to_json(failure), failure.type);
}

void RuntimeClient::fail_initialisation(const Failure& failure) const {
  post("init/error", to_json(failure), failure.type);
}

Delivery RuntimeClient::post(const std::string& path, const std::string& body,
                             const std::string& error_type) const {
  HttpRequest request{"POST", kBase + path, {{"Content-Type", "application/json"}}, body};
  if (!error_type.empty()) request.headers["Lambda-Runtime-Function-Error-Type"] = error_type;
  const HttpAnswer answer = exchange(host_, request);
  if (answer.status >= 200 && answer.status < 300) return Delivery::accepted;
  if (answer.status == 413) return Delivery::too_big;
  // 500 says that the container cannot go on and the runtime should end promptly.
  if (answer.status >= 500) throw unexpected(answer, kBase + path);
  return Delivery::refused;
}

}  // namespace whimbrel::lambda
