#include "support/json_schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "support/config_text.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/text.h"
#include "whimbrel/core/yaml.h"
#include "whimbrel/model/schema_codec.h"
#include "whimbrel/revision/revision_file.h"

namespace whimbrel {
namespace {

using test::JsonSchema;
using Pointers = std::vector<std::string>;

/// A kind of file: its schema, and the parser that the schema must agree with.
struct Format {
  std::string schema;
  std::function<void(const std::string& text)> parse;
};

const Format kConfig = {"whimbrel", [](const std::string& text) { test::config_from(text); }};
const Format kSchema = {
    "schema", [](const std::string& text) { read_schema(parse_yaml(text, "schema.yaml")); }};
const Format kHeader = {"revision-header", [](const std::string& text) {
                          parse_revision_header(text + "---\nupgrade: []\n", "1.yaml");
                        }};
const Format kRevision = {"revision", [](const std::string& text) {
                            parse_revision_body("revision: a\n---\n" + text, "1.yaml");
                          }};

/// A map of a format: where the schema describes it, and a text in which it has one key too many.
/// KEY stands for that key.
struct KeyedMap {
  Pointers pointers;
  std::string text;
};

void expect_same_keys(const Format& format, const std::vector<KeyedMap>& maps) {
  const JsonSchema schema(format.schema);
  std::set<std::string> seen;
  for (const KeyedMap& map : maps) {
    SCOPED_TRACE(map.text);
    seen.insert(map.pointers.begin(), map.pointers.end());
    const std::string text = replaced(map.text, "KEY", test::kUnknownKey);
    EXPECT_EQ(test::keys_known_to([&] { format.parse(text); }), schema.keys(map.pointers));
    EXPECT_NE(schema.problems(parse_yaml(text, "f.yaml")), "");
    // It is the key that was wrong, not the rest.
    const std::string rest = replaced(replaced(map.text, ", KEY: x", ""), "KEY: x", "");
    EXPECT_EQ(schema.problems(parse_yaml(rest, "f.yaml")), "");
  }
  EXPECT_EQ(Pointers(seen.begin(), seen.end()), schema.pointers_with_keys())
      << "every map of the schema is compared with its parser";
}

TEST(JsonSchema, OfTheConfigurationHasTheKeysOfTheParser) {
  expect_same_keys(
      kConfig,
      {
          {{""}, "{version: 1, KEY: x}"},
          {{"/properties/schema/anyOf/2", "/properties/schema/anyOf/3"},
           "{version: 1, schema: {command: [a], KEY: x}}"},
          {{"/properties/plugins"}, "{version: 1, plugins: {KEY: x}}"},
          {{"/definitions/target"}, "{version: 1, targets: {a: {url: 'files:a', KEY: x}}}"},
      });
}

TEST(JsonSchema, OfTheDesiredSchemaHasTheKeysOfTheParser) {
  const auto table = [](const std::string& rest) {
    return "{tables: {t: {columns: {a: {type: text}}, " + rest + "}}}";
  };
  const auto column = [](const std::string& rest) {
    return "{tables: {t: {columns: {a: {type: text, " + rest + "}}}}}";
  };
  const std::string reference = "references: {table: t, columns: [a]";
  expect_same_keys(
      kSchema,
      {
          {{""}, "{tables: {}, KEY: x}"},
          {{"/properties/manage"}, "{manage: {KEY: x}}"},
          {{"/definitions/table"}, table("KEY: x")},
          {{"/definitions/column"}, column("KEY: x")},
          {{"/definitions/named_column"},
           "{tables: {t: {columns: [{name: a, type: text, KEY: x}]}}}"},
          {{"/definitions/column_reference"},
           column("references: {table: t, column: a, KEY: x}")},
          {{"/definitions/default/anyOf/1"}, column("default: {expression: a, KEY: x}")},
          {{"/definitions/generated"}, column("generated: {expression: a, KEY: x}")},
          {{"/definitions/primary_key"}, table("primary_key: {columns: [a], KEY: x}")},
          {{"/definitions/unique_constraint"}, table("unique: [{columns: [a], KEY: x}]")},
          {{"/definitions/foreign_key"},
           table("foreign_keys: {f: {columns: [a], " + reference + "}, KEY: x}}")},
          {{"/definitions/foreign_key/properties/references"},
           table("foreign_keys: {f: {columns: [a], " + reference + ", KEY: x}}}")},
          {{"/definitions/check"}, table("checks: {c: {condition: a, KEY: x}}")},
          {{"/definitions/index"}, table("indexes: {i: {columns: [a], KEY: x}}")},
          {{"/definitions/named_index"}, table("indexes: [{name: i, columns: [a], KEY: x}]")},
          {{"/definitions/index_key/anyOf/1"}, table("indexes: {i: {columns: [{column: a, KEY: x}]}}")},
      });
}

TEST(JsonSchema, OfARevisionHeaderHasTheKeysOfTheParser) {
  expect_same_keys(kHeader, {{{""}, "revision: a\nKEY: x\n"}});
}

TEST(JsonSchema, OfARevisionHasTheKeysOfTheParser) {
  const std::map<std::string, std::string> operations = {
      {"create_table", "name: t, columns: {a: {type: text}}"},
      {"drop_table", "name: t"},
      {"rename_table", "name: t, to: u"},
      {"add_column", "table: t, column: {name: a, type: text}"},
      {"drop_column", "table: t, column: a"},
      {"alter_column", "table: t, column: a, nullable: true"},
      {"rename_column", "table: t, column: a, to: b"},
      {"create_primary_key", "table: t, columns: [a]"},
      {"create_unique_constraint", "table: t, columns: [a]"},
      {"create_foreign_key", "table: t, columns: [a], references: {table: u, columns: [b]}"},
      {"create_check_constraint", "table: t, condition: a"},
      {"drop_constraint", "table: t, type: check, name: c"},
      {"create_index", "table: t, name: i, columns: [a]"},
      {"drop_index", "table: t, name: i"},
      {"create_table_comment", "table: t, comment: c"},
      {"drop_table_comment", "table: t"},
  };
  std::vector<KeyedMap> maps = {
      {{""}, "{upgrade: [], KEY: x}"},
      {{"/definitions/alter_column/properties/existing"},
       "{upgrade: [{alter_column: {table: t, column: a, nullable: true, existing: {type: a, KEY: "
       "x}}}]}"},
      {{"/definitions/create_foreign_key/properties/references"},
       "{upgrade: [{create_foreign_key: {table: t, columns: [a], references: {table: u, columns: "
       "[b], KEY: x}}}]}"},
  };
  for (const auto& [word, body] : operations)
    maps.push_back(
        {{"/definitions/" + word}, "{upgrade: [{" + word + ": {" + body + ", KEY: x}}]}"});
  expect_same_keys(kRevision, maps);
}

}  // namespace
}  // namespace whimbrel
