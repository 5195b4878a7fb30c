#include "invocation_loop.h"

#include <unistd.h>

#include <cstdlib>
#include <future>
#include <memory>
#include <thread>
#include <utility>
#include <variant>

#include "handler.h"
#include "secret_environment.h"
#include "whimbrel/core/json.h"

namespace whimbrel::lambda {
namespace {

using Outcome = std::variant<std::string, Failure>;

constexpr const char* kInterrupted = "Whimbrel.Interrupted";
constexpr const char* kGoesOn = "the next invocation goes on from there";

// What ends because the time is over is an interruption, whoever noticed it first: the clock here,
// or the database whose timeout was cut to it.
bool is_interruption(const Error& error, const std::optional<TimeLimit>& limit) {
  if (!limit || !limit->is_over()) return false;
  return error.code() == ErrorCode::interrupted ||
         error.condition() == DatabaseCondition::cancelled;
}

Failure failed(const Error& error, const std::optional<TimeLimit>& limit,
               const Progress& progress) {
  Failure failure = failure_of(error);
  if (is_interruption(error, limit)) {
    failure.type = kInterrupted;
    failure.message = "stopped before the function's deadline: " + progress.sentence() + "; " +
                      kGoesOn + "\n" + failure.message;
  } else if (progress.carried_out() > 0) {
    failure.message = progress.sentence() + "\n" + failure.message;
  }
  return failure;
}

Outcome outcome_of(const std::string& json, const std::optional<TimeLimit>& limit,
                   cli::Console& console, Progress& progress) {
  Event event;
  try {
    event = parse_event(json);
  } catch (const Error& error) {
    return Failure{"Whimbrel.BadEvent", error.what()};
  }
  try {
    const Environment environment = with_secrets(process_environment());
    return whimbrel::to_json(handle(event, limit, environment, console, progress), -1);
  } catch (const Error& error) {
    return failed(error, limit, progress);
  } catch (const std::exception& error) {
    return failed(Error(ErrorCode::internal, error.what()), limit, progress);
  }
}

Failure given_up(const Progress& progress) {
  return {kInterrupted, "the function's deadline came while " + progress.under_way() +
                            " took too long: " + progress.sentence() +
                            ". The connection is closed; what the database makes of a statement "
                            "under way the next invocation finds out"};
}

void tell(const Failure& failure, cli::Console& console) {
  console.log(failure.type + ": " + failure.message);
}

void deliver(const RuntimeClient& client, const std::string& id, const Outcome& outcome,
             cli::Console& console) {
  Delivery delivery = Delivery::accepted;
  if (const auto* answer = std::get_if<std::string>(&outcome)) {
    delivery = client.answer(id, *answer);
    if (delivery == Delivery::too_big) {
      const Failure failure{"Whimbrel.AnswerTooBig",
                            "it is done, but its answer is bigger than Lambda takes"};
      tell(failure, console);
      delivery = client.fail(id, failure);
    }
  } else {
    tell(std::get<Failure>(outcome), console);
    delivery = client.fail(id, std::get<Failure>(outcome));
  }
  if (delivery != Delivery::accepted) console.warn("Lambda did not take the answer to " + id);
}

// X-Ray's libraries look for the segment here; the next one must not see that of the last.
void set_trace(const std::string& trace_id) {
  if (trace_id.empty())
    unsetenv("_X_AMZN_TRACE_ID");
  else
    setenv("_X_AMZN_TRACE_ID", trace_id.c_str(), 1);
}

/// What the thread that works and the one that waits for it share.
struct Shared {
  Invocation invocation;
  std::optional<TimeLimit> limit;
  Progress progress;
};

// The work has a thread of its own, because a client library that waits for a server cannot be
// told about a deadline.
void serve_one(const RuntimeClient& client, Invocation invocation, cli::Console& console) {
  set_trace(invocation.trace_id);
  const auto shared = std::make_shared<Shared>();
  shared->limit = time_limit(invocation.deadline);
  shared->invocation = std::move(invocation);
  std::packaged_task<Outcome()> task([shared, &console] {
    return outcome_of(shared->invocation.event, shared->limit, console, shared->progress);
  });
  std::future<Outcome> outcome = task.get_future();
  std::thread worker(std::move(task));
  const std::string& id = shared->invocation.id;
  if (!shared->limit ||
      outcome.wait_until(shared->limit->give_up_at) == std::future_status::ready) {
    worker.join();
    return deliver(client, id, outcome.get(), console);
  }
  deliver(client, id, given_up(shared->progress), console);
  _exit(EXIT_FAILURE);
}

}  // namespace

void serve(const RuntimeClient& client, cli::Console& console) {
  for (;;) serve_one(client, client.next(), console);
}

}  // namespace whimbrel::lambda
