#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <thread>

#include "sqlite_fixture.h"
#include "whimbrel/core/error.h"
#include "whimbrel/dialect/abilities.h"

namespace whimbrel::test {
namespace {

using ::testing::IsNull;
using ::testing::NotNull;

class SqliteRunLocks : public ::testing::Test {
 protected:
  std::unique_ptr<HeldLock> acquire(std::string_view key = "version") {
    return ability<RunLocks>(database_.dialect())
        ->try_acquire(database_.connection(), database_.place().endpoint(), key);
  }

  std::filesystem::path lock_file() const { return database_.place().name() + ".whimbrel-lock"; }

  // A process that takes the lock, says so and waits to be killed.
  pid_t holder() {
    int said[2];
    if (pipe(said) != 0) throw std::runtime_error("pipe");
    const pid_t child = fork();
    if (child == 0) {
      const auto held = acquire();
      const char word = held ? 'y' : 'n';
      const bool told = write(said[1], &word, 1) == 1;
      if (told) pause();
      _exit(1);
    }
    char word = 0;
    EXPECT_EQ(read(said[0], &word, 1), 1);
    EXPECT_EQ(word, 'y');
    close(said[0]);
    close(said[1]);
    return child;
  }

  static void kill_and_wait(pid_t child) {
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
  }

  SqliteDatabase database_{"CREATE TABLE a (b)"};
};

TEST_F(SqliteRunLocks, AreHeldByOneAtATime) {
  auto first = acquire();
  ASSERT_THAT(first, NotNull());
  EXPECT_THAT(acquire(), IsNull());
  first.reset();
  EXPECT_THAT(acquire(), NotNull());
}

TEST_F(SqliteRunLocks, OfDifferentKeysDoNotMeet) {
  const auto first = acquire("one");
  const auto second = acquire("two");
  EXPECT_THAT(first, NotNull());
  EXPECT_THAT(second, NotNull());
}

TEST_F(SqliteRunLocks, KeepOtherProcessesOutAndEndWithTheirProcess) {
  const pid_t child = holder();
  EXPECT_THAT(acquire(), IsNull());
  kill_and_wait(child);
  EXPECT_TRUE(std::filesystem::exists(lock_file()));  // it had no time to clean up
  EXPECT_THAT(acquire(), NotNull());
}

TEST_F(SqliteRunLocks, LeaveNoFileBehind) {
  {
    const auto one = acquire("one");
    {
      const auto two = acquire("two");
      EXPECT_TRUE(std::filesystem::exists(lock_file()));
    }
    EXPECT_TRUE(std::filesystem::exists(lock_file()));  // the first still needs it
    EXPECT_THAT(acquire("one"), IsNull());
  }
  EXPECT_FALSE(std::filesystem::exists(lock_file()));
}

// Many take and let go at once: a file removed in between must never give two the lock.
TEST_F(SqliteRunLocks, AreNeverHeldByTwoWhileTheFileComesAndGoes) {
  std::atomic<int> holders{0};
  std::atomic<int> most{0};
  std::atomic<int> times{0};
  const auto work = [&] {
    for (int i = 0; i < 300; ++i) {
      const auto held = acquire();
      if (!held) continue;
      const int now = ++holders;
      if (now > most) most = now;
      ++times;
      std::this_thread::yield();
      --holders;
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back(work);
  for (std::thread& each : threads) each.join();
  EXPECT_EQ(most, 1);
  EXPECT_GT(times, 0);
}

TEST_F(SqliteRunLocks, AreTheSameThroughALink) {
  const std::filesystem::path link = database_.place().name() + "-link";
  std::filesystem::create_symlink(database_.place().name(), link);
  Endpoint endpoint = database_.place().endpoint();
  endpoint.path = link.string();
  const auto held = acquire();
  EXPECT_THAT(ability<RunLocks>(database_.dialect())
                  ->try_acquire(database_.connection(), endpoint, "version"),
              IsNull());
}

TEST_F(SqliteRunLocks, AreAlwaysGrantedInMemory) {
  const Endpoint endpoint = parse_url(Secret("sqlite::memory:"));
  const auto connection = database_.dialect().connect(endpoint);
  const auto* locks = ability<RunLocks>(database_.dialect());
  const auto first = locks->try_acquire(*connection, endpoint, "version");
  const auto second = locks->try_acquire(*connection, endpoint, "version");
  EXPECT_THAT(first, NotNull());
  EXPECT_THAT(second, NotNull());
}

TEST_F(SqliteRunLocks, SayThatTheFolderCannotBeWritten) {
  Endpoint endpoint = database_.place().endpoint();
  endpoint.path = "/proc/app.db";
  try {
    ability<RunLocks>(database_.dialect())
        ->try_acquire(database_.connection(), endpoint, "version");
    FAIL() << "there was no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::io);
    EXPECT_THAT(error.message(), ::testing::HasSubstr("/proc/app.db.whimbrel-lock"));
  }
}

}  // namespace
}  // namespace whimbrel::test
