// The JSON Schemas of config/schemas, for tests that hold them and the parsers together.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "whimbrel/core/node.h"

namespace whimbrel::test {

/// A schema of config/schemas with those that it refers to.
class JsonSchema {
 public:
  /// `name` is the file's name up to `.schema.json`: "whimbrel", "revision", "answer", ...
  explicit JsonSchema(const std::string& name);
  ~JsonSchema();

  /// What is wrong with the document; empty when it is valid.
  std::string problems(const Node& document) const;

  /// The names under `properties` of the object schemas at these JSON pointers, sorted.
  std::vector<std::string> keys(const std::vector<std::string>& pointers) const;

  /// The pointers of all object schemas that list their properties, sorted. Those of other files
  /// are not followed.
  std::vector<std::string> pointers_with_keys() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// A key that no parser knows and that is near to none.
inline constexpr const char* kUnknownKey = "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz";

/// The keys that a parser knows, sorted, as its refusal of kUnknownKey lists them. `parse` reads a
/// text that is right but for that key. Fails the test when the parser does not refuse the key.
std::vector<std::string> keys_known_to(const std::function<void()>& parse);

}  // namespace whimbrel::test
