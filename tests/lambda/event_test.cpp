// The JSON Schema of events and their parser say the same.
#include "event.h"

#include <gtest/gtest.h>

#include "support/json_schema.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/json.h"

namespace whimbrel::test {
namespace {

using lambda::parse_event;

bool is_read(const std::string& event) {
  try {
    parse_event(event);
    return true;
  } catch (const Error&) {
    return false;
  }
}

TEST(LambdaEvent, SchemaAndParserKnowTheSameKeys) {
  const JsonSchema schema("lambda-event");
  EXPECT_EQ(keys_known_to([] { parse_event(std::string("{\"") + kUnknownKey + "\": 1}"); }),
            schema.keys({""}));
}

TEST(LambdaEvent, SchemaAndParserAgree) {
  const JsonSchema schema("lambda-event");
  for (const char* event :
       {"null",
        "{}",
        "[]",
        "1",
        R"({"command": "upgrade"})",
        R"({"command": "init"})",
        R"({"command": "downgrade"})",
        R"({"command": "downgrade", "revision": "-1"})",
        R"({"command": "downgrade", "revision": null})",
        R"({"command": 1})",
        R"({"command": null})",
        R"({"target": "prod"})",
        R"({"target": ""})",
        R"({"target": 1})",
        R"({"revision": "head"})",
        R"({"revision": 1})",
        R"({"revision": ""})",
        R"({"dry_run": true})",
        R"({"dry_run": "true"})",
        R"({"dry_run": 1})",
        R"({"command": "stamp", "target": "a", "revision": "b", "dry_run": false})"})
    EXPECT_EQ(schema.problems(parse_json(event, "event")).empty(), is_read(event)) << event;
}

}  // namespace
}  // namespace whimbrel::test
