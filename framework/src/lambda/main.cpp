// whimbrel-lambda: a custom runtime for AWS Lambda whose one function migrates a database.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string_view>

#include "invocation_loop.h"
#include "task_folder.h"
#include "whimbrel/core/error.h"

namespace {

using whimbrel::Error;
using whimbrel::ErrorCode;
using namespace whimbrel::lambda;

constexpr int kUsage = 2;
constexpr const char* kHelp =
    "whimbrel-lambda: migrates a database as an AWS Lambda function, runtime provided.al2023.\n"
    "\n"
    "Lambda starts it as the bootstrap of a package that scripts/package-lambda has made;\n"
    "docs/deploy-lambda.md says how. The event is JSON; every key may be left out:\n"
    "\n"
    "  {\"command\": \"upgrade\", \"target\": \"prod\", \"revision\": \"head\", \"dry_run\": "
    "false}\n"
    "\n"
    "  whimbrel-lambda          serves events; Lambda sets AWS_LAMBDA_RUNTIME_API\n"
    "  whimbrel-lambda --check  looks whether the package in the current folder is whole\n"
    "  whimbrel-lambda --help   prints this\n";

int run_lambda(const HttpHost& host, whimbrel::cli::Console& console) {
  const RuntimeClient client(host);
  try {
    enter_task_folder();
    require_package(console);
  } catch (const Error& error) {
    console.log(error.what());
    client.fail_initialisation(failure_of(error));
    return EXIT_FAILURE;
  }
  serve(client, console);
}

int check_package(whimbrel::cli::Console& console) {
  enter_task_folder();
  require_whole_package(console);
  return EXIT_SUCCESS;
}

int run(int argc, char** argv, whimbrel::cli::Console& console) {
  const std::string_view argument = argc > 1 ? argv[1] : "";
  if (argument == "--help" && argc == 2) return std::fputs(kHelp, stdout) < 0;
  if (argument == "--check" && argc == 2) return check_package(console);
  const char* api = std::getenv("AWS_LAMBDA_RUNTIME_API");
  const auto host = parse_host(api == nullptr ? "" : api);
  // In a container image the handler's name comes as an argument; there is one handler only.
  if (!host) {
    std::fputs(kHelp, stderr);
    return kUsage;
  }
  return run_lambda(*host, console);
}

}  // namespace

int main(int argc, char** argv) {
  whimbrel::cli::Console console;
  try {
    return run(argc, argv, console);
  } catch (const Error& error) {
    console.fail(error);
  } catch (const std::exception& error) {
    console.fail(Error(ErrorCode::internal, error.what()));
  }
  return EXIT_FAILURE;
}
