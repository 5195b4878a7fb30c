// The SAM template and the configuration beside it fit the program.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "lambda_function.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/yaml.h"

namespace whimbrel::test {
namespace {

const std::filesystem::path kFolder = WHIMBREL_SOURCE_DIR "/examples/lambda";

const Node& at(const Node& document, std::initializer_list<std::string_view> path) {
  const Node* node = &document;
  for (const std::string_view key : path) {
    node = node->find(key);
    if (node == nullptr) throw std::runtime_error("the template has no " + std::string(key));
  }
  return *node;
}

TEST(LambdaTemplate, NamesTheRuntimeAndTheVariablesThatTheConfigurationAsksFor) {
  const Node text = parse_yaml(read_file(kFolder / "template.yaml"), "template.yaml");
  const Node& function = at(text, {"Resources", "Migrate", "Properties"});
  EXPECT_EQ(at(function, {"Runtime"}).scalar, "provided.al2023");
  EXPECT_EQ(at(function, {"Handler"}).scalar, "bootstrap");
  const Node& variables = at(function, {"Environment", "Variables"});
  EXPECT_NE(variables.find("DATABASE_URL"), nullptr);
  EXPECT_NE(variables.find("DATABASE_URL_SECRET_ID"), nullptr);
}

/// The names under `Ref` anywhere in a tree of the template.
void references(const Node& root, std::set<std::string>& found) {
  std::vector<const Node*> open{&root};
  while (!open.empty()) {
    const Node* node = open.back();
    open.pop_back();
    for (const Node& each : node->items) open.push_back(&each);
    for (const NodeEntry& each : node->entries) {
      if (each.key == "Ref") found.insert(each.value.scalar);
      open.push_back(&each.value);
    }
  }
}

TEST(LambdaTemplate, EveryParameterIsUsedAndEveryReferenceIsToOneOrToAResource) {
  const Node text = parse_yaml(read_file(kFolder / "template.yaml"), "template.yaml");
  std::set<std::string> used;
  references(at(text, {"Resources"}), used);
  std::set<std::string> parameters;
  for (const NodeEntry& each : at(text, {"Parameters"}).entries) parameters.insert(each.key);
  for (const NodeEntry& each : at(text, {"Resources"}).entries) used.erase(each.key);
  EXPECT_EQ(used, parameters);
}

TEST(LambdaTemplate, TheConfigurationBesideItIsServed) {
  const FreshDatabase database("postgresql");
  LambdaFunction function(kFolder, {{"DATABASE_URL", database.url().reveal()},
                                    {"WHIMBREL_CACHE_DIR", "/tmp/whimbrel-lambda-test"}});
  EXPECT_THAT(function.succeed("{}").text, testing::HasSubstr("4b7e1d90c2aa"));
}

}  // namespace
}  // namespace whimbrel::test
