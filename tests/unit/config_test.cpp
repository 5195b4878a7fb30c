#include "whimbrel/config/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "support/config_text.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/file.h"

namespace whimbrel {
namespace {

namespace fs = std::filesystem;
using test::config_from;
using test::environment;
using test::message_of;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Key;
using ::testing::Not;

std::string refusal(const std::string& text) {
  return message_of([&] { config_from(text); });
}

TEST(Config, DefaultsHoldForWhatIsNotSaid) {
  const Config config = config_from("version: 1\n");
  EXPECT_THAT(config.migrations, ElementsAre("project/migrations"));
  EXPECT_EQ(config.schema, SchemaSource(YamlSchema{{"project/schema.yaml"}}));
  EXPECT_EQ(config.version_table, QualifiedName("whimbrel_version"));
  EXPECT_EQ(config.journal_table, QualifiedName("whimbrel_journal"));
  EXPECT_EQ(config.default_target, "");
  EXPECT_EQ(config.folder, "project");
  EXPECT_EQ(config.file, "project/whimbrel.yaml");
}

TEST(Config, WithoutAFileIsTheSameAsAFileThatSaysNothing) {
  const Config without = default_config("project");
  const Config with = config_from("version: 1\n");
  EXPECT_EQ(without.migrations, with.migrations);
  EXPECT_EQ(without.schema, with.schema);
  EXPECT_EQ(without.version_table, with.version_table);
  EXPECT_EQ(without.folder, with.folder);
  EXPECT_EQ(without.file, "");
  EXPECT_EQ(default_config("").folder, ".");
  EXPECT_THAT(default_config("").migrations, ElementsAre("migrations"));
}

TEST(Config, PathsAreRelativeToTheFolderOfTheFile) {
  const Config config = config_from(
      "version: 1\nmigrations: [a, ../b, /c]\nplugins: {path: lib}\nschema: db/schema.sql\n");
  EXPECT_THAT(config.migrations, ElementsAre("project/a", "b", "/c"));
  EXPECT_THAT(config.plugin_path, ElementsAre("project/lib"));
  EXPECT_EQ(config.schema, SchemaSource(SqlSchema{"project/db/schema.sql"}));
}

TEST(Config, SchemaComesFromFilesATargetOrACommand) {
  EXPECT_EQ(config_from("version: 1\nschema: [a.yaml, b.yml]\n").schema,
            SchemaSource(YamlSchema{{"project/a.yaml", "project/b.yml"}}));
  EXPECT_EQ(
      config_from("version: 1\nschema: {target: dev}\ntargets: {dev: {url: 'files:a'}}\n").schema,
      SchemaSource(TargetSchema{"dev"}));
  EXPECT_EQ(config_from("version: 1\nschema: {command: [python3, models.py]}\n").schema,
            SchemaSource(CommandSchema{{"python3", "models.py"}}));
  EXPECT_EQ(
      config_from("version: 1\nschema: {command: [python3, '{dialect}'], timeout: 5s}\n").schema,
      SchemaSource(CommandSchema{{"python3", "{dialect}"}, std::chrono::seconds(5)}));
  for (const std::string folder : {"db/schema", "db/schema/"})
    EXPECT_EQ(config_from("version: 1\nschema: " + folder + "\n").schema,
              SchemaSource(FolderSchema{"project/db/schema"}));
}

TEST(Config, SchemaOfAnotherKindIsRefused) {
  EXPECT_THAT(refusal("version: 1\nschema: schema.txt\n"), HasSubstr("whimbrel.yaml:2:9"));
  EXPECT_THAT(refusal("version: 1\nschema: [a.sql, b.sql]\n"), HasSubstr("one .sql file"));
  EXPECT_THAT(refusal("version: 1\nschema: []\n"), HasSubstr("empty list"));
  EXPECT_THAT(refusal("version: 1\nschema: ''\n"), HasSubstr("must not be empty"));
  EXPECT_THAT(refusal("version: 1\nschema: {}\n"), HasSubstr("'target' or 'command'"));
  EXPECT_THAT(refusal("version: 1\nschema: {command: python3 models.py}\n"),
              HasSubstr("must be a list"));
  EXPECT_THAT(refusal("version: 1\nschema: {command: ['']}\n"), HasSubstr("must not be empty"));
  EXPECT_THAT(refusal("version: 1\nschema: {command: [a], timeout: soon}\n"),
              HasSubstr("no length of time"));
  EXPECT_THAT(refusal("version: 1\nschema: {command: [a], timeout: 0}\n"),
              HasSubstr("more than nothing"));
  EXPECT_THAT(refusal("version: 1\nschema: {target: a, timeout: 5s}\n"),
              HasSubstr("for a 'command'"));
  EXPECT_THAT(refusal("version: 1\nschema: {target: dve}\ntargets: {dev: {url: 'files:a'}}\n"),
              AllOf(HasSubstr(":2:18"), HasSubstr("did you mean 'dev'")));
}

TEST(Config, TablesOfTheToolMayStandInASchema) {
  const Config config =
      config_from("version: 1\nversion_table: tool.version\njournal_table: journal\n");
  EXPECT_EQ(config.version_table, QualifiedName(Identifier("tool"), Identifier("version")));
  EXPECT_EQ(config.journal_table, QualifiedName("journal"));
  EXPECT_THAT(refusal("version: 1\njournal_table: whimbrel_version\n"),
              HasSubstr("different tables"));
}

TEST(Config, UnknownKeyIsAnErrorWithPlaceAndNearestKey) {
  EXPECT_THAT(refusal("version: 1\nmigration: x\n"),
              AllOf(HasSubstr("project/whimbrel.yaml:2:1"), HasSubstr("'migrations'")));
  EXPECT_THAT(refusal("version: 1\nplugins: {paths: x}\n"),
              AllOf(HasSubstr(":2:11"), HasSubstr("'path'")));
  EXPECT_THAT(refusal("version: 1\ntargets:\n  dev:\n    url: files:a\n    lock_timeuot: 1s\n"),
              AllOf(HasSubstr(":5:5"), HasSubstr("target 'dev'"), HasSubstr("'lock_timeout'")));
}

TEST(Config, VersionIsNeededAndKnown) {
  EXPECT_THAT(refusal("migrations: x\n"), HasSubstr("needs the key 'version'"));
  EXPECT_THAT(refusal("version: 2\n"), HasSubstr("version 1"));
  EXPECT_THAT(refusal(""), HasSubstr("must be a map"));
}

TEST(Config, MistakesInATargetAreFoundBeforeItIsUsed) {
  const auto with = [](const std::string& setting) {
    return refusal("version: 1\ntargets: {prod: {url: 'files:a', " + setting + "}}\n");
  };
  EXPECT_THAT(with("lock_timeout: 5"), HasSubstr("500ms, 5s"));
  EXPECT_THAT(with("statement_timeout: soon"), HasSubstr("'soon'"));
  EXPECT_THAT(with("run_lock_timeout: -1s"), HasSubstr("no length of time"));
  EXPECT_THAT(with("protected: yes"), HasSubstr("true or false"));
  EXPECT_THAT(with("transaction: one"), HasSubstr("each, all or none"));
  EXPECT_THAT(with("url_file: f"), HasSubstr("both 'url' and 'url_file'"));
  EXPECT_THAT(refusal("version: 1\ntargets: {prod: {protected: true}}\n"),
              HasSubstr("needs the key 'url' or 'url_file'"));
}

TEST(Config, DefaultTargetMustExist) {
  EXPECT_THAT(refusal("version: 1\ndefault_target: dev\ntargets: {prod: {url: 'files:a'}}\n"),
              AllOf(HasSubstr(":2:17"), HasSubstr("known targets: prod")));
}

TEST(Config, TopLevelTextsAreResolvedAndTargetsAreNot) {
  const Config config = config_from(
      "version: 1\nmigrations: '${DIR}/m'\ndefault_target: ${T:-dev}\n"
      "targets: {dev: {url: '${NOT_SET}'}, other: {url: 'files:a', lock_timeout: '${NOT_SET}'}}\n",
      {{"DIR", "sub"}});
  EXPECT_THAT(config.migrations, ElementsAre("project/sub/m"));
  EXPECT_EQ(config.default_target, "dev");
  EXPECT_EQ(config.targets.at("dev").url->text, "${NOT_SET}");
  EXPECT_THAT(config.targets, ElementsAre(Key("dev"), Key("other")));
}

TEST(Config, UrlInAWrongPlaceIsNeverRepeated) {
  for (const std::string text : {
           "version: 1\ntargets: {dev: 'server://me:sesame@host'}\n",
           "version: 1\ntargets: {dev: {'server://me:sesame@host': x}}\n",
           "version: 1\ntargets: {'server://me:sesame@host': {}}\n",
           "version: 1\ndefault_target: server://me:sesame@host\n",
           "version: 1\nserver://me:sesame@host: 1\n",
           "version: server://me:sesame@host\n",
           "version: 1\nschema: server://me:sesame@host\n",
           "version: 1\nschema: {target: 'server://me:sesame@host'}\n",
           "version: 1\ntargets: {dev: {url: 'files:a', protected: 'server://me:sesame@host'}}\n",
           "version: 1\ntargets: {dev: {url: 'files:a', lock_timeout: 'server:me:sesame@host'}}\n",
           "version: 1\ntargets: {dev: {url: server://me:sesame@host, url: x}}\n",
           "version: 1\ntargets: {dev: {url: server://me:sesame@host\n",
       })
    EXPECT_THAT(refusal(text), Not(HasSubstr("sesame"))) << text;
}

TEST(Config, CiHasTargetsStepsInTheirOrderAndReportsBesideTheConfiguration) {
  const std::string targets = "targets: {a: {url: 'files:a'}, b: {url: 'files:b'}}\n";
  const Config config = config_from("version: 1\n" + targets +
                                        "ci:\n  targets: [a, {target: b, ephemeral: true}]\n"
                                        "  steps: [roundtrip, heads]\n  since: ${SINCE}\n"
                                        "  reports: {junit: build/ci.xml, sarif: /tmp/ci.sarif}\n",
                                    {{"SINCE", "a1"}});
  ASSERT_TRUE(config.ci.has_value());
  EXPECT_THAT(config.ci->targets, ElementsAre(CiTarget{"a", false}, CiTarget{"b", true}));
  EXPECT_THAT(config.ci->steps, ElementsAre(CiStep::heads, CiStep::roundtrip));
  EXPECT_EQ(config.ci->since, "a1");
  EXPECT_EQ(config.ci->reports.at("junit"), "project/build/ci.xml");
  EXPECT_EQ(config.ci->reports.at("sarif"), "/tmp/ci.sarif");
  EXPECT_EQ(config_from("version: 1\n" + targets + "ci: {targets: [a]}\n").ci->steps,
            all_ci_steps());
  EXPECT_EQ(config_from("version: 1\n").ci, std::nullopt);
}

TEST(Config, CiWithAnUnknownWordIsAnErrorWithPlaceAndNearestWord) {
  const auto with = [](const std::string& section) {
    return refusal("version: 1\ntargets: {dev: {url: 'files:a'}}\nci: {" + section + "}\n");
  };
  EXPECT_THAT(with("targets: [dve]"), AllOf(HasSubstr(":3:"), HasSubstr("did you mean 'dev'")));
  EXPECT_THAT(with("targets: [dev, dev]"), HasSubstr("stands twice"));
  EXPECT_THAT(with("targets: [dev], steps: [roundtirp]"),
              AllOf(HasSubstr(":3:"), HasSubstr("did you mean 'roundtrip'")));
  EXPECT_THAT(with("targets: [{target: dev, ephemral: true}]"), HasSubstr("'ephemeral'"));
  EXPECT_THAT(with("targets: [dev], reports: {junit: a, json: a}"), HasSubstr("same file"));
}

class ConfigFile : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        fs::path(::testing::TempDir()) /
        ("config_" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path folder_;
};

TEST_F(ConfigFile, OptionWinsOverEnvironmentOverCurrentFolder) {
  EXPECT_EQ(find_config("", folder_, environment({})), std::nullopt);
  write_new_file(folder_ / "whimbrel.yaml", "version: 1\n");
  EXPECT_EQ(find_config("", folder_, environment({})), folder_ / "whimbrel.yaml");
  const Environment set = environment({{"WHIMBREL_CONFIG", "e.yaml"}});
  EXPECT_EQ(find_config("", folder_, set), "e.yaml");
  EXPECT_EQ(find_config("o.yaml", folder_, set), "o.yaml");
}

TEST_F(ConfigFile, NotThereIsAnErrorThatNamesInit) {
  EXPECT_THAT(message_of([&] { require_config("", folder_, environment({})); }),
              AllOf(HasSubstr("no whimbrel.yaml here"), HasSubstr("whimbrel init")));
}

TEST_F(ConfigFile, NamedAndNotThereIsAnErrorThatNamesTheFile) {
  const std::string file = (folder_ / "other.yaml").string();
  EXPECT_THAT(message_of([&] { require_config(file, folder_, environment({})); }),
              AllOf(HasSubstr(file), HasSubstr("No such file")));
}

TEST_F(ConfigFile, InTheCurrentFolderHasPathsWithoutItsName) {
  EXPECT_EQ(default_config(".").migrations.front(), "migrations");
  write_new_file(folder_ / "whimbrel.yaml", "version: 1\n");
  EXPECT_EQ(require_config("", folder_, environment({})).folder, folder_);
}

TEST(ConfigFiles, ThatAreShippedAreValid) {
  const fs::path folder = fs::path(WHIMBREL_SOURCE_DIR) / "config";
  const Config reference = load_config(folder / "whimbrel.yaml", environment({}));
  EXPECT_GT(reference.targets.size(), 2u);
  const Config init = load_config(folder / "init" / "single" / "whimbrel.yaml", environment({}));
  EXPECT_EQ(init.default_target, "dev");
  EXPECT_EQ(init.targets.at("dev").url->text, "sqlite:app.db");
}

}  // namespace
}  // namespace whimbrel
