#include "run_locks.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "location.h"
#include "whimbrel/core/checksum.h"
#include "whimbrel/core/error.h"

namespace whimbrel::sqlite {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSuffix = ".whimbrel-lock";

class GrantedLock final : public HeldLock {};

/// An open file. [one thread at a time]
class LockFile {
 public:
  explicit LockFile(const fs::path& path)
      : path_(path), file_(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666)) {
    if (file_ >= 0) return;
    throw Error(ErrorCode::io,
                "the lock file '" + path.string() + "' cannot be opened: " + std::strerror(errno))
        .with_hint(
            "the folder of the database must be writable, so that one runner can keep "
            "others out");
  }
  ~LockFile() { close(file_); }
  LockFile(const LockFile&) = delete;
  LockFile& operator=(const LockFile&) = delete;

  /// Locks `length` bytes without waiting (0: all there can be); false when somebody else has one.
  bool lock(off_t start, off_t length) const {
    struct flock range = {};
    range.l_type = F_WRLCK;
    range.l_whence = SEEK_SET;
    range.l_start = start;
    range.l_len = length;
    while (fcntl(file_, F_OFD_SETLK, &range) != 0) {
      if (errno == EAGAIN || errno == EACCES) return false;
      if (errno != EINTR)
        throw Error(ErrorCode::io, "the lock file '" + path_.string() +
                                       "' cannot be locked: " + std::strerror(errno));
    }
    return true;
  }

  /// True when the path still leads to this file, and not to a newer one or to nothing.
  bool is_in_place() const {
    struct stat ours = {};
    struct stat there = {};
    return fstat(file_, &ours) == 0 && stat(path_.c_str(), &there) == 0 &&
           ours.st_ino == there.st_ino && ours.st_dev == there.st_dev;
  }

  void remove() const { unlink(path_.c_str()); }

 private:
  fs::path path_;
  int file_;
};

// The file is removed only by one who has locked all of it, and a lock counts only on the file that
// is in place: so nobody can hold a lock on a file while another is made under its name.
class HeldFileLock final : public HeldLock {
 public:
  explicit HeldFileLock(std::unique_ptr<LockFile> file) : file_(std::move(file)) {}
  ~HeldFileLock() override {
    try {
      if (file_->lock(0, 0)) file_->remove();
    } catch (const Error&) {
      // The file stays behind, unlocked; the next runner takes it.
    }
  }

 private:
  std::unique_ptr<LockFile> file_;
};

// Two keys with the same byte keep each other out without need, and nothing worse.
off_t byte_of(std::string_view key) {
  return static_cast<off_t>(std::stoul(checksum(key).substr(0, 7), nullptr, 16));
}

// The same file under two names has one lock.
fs::path lock_path(const fs::path& database) {
  std::error_code problem;
  fs::path real = fs::weakly_canonical(database, problem);
  if (problem) real = database;
  return real += kSuffix;
}

}  // namespace

std::unique_ptr<HeldLock> FileRunLocks::try_acquire(Connection&, const Endpoint& endpoint,
                                                    std::string_view key) const {
  const Location location = locate(endpoint);
  if (location.memory) return std::make_unique<GrantedLock>();
  const fs::path path = lock_path(location.file);
  for (;;) {
    auto file = std::make_unique<LockFile>(path);
    if (!file->lock(byte_of(key), 1)) return nullptr;
    // Somebody may have removed the file between opening and locking it.
    if (file->is_in_place()) return std::make_unique<HeldFileLock>(std::move(file));
  }
}

}  // namespace whimbrel::sqlite
