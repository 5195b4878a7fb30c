// The names of revision files.
#include "whimbrel/revision/file_name.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/config_text.h"

namespace whimbrel {
namespace {

using test::message_of;
using ::testing::HasSubstr;

const LocalTime kTime{2026, 3, 9, 4, 5, 6, 60, 1'773'000'306};

Revision revision(std::string message) {
  Revision result;
  result.id = "ab12";
  result.message = std::move(message);
  return result;
}

std::string name(const std::string& message, const FileNaming& naming = {}) {
  return revision_file_name(revision(message), kTime, "yaml", naming);
}

TEST(FileName, HasIdAndWords) {
  EXPECT_EQ(name("Add users' table & more"), "ab12_add_users_table_more.yaml");
  EXPECT_EQ(name(""), "ab12.yaml");
}

TEST(FileName, LongMessagesAreCutBetweenWords) {
  EXPECT_EQ(name("one two three", {"{rev}_{slug}", 9}), "ab12_one_two.yaml");
  EXPECT_EQ(name(std::string(100, 'x')).size(), std::string("ab12_.yaml").size() + 40);
  EXPECT_EQ(name("a\xc3\xa4", {"{rev}_{slug}", 2}), "ab12_a.yaml");
}

TEST(FileName, FollowsTheTemplate) {
  EXPECT_EQ(name("Add it", {"{year}/{month}/{day}-{hour}{minute}{second}-{rev}-{slug}", 40}),
            "2026/03/09-040506-ab12-add_it.yaml");
  EXPECT_EQ(name("Add it", {"{epoch}_{rev}", 40}), "1773000306_ab12.yaml");
}

TEST(FileName, AWrongTemplateIsRefused) {
  EXPECT_THAT(message_of([] { check_file_template("{rev}_{slog}"); }), HasSubstr("{slog}"));
  EXPECT_THAT(message_of([] { check_file_template("{slug}"); }), HasSubstr("lacks {rev}"));
  EXPECT_THAT(message_of([] { check_file_template("{rev"); }), HasSubstr("without a }"));
  EXPECT_THAT(message_of([] { check_file_template("../{rev}"); }), HasSubstr("leaves the folder"));
}

TEST(LocalTime, ShowsTheZone) {
  const auto moment = std::chrono::system_clock::from_time_t(1'795'000'000);
  EXPECT_EQ(rfc3339(local_time(moment, "")), "2026-11-18T11:06:40Z");
  EXPECT_EQ(rfc3339(local_time(moment, "Europe/Berlin")), "2026-11-18T12:06:40+01:00");
  EXPECT_EQ(rfc3339(local_time(moment, "America/New_York")), "2026-11-18T06:06:40-05:00");
}

TEST(LocalTime, AnUnknownZoneIsNamed) {
  for (const char* zone : {"Europe/Nowhere", "../../etc/passwd", "/etc/passwd"})
    EXPECT_THAT(message_of([&] { local_time({}, zone); }), HasSubstr(zone));
}

}  // namespace
}  // namespace whimbrel
