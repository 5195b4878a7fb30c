// What the framework must not depend on: a container without a client library runs it all the same.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <memory>
#include <string>

namespace {

std::string needed_by(const std::string& file) {
  const std::string command = "ldd '" + file + "' 2>&1";
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), &pclose);
  std::string text;
  std::array<char, 4096> piece;
  while (pipe != nullptr && std::fgets(piece.data(), piece.size(), pipe.get()) != nullptr)
    text += piece.data();
  return text;
}

void expect_no_database_client(const std::string& file) {
  const std::string libraries = needed_by(std::string(WHIMBREL_BUILD_DIR) + "/" + file);
  ASSERT_THAT(libraries, testing::HasSubstr("libstdc++"));
  for (const char* client : {"libpq", "libpg_query", "libmysql", "libmariadb", "libsqlite"})
    EXPECT_THAT(libraries, testing::Not(testing::HasSubstr(client)));
}

TEST(LinkedLibraries, OfTheFrameworkHoldNoDatabaseClient) {
  expect_no_database_client("lib/libwhimbrel.so");
}

TEST(LinkedLibraries, OfTheCommandHoldNoDatabaseClient) {
  expect_no_database_client("bin/whimbrel");
}

}  // namespace
