#include "whimbrel/plugin/loader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <thread>
#include <vector>

#include "plugin_folder.h"

namespace whimbrel {
namespace {

using test::ManifestText;
using test::PluginFolder;
using testing::HasSubstr;
using testing::Not;

Error refused(const PluginManifest& manifest) {
  try {
    load_plugin(manifest);
  } catch (const Error& error) {
    return error;
  }
  return Error(ErrorCode::internal, "the plugin was loaded");
}

// Code, file and cure belong to every refusal; `reason` is what makes this one.
void expect_refused(const PluginManifest& manifest, const std::filesystem::path& culprit,
                    const std::string& reason) {
  const Error error = refused(manifest);
  EXPECT_EQ(error.code(), ErrorCode::plugin);
  EXPECT_THAT(error.message(), HasSubstr(culprit.string()));
  EXPECT_THAT(error.message(), HasSubstr(reason));
  EXPECT_NE(error.hint(), "");
}

TEST(PluginLoader, RefusesAManifestOfAnotherInterfaceWithoutOpeningTheLibrary) {
  const PluginFolder folder;
  folder.copy_library("wrong_api");
  ManifestText text;
  text.api_version = "9999";
  text.more = "a_key_of_the_future: 1\n";
  const PluginManifest manifest = folder.manifest(text);
  expect_refused(manifest, manifest.path, "is for plugin interface 9999");
  EXPECT_FALSE(folder.has("opened"));
}

TEST(PluginLoader, RefusesAManifestOfAnotherAbiWithoutOpeningTheLibrary) {
  const PluginFolder folder;
  folder.copy_library("wrong_abi_tag");
  ManifestText text;
  text.abi_tag = "libc++/other";
  const PluginManifest manifest = folder.manifest(text);
  expect_refused(manifest, manifest.path, "was built as 'libc++/other'");
  EXPECT_FALSE(folder.has("opened"));
}

TEST(PluginLoader, RefusesALibraryThatIsNotThere) {
  const PluginFolder folder;
  expect_refused(folder.manifest(), folder.path() / "library.so", "does not exist");
}

TEST(PluginLoader, RefusesAFileThatIsNoLibrary) {
  const PluginFolder folder;
  folder.write("library.so", "this is a text\n");
  expect_refused(folder.manifest(), folder.path() / "library.so", "cannot be opened");
}

TEST(PluginLoader, RefusesALibraryWithoutTheSymbol) {
  const PluginFolder folder;
  folder.copy_library("no_symbol");
  expect_refused(folder.manifest(), folder.path() / "library.so", "no symbol 'whimbrel_plugin'");
}

// The library is opened in these cases, and that is all that happens to it.
void expect_refused_by_descriptor(const std::string& plugin, const ManifestText& text,
                                  const std::string& reason) {
  const PluginFolder folder;
  folder.copy_library(plugin);
  expect_refused(folder.manifest(text), folder.path() / "library.so", reason);
  EXPECT_TRUE(folder.has("opened"));
  EXPECT_FALSE(folder.has("called"));
}

TEST(PluginLoader, RefusesADescriptorThatIsTooSmall) {
  expect_refused_by_descriptor("small_struct", {}, "descriptor of 16 bytes where 64 are needed");
}

TEST(PluginLoader, RefusesADescriptorOfAnotherInterface) {
  expect_refused_by_descriptor("wrong_api", {}, "is for plugin interface 9999");
}

TEST(PluginLoader, RefusesADescriptorOfAnotherAbi) {
  expect_refused_by_descriptor("wrong_abi_tag", {}, "was built as 'libc++/other'");
}

TEST(PluginLoader, RefusesADescriptorWithAnEmptyField) {
  expect_refused_by_descriptor("empty_field", {}, "an empty field");
}

TEST(PluginLoader, RefusesAManifestThatLiesAboutTheName) {
  ManifestText text;
  text.name = "right";
  expect_refused_by_descriptor("null_create", text, "calls itself 'wrong'");
}

TEST(PluginLoader, RefusesAManifestThatLiesAboutTheSchemes) {
  ManifestText text;
  text.schemes = "[wrong, right]";
  expect_refused_by_descriptor("null_create", text, "serves the schemes 'wrong wronger'");
}

TEST(PluginLoader, RefusesAPluginThatMakesNoDialectAndSaysWhy) {
  const PluginFolder folder;
  folder.copy_library("null_create");
  expect_refused(folder.manifest(), folder.path() / "library.so", "the moon is full");
  EXPECT_TRUE(folder.has("called"));
}

ManifestText throwing() {
  ManifestText text;
  text.name = "throwing";
  text.schemes = "throwing";
  return text;
}

TEST(PluginLoader, LoadsThePluginOfASchemeAndNoOther) {
  const PluginFolder folder;
  folder.copy_library("null_create", "other.so");
  folder.copy_library("throwing");
  ManifestText other;
  other.file = "other.so";
  folder.manifest(other, "a_other");
  folder.manifest(throwing(), "b_throwing");
  EXPECT_EQ(load_plugin_for("throwing", folder.search_path()).dialect().name(), "throwing");
  EXPECT_FALSE(folder.has("opened"));
}

TEST(PluginLoader, LoadsAPluginOnceForAllThreads) {
  const PluginFolder folder;
  folder.copy_library("throwing");
  folder.manifest(throwing());
  std::vector<const Dialect*> dialects(8);
  std::vector<std::thread> threads;
  for (const Dialect*& dialect : dialects)
    threads.emplace_back(
        [&] { dialect = &load_plugin_for("throwing", folder.search_path()).dialect(); });
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(dialects, testing::Each(dialects.front()));
  EXPECT_EQ(folder.text("made"), "made\n");
}

TEST(PluginLoader, ChecksEveryManifestThatClaimsALibraryThatIsOpenAlready) {
  const PluginFolder folder;
  folder.copy_library("throwing");
  load_plugin(folder.manifest(throwing()));
  ManifestText liar = throwing();
  liar.schemes = "[throwing, more]";
  expect_refused(folder.manifest(liar, "liar"), folder.path() / "library.so",
                 "serves the schemes 'throwing'");
}

// The plugin's own exception class is gone with its catch; what arrives is ours, in our memory.
TEST(PluginLoader, GivesADialectThatThrowsOnlyErrors) {
  const PluginFolder folder;
  folder.copy_library("throwing");
  const Dialect& dialect = load_plugin(folder.manifest(throwing())).dialect();
  const auto thrown_by = [](auto&& call) -> std::optional<Error> {
    try {
      call();
    } catch (const Error& error) {
      return error;
    }
    return std::nullopt;
  };
  const auto number = thrown_by([&] { (void)dialect.types().native(SqlType("text"), {}); });
  ASSERT_TRUE(number);
  EXPECT_EQ(number->code(), ErrorCode::plugin);
  EXPECT_THAT(number->message(), HasSubstr("'throwing' failed: it threw a value of type int"));

  const auto own = thrown_by([&] { (void)dialect.types().spelling("text"); });
  ASSERT_TRUE(own);
  EXPECT_EQ(own->code(), ErrorCode::plugin);
  EXPECT_THAT(own->message(), HasSubstr("no spelling"));

  Endpoint endpoint;
  endpoint.password = Secret("hunter2");
  const auto secret = thrown_by([&] { (void)dialect.connect(endpoint); });
  ASSERT_TRUE(secret);
  EXPECT_THAT(secret->what(), HasSubstr("login failed with password '***'"));
  EXPECT_THAT(secret->what(), Not(HasSubstr("hunter2")));
}

}  // namespace
}  // namespace whimbrel
