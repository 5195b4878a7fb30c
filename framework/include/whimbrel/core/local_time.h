// A moment as the calendar of a time zone shows it.
#pragma once

#include <chrono>
#include <string>

namespace whimbrel {

struct LocalTime {
  int year = 1970;
  int month = 1;
  int day = 1;
  int hour = 0;
  int minute = 0;
  int second = 0;
  int offset_minutes = 0;  ///< ahead of UTC
  long long epoch = 0;     ///< seconds since 1970-01-01T00:00:00Z
};

/// The moment in a zone of the IANA database ("Europe/Berlin"); an empty zone or "UTC" is UTC.
/// Throws Error{config} when the system knows no such zone. It changes the zone of the process for
/// a moment. [one thread in the process at a time]
LocalTime local_time(std::chrono::system_clock::time_point moment, const std::string& zone);

/// RFC 3339: "2026-11-22T14:32:00Z", "2026-11-22T15:32:00+01:00". Pure.
std::string rfc3339(const LocalTime& time);

}  // namespace whimbrel
