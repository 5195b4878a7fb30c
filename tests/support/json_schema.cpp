#include "support/json_schema.h"

// GCC 12 takes std::regex, which valijson uses, for a use of uninitialised memory when it optimises
// with sanitizers (GCC bug 105562).
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "whimbrel/core/error.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/json.h"
#include "whimbrel/core/text.h"

namespace whimbrel::test {
namespace {

using Json = nlohmann::json;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

Json read_json(const std::string& file) {
  return Json::parse(read_file(std::string(WHIMBREL_SOURCE_DIR) + "/config/schemas/" + file));
}

void collect(const Json& json, const std::string& pointer, std::vector<std::string>& found) {
  if (json.is_object() && json.contains("properties") && json.contains("additionalProperties"))
    found.push_back(pointer);
  if (!json.is_structured()) return;
  for (const auto& [key, value] : json.items()) collect(value, pointer + "/" + key, found);
}

}  // namespace

struct JsonSchema::Parts {
  Json json;
  valijson::Schema schema;
};

JsonSchema::JsonSchema(const std::string& name) : parts_(std::make_unique<Parts>()) {
  parts_->json = read_json(name + ".schema.json");
  valijson::SchemaParser parser;
  parser.populateSchema(
      Adapter(parts_->json), parts_->schema,
      [](const std::string& file) { return new Json(read_json(file)); },
      [](const Json* document) { delete document; });
}

JsonSchema::~JsonSchema() = default;

std::string JsonSchema::problems(const Node& document) const {
  const Json json = Json::parse(to_json(document));
  valijson::ValidationResults results;
  valijson::Validator validator;
  if (validator.validate(parts_->schema, Adapter(json), &results)) return {};
  std::string text;
  for (valijson::ValidationResults::Error error; results.popError(error);) {
    for (const std::string& step : error.context) text += step;
    text += ": " + error.description + "\n";
  }
  return text.empty() ? "invalid" : text;
}

std::vector<std::string> JsonSchema::keys(const std::vector<std::string>& pointers) const {
  std::vector<std::string> result;
  for (const std::string& pointer : pointers)
    for (const auto& [key, value] :
         parts_->json.at(Json::json_pointer(pointer)).at("properties").items())
      result.push_back(key);
  std::sort(result.begin(), result.end());
  return result;
}

std::vector<std::string> JsonSchema::pointers_with_keys() const {
  std::vector<std::string> found;
  collect(parts_->json, "", found);
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<std::string> keys_known_to(const std::function<void()>& parse) {
  try {
    parse();
  } catch (const Error& error) {
    std::vector<std::string> keys;
    const std::string_view hint = error.hint();
    const size_t colon = hint.find(": ");
    const bool is_list = hint.starts_with("known ") && colon != std::string_view::npos;
    const bool is_about_it = error.message().find(kUnknownKey) != std::string::npos;
    EXPECT_TRUE(is_list && is_about_it) << "no list of the known keys: " << error.what();
    if (!is_list) return keys;
    for (const std::string_view key : split(hint.substr(colon + 2), ','))
      keys.emplace_back(trimmed(key));
    std::sort(keys.begin(), keys.end());
    return keys;
  }
  ADD_FAILURE() << "the parser takes a key that nobody knows";
  return {};
}

}  // namespace whimbrel::test
