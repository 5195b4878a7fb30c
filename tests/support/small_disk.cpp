#include "support/small_disk.h"

#include <sys/mount.h>

#include <fstream>

namespace whimbrel::test {
namespace {

constexpr const char* kFiller = "filler";

bool mount_memory(const std::filesystem::path& folder, const std::string& options) {
  return ::mount("tmpfs", folder.c_str(), "tmpfs", 0, options.c_str()) == 0;
}

}  // namespace

SmallDisk::SmallDisk(Kind kind, std::size_t bytes)
    : mounted_(kind == Kind::whatever_is_allowed &&
               mount_memory(folder_.path(), "size=" + std::to_string(bytes))),
      bytes_(bytes) {}

SmallDisk::~SmallDisk() {
  if (mounted_) ::umount2(folder_.path().c_str(), MNT_DETACH);
}

CommandResult SmallDisk::run(std::vector<std::string> arguments) const {
  Command command{.working_folder = folder_.path()};
  if (!mounted_) {
    arguments.insert(arguments.begin(),
                     {"--fsize=" + std::to_string(bytes_), "--", command.program});
    command.program = "prlimit";
  }
  command.arguments = std::move(arguments);
  return test::run(command);
}

void SmallDisk::fill() {
  if (!mounted_) {
    bytes_ = 0;
    return;
  }
  // Page by page, since a write that does not fit may be refused as a whole.
  std::ofstream filler(folder_ / kFiller, std::ios::binary);
  const std::string page(4096, 'x');
  while (filler.write(page.data(), static_cast<std::streamsize>(page.size())).flush()) {
  }
}

void SmallDisk::make_room() {
  bytes_ = 64 * 1024 * 1024;
  if (mounted_) {
    std::filesystem::remove(folder_ / kFiller);
    ::mount("tmpfs", folder_.path().c_str(), "tmpfs", MS_REMOUNT, "size=64m");
  }
}

}  // namespace whimbrel::test
