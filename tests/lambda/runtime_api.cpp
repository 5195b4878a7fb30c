#include "runtime_api.h"

#include <stdexcept>

#include "whimbrel/core/json.h"

namespace whimbrel::test {
namespace {

using namespace std::chrono_literals;

const std::string kBase = "/2018-06-01/runtime/";

ServedAnswer json(int status, const std::string& body) {
  return {status, {{"Content-Type", "application/json"}}, body};
}

ServedAnswer refused(int status, const std::string& type) {
  return json(status, R"({"errorMessage": "refused", "errorType": ")" + type + "\"}");
}

LambdaReply reply_of(const ServedRequest& request, bool failed) {
  LambdaReply reply;
  reply.failed = failed;
  const auto type = request.headers.find("lambda-runtime-function-error-type");
  if (type != request.headers.end()) reply.error_type = type->second;
  reply.text = request.body;
  reply.body = parse_json(request.body, "the function's answer");
  return reply;
}

std::string invocation_of(const std::string& target, const std::string& end) {
  const std::string begin = kBase + "invocation/";
  if (!target.starts_with(begin) || !target.ends_with(end)) return "";
  return target.substr(begin.size(), target.size() - begin.size() - end.size());
}

}  // namespace

std::string LambdaReply::operator[](std::string_view key) const {
  const Node* node = body.find(key);
  return node == nullptr ? "" : node->scalar;
}

RuntimeApi::~RuntimeApi() {
  const std::lock_guard lock(mutex_);
  ending_ = true;
  changed_.notify_all();
}

template <class Condition>
void RuntimeApi::wait_for(std::unique_lock<std::mutex>& lock, const char* what,
                          Condition condition) {
  if (!changed_.wait_for(lock, 30s, condition))
    throw std::runtime_error(std::string("the function did not ") + what);
}

std::string RuntimeApi::send(std::string event, std::chrono::milliseconds time) {
  const std::lock_guard lock(mutex_);
  const std::string id = "8476a536-e9f4-11e8-9739-" + std::to_string(100000000000 + ++count_);
  waiting_.push_back({id, std::move(event), time});
  changed_.notify_all();
  return id;
}

LambdaReply RuntimeApi::reply_to(const std::string& id) {
  std::unique_lock lock(mutex_);
  wait_for(lock, "answer", [&] { return replies_.contains(id); });
  return replies_.at(id);
}

void RuntimeApi::wait_until_idle() {
  std::unique_lock lock(mutex_);
  wait_for(lock, "ask for an event", [&] { return idle_ > 0; });
}

LambdaReply RuntimeApi::initialisation_error() {
  std::unique_lock lock(mutex_);
  wait_for(lock, "report an initialisation error", [&] { return bool(initialisation_error_); });
  return *initialisation_error_;
}

ServedAnswer RuntimeApi::answer(const ServedRequest& request) {
  if (request.method == "GET" && request.target == kBase + "invocation/next") return next(request);
  if (request.method != "POST") return refused(404, "NotFound");
  if (request.target == kBase + "init/error") return take_initialisation_error(request);
  if (const std::string id = invocation_of(request.target, "/response"); !id.empty())
    return take(request, id, false);
  if (const std::string id = invocation_of(request.target, "/error"); !id.empty())
    return take(request, id, true);
  return refused(404, "NotFound");
}

// A function that has died while it waited gets no event.
ServedAnswer RuntimeApi::next(const ServedRequest& request) {
  std::unique_lock lock(mutex_);
  if (!under_way_.empty() && !replies_.contains(under_way_)) under_way_.clear();
  ++idle_;
  changed_.notify_all();
  while (!ending_ && waiting_.empty() && request.is_waited_for()) changed_.wait_for(lock, 20ms);
  --idle_;
  if (ending_ || waiting_.empty() || !request.is_waited_for()) return refused(500, "Gone");
  Waiting event = std::move(waiting_.front());
  waiting_.pop_front();
  under_way_ = event.id;
  deadline_ = Clock::now() + event.time;
  const auto deadline =
      std::chrono::duration_cast<std::chrono::milliseconds>(deadline_.time_since_epoch());
  ServedAnswer answer = json(200, event.event);
  answer.headers["Lambda-Runtime-Aws-Request-Id"] = event.id;
  answer.headers["Lambda-Runtime-Deadline-Ms"] = std::to_string(deadline.count());
  answer.headers["Lambda-Runtime-Invoked-Function-Arn"] =
      "arn:aws:lambda:us-east-2:123456789012:function:migrate";
  answer.headers["Lambda-Runtime-Trace-Id"] =
      "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1";
  return answer;
}

ServedAnswer RuntimeApi::take(const ServedRequest& request, const std::string& id, bool failed) {
  const std::lock_guard lock(mutex_);
  if (id != under_way_) return refused(400, "InvalidRequestID");
  if (replies_.contains(id)) return refused(400, "InvalidStateTransition");
  if (!failed && request.body.size() > largest_answer_)
    return refused(413, "RequestEntityTooLarge");
  LambdaReply reply = reply_of(request, failed);
  reply.before_deadline =
      std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - Clock::now());
  replies_[id] = std::move(reply);
  changed_.notify_all();
  return json(202, R"({"status": "OK"})");
}

ServedAnswer RuntimeApi::take_initialisation_error(const ServedRequest& request) {
  const std::lock_guard lock(mutex_);
  initialisation_error_ = reply_of(request, true);
  changed_.notify_all();
  return json(202, R"({"status": "OK"})");
}

}  // namespace whimbrel::test
