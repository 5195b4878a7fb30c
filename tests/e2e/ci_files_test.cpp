// The files of config/ci: every command that stands in them is run, and every key is one that the
// system documents.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "support/project.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/text.h"
#include "whimbrel/core/yaml.h"

namespace whimbrel::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsSubsetOf;

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(WHIMBREL_SOURCE_DIR) / "config" / "ci";

Node document(const std::string& name) { return parse_yaml(read_file(kFolder / name), name); }

std::vector<std::string> keys(const Node& map) {
  std::vector<std::string> result;
  for (const NodeEntry& each : map.entries) result.push_back(each.key);
  return result;
}

void expect_keys(const Node& map, const std::vector<std::string>& documented) {
  EXPECT_THAT(keys(map), IsSubsetOf(documented));
}

// What needs a network, or hours: told apart by its first words and looked at in another way.
bool is_built_elsewhere(const std::string& command) {
  return command.starts_with("apt-get ") || command.starts_with("git clone ") ||
         command == ".whimbrel/scripts/build program";
}

/// A repository with a good project, a checkout of Whimbrel that is built, and what the systems
/// put into the environment.
class CiFiles : public ::testing::Test {
 protected:
  CiFiles() {
    folder_.write("whimbrel.yaml", read_file(kFolder / "whimbrel.yaml"));
    folder_.write("schema.yaml",
                  "tables: {a: {columns: {id: {type: bigint, primary_key: true}}}}\n");
    folder_.write("migrations/a1.yaml",
                  "revision: a1\n---\nupgrade:\n  - create_table:\n      name: a\n      columns: "
                  "[{name: id, type: bigint, primary_key: true}]\ndowngrade: auto\n");
    fs::create_directories(folder_ / ".whimbrel/build");
    fs::create_directory_symlink(WHIMBREL_BUILD_DIR, folder_ / ".whimbrel/build/program");
    fs::create_directory_symlink(fs::path(WHIMBREL_SOURCE_DIR) / "scripts",
                                 folder_ / ".whimbrel/scripts");
    folder_.write("github_path", "");
    folder_.write("github_summary", "");
  }

  /// Runs a script as the systems do: with a shell that ends at the first failure.
  CommandResult shell(const std::string& script, const std::string& path = {}) {
    std::map<std::string, std::optional<std::string>> environment = {
        {"HOME", folder_ / "home"},
        {"PATH", path + std::string(getenv("PATH"))},
        {"GITHUB_PATH", folder_ / "github_path"},
        {"GITHUB_STEP_SUMMARY", folder_ / "github_summary"},
        {"POSTGRESQL_URL", test_server_url("postgresql").reveal()},
        {"MYSQL_URL", test_server_url("mysql").reveal()},
        {"WHIMBREL_CONFIG", std::nullopt},
        {"WHIMBREL_PLUGIN_PATH", std::nullopt}};
    CommandResult result = run({.program = "sh",
                                .arguments = {"-e", "-c", script},
                                .working_folder = folder_.path(),
                                .environment = environment,
                                .time_limit = std::chrono::minutes(5)});
    EXPECT_EQ(result.exit_code, 0) << script << "\n" << result.out << result.err;
    return result;
  }

  std::string own_path() const { return (folder_ / "home/whimbrel/bin").string() + ":"; }
  void install() { shell("cmake --install .whimbrel/build/program --prefix \"$HOME/whimbrel\""); }

  TemporaryFolder folder_;
};

TEST_F(CiFiles, EveryCommandOfTheGithubWorkflowRuns) {
  const Node workflow = document("github-actions.yml");
  std::vector<std::string> elsewhere;
  for (const Node& step : workflow.find("jobs")->find("migrations")->find("steps")->items) {
    const Node* command = step.find("run");
    if (command == nullptr) continue;
    if (is_built_elsewhere(command->scalar)) {
      elsewhere.push_back(command->scalar);
      continue;
    }
    // GitHub puts the lines of this file in front of PATH for the steps that follow.
    std::string path = std::string(trimmed(folder_.read("github_path")));
    if (!path.empty()) path += ":";
    shell(command->scalar, path);
  }
  EXPECT_THAT(elsewhere, ElementsAre(".whimbrel/scripts/build program"));
  EXPECT_THAT(folder_.read("github_summary"), HasSubstr("3 targets, 18 of 18 steps passed"));
  for (const char* report : {"xml", "sarif", "md", "json"})
    EXPECT_TRUE(fs::exists(folder_ / ("build/whimbrel." + std::string(report)))) << report;
}

TEST_F(CiFiles, TheGithubWorkflowHasDocumentedKeysOnly) {
  const Node workflow = document("github-actions.yml");
  expect_keys(workflow,
              {"name", "run-name", "on", "permissions", "env", "defaults", "concurrency", "jobs"});
  expect_keys(*workflow.find("permissions"), {"contents", "security-events", "actions", "checks"});
  const Node& job = *workflow.find("jobs")->find("migrations");
  expect_keys(job, {"name", "permissions", "needs", "if", "runs-on", "environment", "concurrency",
                    "outputs", "env", "defaults", "steps", "timeout-minutes", "strategy",
                    "continue-on-error", "container", "services", "uses", "with", "secrets"});
  for (const NodeEntry& service : job.find("services")->entries)
    expect_keys(service.value, {"image", "credentials", "env", "ports", "volumes", "options"});
  for (const Node& step : job.find("steps")->items) {
    expect_keys(step, {"id", "if", "name", "uses", "run", "working-directory", "shell", "with",
                       "env", "continue-on-error", "timeout-minutes"});
    EXPECT_NE(step.find("uses") == nullptr, step.find("run") == nullptr);
    const Node* uses = step.find("uses");
    if (uses != nullptr && uses->scalar.starts_with("github/codeql-action/upload-sarif@"))
      expect_keys(*step.find("with"), {"sarif_file", "category", "checkout_path", "ref", "sha",
                                       "token", "matrix", "wait-for-processing"});
  }
}

TEST_F(CiFiles, EveryCommandOfTheGitlabJobRuns) {
  const Node file = document("gitlab-ci.yml");
  const Node& job = *file.find("migrations");
  std::vector<std::string> elsewhere;
  std::string script;
  // GitLab runs both lists in one shell.
  for (const char* list : {"before_script", "script"})
    for (const Node& command : job.find(list)->items) {
      if (is_built_elsewhere(command.scalar))
        elsewhere.push_back(command.scalar);
      else
        script += command.scalar + "\n";
    }
  shell(script);
  EXPECT_THAT(elsewhere,
              ElementsAre("apt-get update",
                          "apt-get install -y --no-install-recommends ca-certificates git",
                          "git clone --depth 1 \"$WHIMBREL_REPOSITORY\" .whimbrel",
                          ".whimbrel/scripts/build program"));
  const Node& artifacts = *job.find("artifacts");
  EXPECT_TRUE(fs::exists(folder_ / artifacts.find("reports")->find("junit")->scalar));
  for (const Node& path : artifacts.find("paths")->items)
    EXPECT_TRUE(fs::exists(folder_ / path.scalar)) << path.scalar;
}

TEST_F(CiFiles, TheGitlabJobHasDocumentedKeysOnly) {
  const Node file = document("gitlab-ci.yml");
  const Node& job = *file.find("migrations");
  expect_keys(job, {"stage", "image", "rules", "services", "variables", "before_script", "script",
                    "after_script", "artifacts", "cache", "needs", "tags", "timeout", "retry",
                    "interruptible", "allow_failure"});
  for (const Node& rule : job.find("rules")->items)
    expect_keys(rule, {"if", "changes", "exists", "when", "allow_failure", "variables", "needs"});
  for (const Node& service : job.find("services")->items)
    expect_keys(service, {"name", "alias", "entrypoint", "command", "variables", "pull_policy"});
  expect_keys(*job.find("artifacts"), {"paths", "exclude", "expire_in", "expose_as", "name",
                                       "public", "access", "reports", "untracked", "when"});
  EXPECT_THAT(keys(*job.find("artifacts")->find("reports")), ElementsAre("junit"));
}

TEST_F(CiFiles, TheBuildCommandIsAScriptOfThisRepository) {
  const CommandResult result = shell(".whimbrel/scripts/build --help");
  EXPECT_THAT(result.out, HasSubstr("build/PRESET"));
}

TEST_F(CiFiles, TheHookOfThePreCommitFrameworkRunsAndHasDocumentedKeysOnly) {
  install();
  const Node config = document("pre-commit-config.yaml");
  const Node& repo = config.find("repos")->items.at(0);
  expect_keys(repo, {"repo", "rev", "hooks"});
  const Node& hook = repo.find("hooks")->items.at(0);
  expect_keys(hook, {"id", "name", "entry", "language", "files", "exclude", "types", "types_or",
                     "exclude_types", "always_run", "verbose", "fail_fast", "pass_filenames",
                     "require_serial", "description", "language_version",
                     "minimum_pre_commit_version", "args", "stages"});
  EXPECT_THAT(shell(hook.find("entry")->scalar, own_path()).out,
              HasSubstr("ci: 1 target, 6 of 6 steps passed"));
}

TEST_F(CiFiles, TheGitHookStopsACommitThatCannotBeUndone) {
  install();
  const std::string as_somebody = "git -c user.name=a -c user.email=a@example.org ";
  shell("git init -q . && mkdir -p .git/hooks && printf '/.whimbrel\\n/home\\n' > .gitignore");
  fs::copy_file(kFolder / "pre-commit", folder_ / ".git/hooks/pre-commit");
  shell("chmod +x .git/hooks/pre-commit && git add whimbrel.yaml schema.yaml migrations && " +
            as_somebody + "commit -q -m first",
        own_path());
  folder_.write(
      "migrations/b2.yaml",
      "revision: b2\ndown_revision: a1\n---\nupgrade:\n  - add_column: {table: a, column: "
      "{name: b, type: text}}\ndowngrade: []\n");
  const CommandResult refused =
      shell("git add migrations && if " + as_somebody + "commit -q -m second; then exit 1; fi",
            own_path());
  EXPECT_THAT(refused.out + refused.err, HasSubstr("roundtrip on dev (revision b2"));
  EXPECT_EQ(trimmed(shell("git log --format=%s").out), "first");
  shell("git rm -q --cached migrations/b2.yaml && git add github_path && " + as_somebody +
            "commit -q -m 'something else'",
        own_path());
}

}  // namespace
}  // namespace whimbrel::test
