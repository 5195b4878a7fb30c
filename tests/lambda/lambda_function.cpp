#include "lambda_function.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include "support/json_schema.h"

namespace whimbrel::test {
namespace {

Command command_for(const RuntimeApi& api, const std::filesystem::path& folder,
                    Variables variables) {
  Command command;
  command.program = WHIMBREL_BUILD_DIR "/bin/whimbrel-lambda";
  command.environment = {{"WHIMBREL_CONFIG", std::nullopt},
                         {"WHIMBREL_PLUGIN_PATH", std::nullopt},
                         {"WHIMBREL_CACHE_DIR", (folder / "cache").string()},
                         {"LAMBDA_TASK_ROOT", folder.string()},
                         {"AWS_LAMBDA_RUNTIME_API", api.address()}};
  for (auto& [name, value] : variables) command.environment[name] = value;
  command.time_limit = std::chrono::minutes(5);
  return command;
}

Command command_for(const RuntimeApi& api, std::vector<std::string> words, Variables variables) {
  Command command;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string text = *entry;
    command.environment[text.substr(0, text.find('='))] = std::nullopt;
  }
  for (auto& [name, value] : variables) command.environment[name] = value;
  command.environment["AWS_LAMBDA_RUNTIME_API"] = api.address();
  command.program = words.front();
  command.arguments.assign(words.begin() + 1, words.end());
  command.time_limit = std::chrono::minutes(5);
  return command;
}

void expect_form(const LambdaReply& reply) {
  EXPECT_EQ(JsonSchema("lambda-answer").problems(reply.body), "") << reply.text;
}

}  // namespace

LambdaFunction::LambdaFunction(const std::filesystem::path& folder, Variables variables)
    : process_(command_for(api_, folder, std::move(variables))) {}

LambdaFunction::LambdaFunction(std::vector<std::string> command, Variables variables)
    : process_(command_for(api_, std::move(command), std::move(variables))) {}

LambdaReply LambdaFunction::succeed(std::string event) {
  LambdaReply reply = invoke(std::move(event));
  EXPECT_FALSE(reply.failed) << reply.text;
  expect_form(reply);
  return reply;
}

LambdaReply LambdaFunction::fail(std::string event, const std::string& type,
                                 std::chrono::milliseconds time) {
  LambdaReply reply = invoke(std::move(event), time);
  EXPECT_TRUE(reply.failed) << reply.text;
  EXPECT_EQ(reply.error_type, type);
  EXPECT_EQ(reply["errorType"], type) << reply.text;
  EXPECT_GT(reply.before_deadline.count(), 0);
  expect_form(reply);
  return reply;
}

std::string LambdaFunction::log_at_end() {
  api_.wait_until_idle();
  process_.send(SIGTERM);
  return process_.wait().err;
}

}  // namespace whimbrel::test
