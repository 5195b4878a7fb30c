#include "support/dialect_fixture.h"

#include <dlfcn.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <map>
#include <mutex>
#include <random>
#include <stdexcept>

#include "whimbrel/core/text.h"
#include "whimbrel/dialect/abi_tag.h"
#include "whimbrel/dialect/plugin_descriptor.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::test {
namespace {

#define WHIMBREL_TEXT_OF(symbol) #symbol
#define WHIMBREL_NAME_OF(symbol) WHIMBREL_TEXT_OF(symbol)

/// Loads a plugin as the framework does, but from the build tree alone.
const Dialect* load(const std::string& name) {
  const std::string file = WHIMBREL_BUILD_DIR "/lib/whimbrel/plugins/whimbrel_" + name + ".so";
  void* library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!library) throw std::runtime_error("the plugin does not load: " + std::string(dlerror()));
  const void* symbol = dlsym(library, WHIMBREL_NAME_OF(WHIMBREL_PLUGIN_SYMBOL));
  if (!symbol) throw std::runtime_error(file + " has no plugin descriptor");
  const auto& descriptor = *static_cast<const whimbrel_plugin_descriptor*>(symbol);
  if (descriptor.api_version != WHIMBREL_PLUGIN_API_VERSION ||
      descriptor.abi_tag != std::string_view(WHIMBREL_ABI_TAG)) {
    throw std::runtime_error(file + " is of another build; build it again");
  }
  void* dialect = descriptor.create();
  if (!dialect) throw std::runtime_error(file + ": " + descriptor.last_error());
  return static_cast<const Dialect*>(dialect);
}

/// A name that no other test has, also not one that was killed and left its database behind.
std::string unused_name() {
  static std::atomic<unsigned> count = 0;
  return "whimbrel_test_" + std::to_string(getpid()) + "_" + std::to_string(++count) + "_" +
         std::to_string(std::random_device()());
}

/// `url` for another database and with the dialect's own scheme.
std::string url_for(const std::string& url, std::string_view dialect, const std::string& database) {
  const std::size_t authority = url.find("://");
  if (authority == std::string::npos) throw std::runtime_error("the test server's URL has no //");
  const std::size_t end = std::min(url.find_first_of("/?", authority + 3), url.size());
  const std::size_t query = std::min(url.find('?', end), url.size());
  return std::string(dialect) + url.substr(authority, end - authority) + "/" + database +
         url.substr(query);
}

}  // namespace

std::string dialect_under_test() {
  const char* name = std::getenv("WHIMBREL_TEST_DIALECT");
  if (!name || !*name) {
    throw std::runtime_error("WHIMBREL_TEST_DIALECT is not set; run the tests with ctest");
  }
  return name;
}

const Dialect& test_dialect(std::string_view name) {
  static std::mutex mutex;
  // Never destroyed: a plugin lives as long as the process, and the leak check must still see it.
  static auto& loaded = *new std::map<std::string, const Dialect*, std::less<>>();
  const std::lock_guard lock(mutex);
  const auto known = loaded.find(name);
  if (known != loaded.end()) return *known->second;
  return *loaded.emplace(name, load(std::string(name))).first->second;
}

Secret test_server_url(std::string_view dialect) {
  const std::string variable = "WHIMBREL_TEST_" + upper(dialect) + "_URL";
  const char* url = std::getenv(variable.c_str());
  if (!url || !*url) {
    throw std::runtime_error("this test needs a server and " + variable +
                             " is not set: run scripts/test, which starts the servers");
  }
  return Secret(url);
}

FreshDatabase::FreshDatabase(std::string_view dialect) : dialect_(&test_dialect(dialect)) {
  if (dialect_->name() == "sqlite") {
    create_file();
  } else {
    create_on_server();
  }
}

FreshDatabase::~FreshDatabase() {
  if (folder_) return;
  try {
    drop_on_server();
  } catch (const std::exception& error) {
    ADD_FAILURE() << "the database of the test is not dropped: " << error.what();
  }
}

void FreshDatabase::create_file() {
  name_ = folder_.emplace() / "test.db";
  url_ = Secret("sqlite:" + name_);
  endpoint_ = parse_url(url_);
}

void FreshDatabase::create_on_server() {
  const Secret server = test_server_url(dialect_->name());
  name_ = unused_name();
  url_ = Secret(url_for(server.reveal(), dialect_->name(), name_));
  endpoint_ = parse_url(url_);
  dialect_->connect(parse_url(server))
      ->execute("CREATE DATABASE " + quoted(Identifier(name_), dialect_->syntax()));
}

void FreshDatabase::drop_on_server() {
  // One server waits for the sessions that a test has left open, unless it is told to end them.
  const std::string force = dialect_->name() == "postgresql" ? " WITH (FORCE)" : "";
  dialect_->connect(parse_url(test_server_url(dialect_->name())))
      ->execute("DROP DATABASE " + quoted(Identifier(name_), dialect_->syntax()) + force);
}

}  // namespace whimbrel::test
