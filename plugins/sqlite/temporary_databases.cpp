#include "temporary_databases.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "location.h"
#include "whimbrel/core/checksum.h"
#include "whimbrel/core/error.h"

namespace whimbrel::sqlite {
namespace {

namespace fs = std::filesystem;

constexpr int kNameDigits = 16;

/// A folder that this process has locked. The destructor lets go. [one thread at a time]
class LockedFolder {
 public:
  explicit LockedFolder(const fs::path& path)
      : descriptor_(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)) {
    locked_ = descriptor_ >= 0 && flock(descriptor_, LOCK_EX | LOCK_NB) == 0;
  }
  ~LockedFolder() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  LockedFolder(const LockedFolder&) = delete;
  LockedFolder& operator=(const LockedFolder&) = delete;

  bool locked() const { return locked_; }
  /// True when the folder belongs to the user of this process.
  bool is_ours() const {
    struct stat facts = {};
    return fstat(descriptor_, &facts) == 0 && facts.st_uid == geteuid();
  }
  /// False when somebody has removed the folder since it was opened.
  bool is_in_place() const {
    struct stat facts = {};
    return fstat(descriptor_, &facts) == 0 && facts.st_nlink > 0;
  }

 private:
  int descriptor_;
  bool locked_ = false;
};

class TemporaryFile final : public TemporaryDatabase {
 public:
  TemporaryFile(fs::path folder, std::unique_ptr<LockedFolder> lock, Endpoint endpoint)
      : folder_(std::move(folder)), lock_(std::move(lock)), endpoint_(std::move(endpoint)) {}
  ~TemporaryFile() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  const Endpoint& endpoint() const override { return endpoint_; }

 private:
  fs::path folder_;
  std::unique_ptr<LockedFolder> lock_;
  Endpoint endpoint_;
};

// What the URL says of the session holds here too; where its file is and how it is opened does not.
Endpoint endpoint_in(const fs::path& folder, const Endpoint& like) {
  Endpoint endpoint;
  endpoint.scheme = like.scheme;
  endpoint.path = (folder / "database.db").string();
  endpoint.lock_timeout = like.lock_timeout;
  endpoint.statement_timeout = like.statement_timeout;
  return endpoint;
}

bool has_our_name(const std::string& name, std::string_view prefix) {
  return name.size() == prefix.size() + kNameDigits && name.starts_with(prefix) &&
         std::all_of(name.begin() + static_cast<std::ptrdiff_t>(prefix.size()), name.end(),
                     [](unsigned char c) { return std::isxdigit(c) != 0; });
}

}  // namespace

std::variant<std::unique_ptr<TemporaryDatabase>, Unsupported> TemporaryFiles::create(
    const Endpoint& beside, std::string_view prefix) const {
  locate(beside);  // a URL that is wrong is wrong here too
  std::error_code problem;
  const fs::path parent = fs::temp_directory_path(problem);
  for (;;) {
    const fs::path folder = parent / (std::string(prefix) + random_hex(kNameDigits));
    if (problem || mkdir(folder.c_str(), S_IRWXU) != 0)
      return Unsupported{"no temporary file can be made: " + folder.string() + ": " +
                             (problem ? problem.message() : std::strerror(errno)),
                         std::nullopt};
    auto lock = std::make_unique<LockedFolder>(folder);
    // Until it was locked, somebody who looks for leftovers may have taken it for one.
    if (!lock->locked() || !lock->is_in_place()) continue;
    return std::make_unique<TemporaryFile>(folder, std::move(lock), endpoint_in(folder, beside));
  }
}

std::vector<std::string> TemporaryFiles::drop_leftovers(const Endpoint&,
                                                        std::string_view prefix) const {
  std::vector<std::string> dropped;
  std::error_code problem;
  fs::directory_iterator entries(fs::temp_directory_path(problem), problem);
  for (; !problem && entries != fs::directory_iterator(); entries.increment(problem)) {
    const fs::path folder = entries->path();
    if (!has_our_name(folder.filename().string(), prefix)) continue;
    const LockedFolder lock(folder);
    if (!lock.locked() || !lock.is_ours()) continue;
    std::error_code left;
    fs::remove_all(folder, left);
    if (!left) dropped.push_back(folder.string());
  }
  std::sort(dropped.begin(), dropped.end());
  return dropped;
}

}  // namespace whimbrel::sqlite
