#include "whimbrel/core/process.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/temporary_folder.h"
#include "whimbrel/core/error.h"

namespace whimbrel::test {
namespace {

CaptureOptions within(std::chrono::milliseconds limit) { return {{}, limit, {}, {}}; }
constexpr std::chrono::seconds kLong{30};

TEST(Process, KeepsWhatAProgramSaysHoweverMuchThatIs) {
  const CapturedProgram result = capture_program(
      {"sh", "-c", "head -c 300000 /dev/zero | tr '\\0' x; echo no >&2; exit 3"}, within(kLong));
  EXPECT_TRUE(result.found);
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_EQ(result.out, std::string(300000, 'x'));
  EXPECT_EQ(result.err, "no\n");
}

TEST(Process, RunsInItsFolderWithFurtherVariablesAndWithoutInput) {
  const TemporaryFolder folder;
  folder.write("here", "");
  const CapturedProgram result = capture_program({"sh", "-c", "ls; echo $ADDED; cat"},
                                                 {folder.path(), kLong, {}, {"ADDED=yes"}});
  EXPECT_EQ(result.out, "here\nyes\n");
}

TEST(Process, AProgramThatIsNotThereIsAnAnswer) {
  EXPECT_FALSE(capture_program({"no-such-program"}, within(kLong)).found);
  EXPECT_THROW(run_program({"no-such-program"}, {}), Error);
}

TEST(Process, TheEndOfItsTimeEndsAProgramThatSaysNothingMore) {
  const CapturedProgram result = capture_program(
      {"sh", "-c", "echo first; exec >&- 2>&-; sleep 30"}, within(std::chrono::milliseconds(300)));
  EXPECT_TRUE(result.timed_out);
  EXPECT_EQ(result.out, "first\n");
}

TEST(Process, ASignalIsAnExitCode) {
  EXPECT_EQ(capture_program({"sh", "-c", "kill -9 $$"}, within(kLong)).exit_code, 128 + 9);
  EXPECT_EQ(run_program({"sh", "-c", "kill -9 $$"}, {}), 128 + 9);
}

TEST(Process, AStopIsAnError) {
  try {
    capture_program({"sleep", "30"}, {{}, kLong, [] { return true; }, {}});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::interrupted);
  }
}

TEST(Process, LastLinesAreTheLastOnes) {
  EXPECT_EQ(last_lines("a\nb\nc\n", 2), "b\nc");
  EXPECT_EQ(last_lines("a", 3), "a");
  EXPECT_EQ(last_lines("\n", 3), "");
}

}  // namespace
}  // namespace whimbrel::test
