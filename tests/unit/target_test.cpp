#include "whimbrel/config/target.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/config_text.h"
#include "whimbrel/core/file.h"

namespace whimbrel {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using test::config_from;
using test::environment;
using test::message_of;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using Variables = std::map<std::string, std::string>;

Target target_from(const std::string& settings, const Variables& variables = {}) {
  const Config config = config_from("version: 1\ntargets:\n  prod: " + settings + "\n");
  return resolve_target(config, "prod", environment(variables));
}

std::string refusal(const std::string& settings, const Variables& variables = {}) {
  return message_of([&] { target_from(settings, variables); });
}

std::string resolved_text(const std::string& text, const Variables& variables = {}) {
  return resolved({text, {}}, "the text", environment(variables));
}

TEST(Variables, AreReplacedByTheirValues) {
  EXPECT_EQ(resolved_text("plain"), "plain");
  EXPECT_EQ(resolved_text("a${X}b${_Y2}c", {{"X", "1"}, {"_Y2", "2"}}), "a1b2c");
  EXPECT_EQ(resolved_text("${X}", {{"X", ""}}), "");
}

TEST(Variables, HaveADefaultForUnsetAndEmpty) {
  EXPECT_EQ(resolved_text("${X:-files:a-b:c}"), "files:a-b:c");
  EXPECT_EQ(resolved_text("${X:-d}", {{"X", ""}}), "d");
  EXPECT_EQ(resolved_text("${X:-d}", {{"X", "x"}}), "x");
  EXPECT_EQ(resolved_text("<${X:-}>"), "<>");
}

TEST(Variables, ValuesAreNotSearchedAgain) {
  EXPECT_EQ(resolved_text("${X}", {{"X", "${Y}$$"}}), "${Y}$$");
}

TEST(Variables, DoubledDollarIsAPlainOne) {
  EXPECT_EQ(resolved_text("a$$b$${X}"), "a$b${X}");
  EXPECT_EQ(resolved_text("$$$$"), "$$");
}

TEST(Variables, AnythingElseBehindADollarIsRefusedWithoutShowingIt) {
  for (const char* text : {"pa$sesame", "sesame$", "${sesame", "${}", "${1sesame}", "${se-same}",
                           "${X:-$sesame}", "${X:-${Y}}", "${X:sesame}"}) {
    const std::string message = message_of([&] { resolved_text(text); });
    EXPECT_THAT(message, AllOf(HasSubstr("$$"), HasSubstr("the text"), Not(HasSubstr("sesame"))))
        << text;
  }
}

TEST(Target, HasItsEndpointTimeoutsAndRules) {
  const Target target = target_from(
      "{url: 'server://me@host/app', scratch_url: 'server://me@host/scratch', lock_timeout: 5s,\n"
      "    statement_timeout: 10m, run_lock_timeout: 0, protected: true, transaction: all}");
  EXPECT_EQ(target.name, "prod");
  EXPECT_EQ(target.endpoint.path, "app");
  EXPECT_EQ(target.endpoint.base_directory, "project");
  EXPECT_EQ(target.endpoint.lock_timeout, milliseconds(5'000));
  EXPECT_EQ(target.endpoint.statement_timeout, milliseconds(600'000));
  EXPECT_EQ(target.scratch->path, "scratch");
  EXPECT_EQ(target.scratch->base_directory, "project");
  EXPECT_EQ(target.run_lock_timeout, milliseconds(0));
  EXPECT_TRUE(target.is_protected);
  EXPECT_EQ(target.transaction, TransactionMode::all);
}

TEST(Target, SaysNothingWhereTheDatabaseDecides) {
  const Target target = target_from("{url: 'files:app.db'}");
  EXPECT_EQ(target.endpoint.lock_timeout, milliseconds(0));
  EXPECT_EQ(target.endpoint.statement_timeout, milliseconds(0));
  EXPECT_EQ(target.run_lock_timeout, Target::kRunLockTimeout);
  EXPECT_FALSE(target.scratch);
  EXPECT_FALSE(target.is_protected);
  EXPECT_EQ(target.transaction, TransactionMode::each);
}

TEST(Target, EverySettingMayComeFromAVariable) {
  const Target target = target_from(
      "{url: '${U}', scratch_url: '${S}', lock_timeout: '${L}', statement_timeout: '${L}',\n"
      "    run_lock_timeout: '${L}', protected: '${P}', transaction: '${T}'}",
      {{"U", "server://h/u"}, {"S", "server://h/s"}, {"L", "7s"}, {"P", "true"}, {"T", "none"}});
  EXPECT_EQ(target.endpoint.path, "u");
  EXPECT_EQ(target.scratch->path, "s");
  EXPECT_EQ(target.endpoint.lock_timeout, milliseconds(7'000));
  EXPECT_EQ(target.endpoint.statement_timeout, milliseconds(7'000));
  EXPECT_EQ(target.run_lock_timeout, milliseconds(7'000));
  EXPECT_TRUE(target.is_protected);
  EXPECT_EQ(target.transaction, TransactionMode::none);
}

TEST(Target, UnsetVariableIsAnErrorThatNamesVariableTargetAndPlace) {
  EXPECT_THAT(refusal("{url: '${PROD_URL}'}"),
              AllOf(HasSubstr("PROD_URL"), HasSubstr("'url' of target 'prod'"),
                    HasSubstr("project/whimbrel.yaml:3:15")));
}

TEST(Target, UnsetVariableOfAnotherTargetIsNoError) {
  const Config config = config_from(
      "version: 1\ntargets: {a: {url: '${NOT_SET}', protected: '${X}'}, b: {url: 'files:b'}}\n");
  EXPECT_EQ(resolve_target(config, "b", environment({})).endpoint.path, "b");
}

TEST(Target, WrongValueOfAVariableIsAnErrorThatDoesNotShowIt) {
  for (const std::string key :
       {"lock_timeout", "statement_timeout", "run_lock_timeout", "protected", "transaction"})
    EXPECT_THAT(refusal("{url: 'files:a', " + key + ": '${V}'}", {{"V", "sesame"}}),
                AllOf(HasSubstr("'" + key + "' of target 'prod'"), HasSubstr("${V}"),
                      HasSubstr(":3:"), Not(HasSubstr("sesame"))));
}

TEST(Target, WrongUrlIsAnErrorThatDoesNotShowIt) {
  EXPECT_THAT(refusal("{url: 'server://me:sesame@host:port/app'}"),
              AllOf(HasSubstr("port"), HasSubstr("'url' of target 'prod'"), HasSubstr(":3:15"),
                    Not(HasSubstr("sesame"))));
  EXPECT_THAT(refusal("{url: 'files:a', scratch_url: '${S}'}", {{"S", "sesame"}}),
              AllOf(HasSubstr("'scratch_url' of target 'prod'"), Not(HasSubstr("sesame"))));
  EXPECT_THAT(refusal("{url: '${U}'}", {{"U", ""}}), HasSubstr("it is empty"));
}

TEST(Target, MayHaveItsUrlInAFile) {
  const fs::path folder = fs::path(::testing::TempDir()) / "target_url_file";
  fs::remove_all(folder);
  write_new_file(folder / "good", "server://me:sesame@host/app\r\n");
  write_new_file(folder / "bad", "server://me:sesame@host:port\n");
  write_new_file(folder / "two", "server://me:sesame@host\nserver://other\n");
  const Config config = parse_config(
      "version: 1\ntargets: {good: {url_file: '${NAME:-good}'}, bad: {url_file: bad},\n"
      "  two: {url_file: two}, none: {url_file: none}}\n",
      folder / "whimbrel.yaml", environment({}));
  const auto message = [&](const std::string& name) {
    return message_of([&] { resolve_target(config, name, environment({})); });
  };
  const Target good = resolve_target(config, "good", environment({}));
  EXPECT_EQ(good.endpoint.password.reveal(), "sesame");
  EXPECT_EQ(good.endpoint.path, "app");
  EXPECT_EQ(good.endpoint.base_directory, folder);
  EXPECT_THAT(message("bad"), AllOf(HasSubstr((folder / "bad").string()), HasSubstr("port"),
                                    HasSubstr("target 'bad'"), Not(HasSubstr("sesame"))));
  EXPECT_THAT(message("two"), AllOf(HasSubstr("line break"), Not(HasSubstr("sesame"))));
  EXPECT_THAT(message("none"),
              AllOf(HasSubstr((folder / "none").string()), HasSubstr("No such file")));
  fs::remove_all(folder);
}

TEST(Target, IsTheDefaultOneWhenNoneIsNamed) {
  const Config named = config_from(
      "version: 1\ndefault_target: b\ntargets: {a: {url: 'files:a'}, b: {url: 'files:b'}}\n");
  EXPECT_EQ(resolve_target(named, "", environment({})).name, "b");
  const Config single = config_from("version: 1\ntargets: {a: {url: 'files:a'}}\n");
  EXPECT_EQ(resolve_target(single, "", environment({})).name, "a");
  const Config several =
      config_from("version: 1\ntargets: {a: {url: 'files:a'}, b: {url: 'files:b'}}\n");
  EXPECT_THAT(message_of([&] { resolve_target(several, "", environment({})); }),
              AllOf(HasSubstr("no default_target"), HasSubstr("a, b")));
}

TEST(Target, ThatIsUnknownIsAnErrorThatListsTheKnownOnes) {
  const Config config = config_from(
      "version: 1\ntargets: {staging: {url: 'files:a'}, production: {url: 'files:b'}}\n");
  const auto message = [&](const std::string& name) {
    return message_of([&] { resolve_target(config, name, environment({})); });
  };
  EXPECT_THAT(message("stagign"),
              AllOf(HasSubstr("did you mean 'staging'"), HasSubstr("production, staging"),
                    HasSubstr("project/whimbrel.yaml")));
  EXPECT_THAT(message("x"), AllOf(Not(HasSubstr("did you mean")), HasSubstr("production")));
  EXPECT_THAT(message("server://me:sesame@host"),
              AllOf(HasSubstr("--url"), Not(HasSubstr("sesame"))));
  EXPECT_THAT(message_of([&] { resolve_target(default_config("."), "dev", environment({})); }),
              HasSubstr("no targets"));
}

TEST(Target, FromTheCommandLineIsRelativeToTheCurrentFolder) {
  const Target target = target_for_url(Secret("files:app.db"));
  EXPECT_EQ(target.name, "");
  EXPECT_EQ(target.endpoint.base_directory, ".");
  EXPECT_EQ(target.endpoint.path, "app.db");
  EXPECT_EQ(target.run_lock_timeout, Target::kRunLockTimeout);
}

}  // namespace
}  // namespace whimbrel
