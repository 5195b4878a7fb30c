#include "support/json_schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "support/config_text.h"
#include "support/json_formats.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/text.h"
#include "whimbrel/core/yaml.h"
#include "whimbrel/model/schema_codec.h"
#include "whimbrel/ops/operation.h"
#include "whimbrel/revision/revision_file.h"

namespace whimbrel {
namespace {

using test::ci;
using test::column;
using test::Format;
using test::JsonSchema;
using test::kConfig;
using test::kHeader;
using test::kRevision;
using test::kSchema;
using test::table;
using Pointers = std::vector<std::string>;

/// A map of a format: where the schema describes it, and a text in which it has one key too many.
/// KEY stands for that key.
struct KeyedMap {
  Pointers pointers;
  std::string text;
};

/// Compares every map of the format but those at `apart`.
void expect_same_keys(const Format& format, const std::vector<KeyedMap>& maps,
                      const Pointers& apart = {}) {
  const JsonSchema schema(format.schema);
  std::set<std::string> seen(apart.begin(), apart.end());
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
          {{"/properties/revision_files"}, "{version: 1, revision_files: {KEY: x}}"},
          {{"/properties/ci"}, ci("targets: [a], KEY: x")},
          {{"/properties/ci/properties/targets/items/anyOf/1"},
           ci("targets: [{target: a, KEY: x}]")},
          {{"/properties/ci/properties/reports"}, ci("targets: [a], reports: {KEY: x}")},
          {{"/properties/review"}, "{version: 1, review: {KEY: x}}"},
          {{"/properties/naming"}, "{version: 1, naming: {KEY: x}}"},
          {{"/properties/manage"}, "{version: 1, manage: {KEY: x}}"},
          {{"/definitions/target"}, "{version: 1, targets: {a: {url: 'files:a', KEY: x}}}"},
      });
}

TEST(JsonSchema, OfTheDesiredSchemaHasTheKeysOfTheParser) {
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
          {{"/definitions/column_reference"}, column("references: {table: t, column: a, KEY: x}")},
          {{"/definitions/default/anyOf/1"}, column("default: {expression: a, KEY: x}")},
          {{"/definitions/generated"}, column("generated: {expression: a, KEY: x}")},
          {{"/definitions/primary_key"}, table("primary_key: {columns: [a], KEY: x}")},
          {{"/definitions/unique_constraint"}, table("unique: [{columns: [a], KEY: x}]")},
          {{"/definitions/foreign_key"},
           table("foreign_keys: {f: {columns: [a], " + reference + "}, KEY: x}}")},
          {{"/definitions/foreign_key/properties/references"},
           table("foreign_keys: {f: {columns: [a], " + reference + ", KEY: x}}}")},
          {{"/definitions/check"}, table("checks: {c: {condition: a, KEY: x}}")},
          {{"/definitions/exclusion"},
           table("exclusions: {e: {elements: [{column: a, with: '='}], KEY: x}}")},
          {{"/definitions/exclusion_element"},
           table("exclusions: {e: {elements: [{column: a, with: '=', KEY: x}]}}")},
          {{"/definitions/table/properties/partition_of"},
           table("partition_of: {table: u, bound: DEFAULT, KEY: x}")},
          {{"/definitions/enum_value"}, "{enums: {e: {values: [{value: a, KEY: x}]}}}"},
          {{"/definitions/schema"}, "{schemas: {s: {KEY: x}}}"},
          {{"/definitions/extension"}, "{extensions: {e: {KEY: x}}}"},
          {{"/definitions/enum"}, "{enums: {e: {values: [a], KEY: x}}}"},
          {{"/definitions/range_type"}, "{range_types: {r: {KEY: x}}}"},
          {{"/definitions/composite_type"},
           "{composite_types: {c: {columns: {a: {type: text}}, KEY: x}}}"},
          {{"/definitions/domain"}, "{domains: {d: {KEY: x}}}"},
          {{"/definitions/sequence"}, "{sequences: {s: {KEY: x}}}"},
          {{"/definitions/function"}, "{functions: {'f(text)': {definition: a, KEY: x}}}"},
          {{"/definitions/procedure"}, "{procedures: {p: {definition: a, KEY: x}}}"},
          {{"/definitions/view"}, "{views: {v: {definition: a, KEY: x}}}"},
          {{"/definitions/materialized_view"},
           "{materialized_views: {v: {definition: a, KEY: x}}}"},
          {{"/definitions/trigger"}, "{triggers: {t: {a: {definition: a, KEY: x}}}}"},
          {{"/definitions/policy"}, "{policies: {t: {a: {definition: a, KEY: x}}}}"},
          {{"/definitions/event"}, "{events: {e: {definition: a, KEY: x}}}"},
          {{"/definitions/index"}, table("indexes: {i: {columns: [a], KEY: x}}")},
          {{"/definitions/named_index"}, table("indexes: [{name: i, columns: [a], KEY: x}]")},
          {{"/definitions/index_key/anyOf/1"},
           table("indexes: {i: {columns: [{column: a, KEY: x}]}}")},
      });
}

TEST(JsonSchema, OfARevisionHeaderHasTheKeysOfTheParser) {
  expect_same_keys(kHeader, {{{""}, "revision: a\nKEY: x\n"}});
}

// The smallest body of each operation on objects beside tables.
std::map<std::string, std::string> object_operations() {
  std::map<std::string, std::string> operations;
  for (const ObjectKind kind : kObjectKinds) {
    const std::string word(word_for(kind));
    const std::string name = stands_on_table(kind) ? "name: a, table: t" : "name: a";
    std::string content;
    if (is_replaced(kind)) content = ", definition: a";
    if (kind == ObjectKind::enumeration) content = ", values: [a]";
    if (kind == ObjectKind::composite_type) content = ", columns: {a: {type: text}}";
    operations["create_" + word] = name + content;
    operations["drop_" + word] = name;
    operations[(is_replaced(kind) ? "replace_" : "alter_") + word] = name + content;
    operations["rename_" + word] = name + ", to: b";
  }
  return operations;
}

TEST(JsonSchema, OfARevisionHasTheKeysOfTheParser) {
  std::map<std::string, std::string> operations = {
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
      {"create_exclude_constraint", "table: t, elements: [{column: a, with: '='}]"},
      {"rename_index", "table: t, name: i, to: j"},
      {"rename_constraint", "table: t, name: c, type: check, to: d"},
      {"validate_constraint", "table: t, name: c"},
      {"invalidate_constraint", "table: t, name: c"},
      {"set_table_options", "table: t, options: {x: {y: z}}"},
      {"set_partitioning", "table: t, partition_by: a"},
      {"attach_partition", "table: t, partition: p, bound: DEFAULT"},
      {"detach_partition", "table: t, partition: p"},
      {"add_enum_value", "enum: e, value: a"},
      {"rename_enum_value", "enum: e, value: a, to: b"},
      {"grant", "table: t, privileges: {r: [SELECT]}"},
      {"revoke", "table: t, privileges: {r: [SELECT]}"},
      {"bulk_insert", "table: t, rows: [{a: 1, b: null}]"},
      {"upsert", "table: t, key: [a], rows: [{a: 1, b: {expression: now()}}]"},
      {"update", "table: t, set: {a: 1}, where: b > 1"},
      {"delete", "table: t, where: a > 1"},
      {"backfill", "table: t, set: {a: 1}, key: [id], pause: 1s"},
  };
  std::vector<KeyedMap> maps = {
      {{""}, "{upgrade: [], KEY: x}"},
      {{"/definitions/create_table/properties/partition_of"},
       "{upgrade: [{create_table: {name: t, partition_of: {table: u, bound: DEFAULT, KEY: x}}}]}"},
      {{"/definitions/alter_column/properties/existing"},
       "{upgrade: [{alter_column: {table: t, column: a, nullable: true, existing: {type: a, KEY: "
       "x}}}]}"},
      {{"/definitions/create_foreign_key/properties/references"},
       "{upgrade: [{create_foreign_key: {table: t, columns: [a], references: {table: u, columns: "
       "[b], KEY: x}}}]}"},
  };
  for (const auto& [word, body] : object_operations()) operations.emplace(word, body);
  for (const auto& [word, body] : operations)
    maps.push_back(
        {{"/definitions/" + word}, "{upgrade: [{" + word + ": {" + body + ", KEY: x}}]}"});
  expect_same_keys(kRevision, maps, {"/definitions/operation"});
}

TEST(JsonSchema, OfARevisionHasTheOperationsOfTheParser) {
  const std::string text = "upgrade: [{" + std::string(test::kUnknownKey) + ": {}}]";
  std::vector<std::string> known = test::keys_known_to([&] { kRevision.parse(text); });
  known.emplace_back("dialects");
  EXPECT_THAT(JsonSchema("revision").keys({"/definitions/operation"}),
              testing::UnorderedElementsAreArray(known));
}

}  // namespace
}  // namespace whimbrel
