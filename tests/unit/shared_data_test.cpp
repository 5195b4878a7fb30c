#include "support/shared_data.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <stdexcept>
#include <string>

#include "support/temporary_folder.h"

namespace whimbrel::test {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

/// Tells the tests where the shared data is, for the life of one test.
class SharedData : public ::testing::Test {
 protected:
  SharedData() {
    const char* now = getenv("WHIMBREL_SHARED");
    if (now) before_ = now;
    setenv("WHIMBREL_SHARED", folder_.path().c_str(), 1);
  }
  ~SharedData() override {
    before_.empty() ? unsetenv("WHIMBREL_SHARED") : setenv("WHIMBREL_SHARED", before_.c_str(), 1);
  }

  TemporaryFolder folder_;
  std::string before_;
};

TEST_F(SharedData, IsReadFromTheFolderOfTheVariable) {
  const auto file = folder_.write("corpus/a.sql", "SELECT 1");
  EXPECT_EQ(shared_data("corpus/a.sql"), file);
}

TEST_F(SharedData, MayNotBeMissingInTheFolderOfTheVariable) {
  EXPECT_THAT([] { shared_data("corpus/a.sql"); },
              ThrowsMessage<std::runtime_error>(HasSubstr("corpus/a.sql")));
}

}  // namespace
}  // namespace whimbrel::test
