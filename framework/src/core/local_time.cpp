#include "whimbrel/core/local_time.h"

#include <fmt/format.h>

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <optional>

#include "whimbrel/core/error.h"

namespace whimbrel {
namespace {

// The C library takes an unknown zone for UTC and says nothing.
void require_zone(const std::string& zone) {
  const char* folder = std::getenv("TZDIR");
  const std::filesystem::path file =
      std::filesystem::path(folder != nullptr ? folder : "/usr/share/zoneinfo") / zone;
  std::error_code problem;
  const bool plain = zone.find("..") == std::string::npos && zone.front() != '/';
  if (plain && std::filesystem::is_regular_file(file, problem)) return;
  throw Error(ErrorCode::config, "the system knows no time zone '" + zone + "'")
      .with_hint("name one of the IANA database, such as Europe/Berlin, or UTC");
}

// Sets the zone of the process, and back again.
class ZoneOfProcess {
 public:
  explicit ZoneOfProcess(const std::string& zone) {
    if (const char* before = std::getenv("TZ")) before_ = before;
    ::setenv("TZ", zone.c_str(), 1);
    ::tzset();
  }
  ZoneOfProcess(const ZoneOfProcess&) = delete;
  ZoneOfProcess& operator=(const ZoneOfProcess&) = delete;
  ~ZoneOfProcess() {
    if (before_)
      ::setenv("TZ", before_->c_str(), 1);
    else
      ::unsetenv("TZ");
    ::tzset();
  }

 private:
  std::optional<std::string> before_;
};

}  // namespace

LocalTime local_time(std::chrono::system_clock::time_point moment, const std::string& zone) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(moment);
  std::tm parts{};
  if (zone.empty() || zone == "UTC") {
    ::gmtime_r(&seconds, &parts);
  } else {
    require_zone(zone);
    const ZoneOfProcess set(zone);
    ::localtime_r(&seconds, &parts);
  }
  return {parts.tm_year + 1900,
          parts.tm_mon + 1,
          parts.tm_mday,
          parts.tm_hour,
          parts.tm_min,
          parts.tm_sec,
          static_cast<int>(parts.tm_gmtoff / 60),
          static_cast<long long>(seconds)};
}

std::string rfc3339(const LocalTime& time) {
  const int ahead = time.offset_minutes < 0 ? -time.offset_minutes : time.offset_minutes;
  const std::string offset = ahead == 0
                                 ? "Z"
                                 : fmt::format("{}{:02}:{:02}", time.offset_minutes < 0 ? '-' : '+',
                                               ahead / 60, ahead % 60);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}", time.year, time.month, time.day,
                     time.hour, time.minute, time.second, offset);
}

}  // namespace whimbrel
