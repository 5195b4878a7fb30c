// Database URLs from AWS' Parameters and Secrets extension.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>

#include "http.h"
#include "lambda_function.h"
#include "secret_environment.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/json.h"

namespace whimbrel::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// The extension as its documentation describes it: it wants the session's token, and is not ready
/// at first.
class Extension {
 public:
  Extension() : server_([this](const ServedRequest& request) { return answer(request); }) {}

  Variables variables() const {
    return {{"PARAMETERS_SECRETS_EXTENSION_HTTP_PORT", std::to_string(server_.port())},
            {"AWS_SESSION_TOKEN", "token-of-the-session"}};
  }

  std::string secret;
  std::string parameter;

 private:
  static ServedAnswer json(const Node& node) {
    return {200, {{"Content-Type", "application/json"}}, to_json(node)};
  }

  ServedAnswer answer(const ServedRequest& request) {
    if (asked_++ < 2) return {400, {}, "not ready to serve traffic, please wait"};
    const auto token = request.headers.find("x-aws-parameters-secrets-token");
    if (token == request.headers.end() || token->second != "token-of-the-session")
      return {403, {}, "Forbidden"};
    Node object = Node::map();
    if (request.target == "/secretsmanager/get?secretId=prod%2Fdatabase") {
      object.add("SecretString", Node::text(secret));
      return json(object);
    }
    if (request.target == "/systemsmanager/parameters/get?name=%2Fprod%2Furl&withDecryption=true") {
      object.add("Parameter", Node::map()).add("Value", Node::text(parameter));
      return json(object);
    }
    return {400, {}, "AccessDeniedException: secret-of-the-extension"};
  }

  std::atomic<int> asked_ = 0;
  LoopbackServer server_;
};

LambdaFunction function_with(const Project& project, const Extension& extension,
                             const std::string& name, const std::string& value,
                             const std::optional<std::string>& url = std::nullopt) {
  Variables variables = extension.variables();
  variables["DATABASE_URL"] = url;
  variables[name] = value;
  return LambdaFunction(project.path(), variables);
}

TEST(LambdaSecrets, AUrlComesFromASecretOrAParameter) {
  const FreshDatabase database("postgresql");
  const Project project(database);
  Extension extension;
  extension.secret = extension.parameter = database.url().reveal() + "\n";
  function_with(project, extension, "DATABASE_URL_SECRET_ID", "prod/database").succeed("{}");
  function_with(project, extension, "DATABASE_URL_PARAMETER", "/prod/url").succeed("{}");
}

TEST(LambdaSecrets, UserAndPasswordOfASecretGoToThePlaceOfAUrl) {
  const FreshDatabase database("mysql");
  const Project project(database);
  const Endpoint& at = database.endpoint();
  Extension extension;
  Node secret = Node::map();
  secret.add("username", Node::text(at.user));
  secret.add("password", Node::text(at.password.reveal()));
  extension.secret = to_json(secret);
  LambdaFunction function =
      function_with(project, extension, "DATABASE_URL_SECRET_ID", "prod/database",
                    "mysql://" + at.host + ":" + std::to_string(at.port) + "/" + at.path);
  EXPECT_THAT(function.succeed("{}").text, Not(HasSubstr(at.password.reveal())));
  EXPECT_THAT(function.log_at_end(), Not(HasSubstr(at.password.reveal())));
}

TEST(LambdaSecrets, WhatIsRefusedIsNamedWithoutTheAnswer) {
  const FreshDatabase database("sqlite");
  const Project project(database);
  const Extension extension;
  LambdaFunction function =
      function_with(project, extension, "DATABASE_URL_SECRET_ID", "prod/other");
  EXPECT_THAT(function.fail("{}", "Whimbrel.Config")["errorMessage"],
              AllOf(HasSubstr("secret 'prod/other'"), HasSubstr("400"), HasSubstr("role"),
                    Not(HasSubstr("secret-of-the-extension"))));
}

TEST(LambdaSecrets, WithoutTheExtensionItsLayerIsAskedFor) {
  const FreshDatabase database("sqlite");
  const Project project(database);
  LambdaFunction function(project.path(), {{"DATABASE_URL", std::nullopt},
                                           {"DATABASE_URL_SECRET_ID", "prod/database"},
                                           {"PARAMETERS_SECRETS_EXTENSION_HTTP_PORT", "1"}});
  EXPECT_THAT(function.fail("{}", "Whimbrel.Config")["errorMessage"],
              HasSubstr("AWS-Parameters-and-Secrets-Lambda-Extension"));
}

std::string url_of(const std::string& secret, const std::string& place = "") {
  return lambda::database_url(Secret(secret), place, "secret 's'").reveal();
}

TEST(LambdaSecrets, AJsonSecretOfRdsBecomesAUrl) {
  EXPECT_EQ(url_of(R"({"username": "admin", "password": "p@ss/w:rd%", "engine": "mysql",
                       "host": "db.example", "port": 3306, "dbname": "shop",
                       "dbInstanceIdentifier": "db"})"),
            "mysql://admin:p%40ss%2Fw%3Ard%25@db.example:3306/shop");
  EXPECT_EQ(url_of(R"({"username": "u", "password": "p", "engine": "aurora-postgresql",
                       "host": "h", "port": "5432", "dbname": "d"})"),
            "postgresql://u:p@h:5432/d");
  EXPECT_EQ(url_of(R"({"username": "u", "password": "p"})",
                   "postgresql://h/d?sslmode=verify-full&sslrootcert=/var/task/rds.pem"),
            "postgresql://u:p@h/d?sslmode=verify-full&sslrootcert=%2Fvar%2Ftask%2Frds.pem");
}

TEST(LambdaSecrets, ASecretThatMakesNoUrlIsRefusedWithoutItsValue) {
  const std::pair<std::string, std::string> wrong[] = {
      {R"({"username": "u", "password": "hidden"})", ""},
      {R"({"username": "u", "password": "hidden")", ""},
      {R"({"password": "hidden", "host": "h", "engine": "mysql"})", ""},
      {R"({"username": "u", "password": "hidden", "host": "h", "engine": "my sql"})", ""},
      {R"({"username": "u", "password": "hidden"})", "mysql://u:hidden@h/d"},
      {R"({"username": "u", "password": "hidden", "host": "h"})", "hidden"},
      {"mysql://u:hidden@h/d", "mysql://h/d"},
  };
  for (const auto& [secret, place] : wrong) {
    try {
      ADD_FAILURE() << url_of(secret, place);
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::config);
      EXPECT_THAT(error.what(), Not(HasSubstr("hidden")));
    }
  }
}

}  // namespace
}  // namespace whimbrel::test
