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
#include "whimbrel/ops/operation.h"
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

// Desired schemas with one table, with more about the table or about its column `a`.
std::string table(const std::string& rest) {
  return "{tables: {t: {columns: {a: {type: text}, b: {type: text}}, " + rest + "}}}";
}

std::string column(const std::string& rest) {
  return "{tables: {t: {columns: {a: {type: text, " + rest + "}}}}}";
}

std::string ci(const std::string& section) {
  return "{version: 1, targets: {a: {url: 'files:a'}}, ci: {" + section + "}}";
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

std::string refusal(const Format& format, const std::string& text) {
  return test::message_of([&] { format.parse(text); });
}

void expect_both_accept(const Format& format, const std::vector<std::string>& texts) {
  const JsonSchema schema(format.schema);
  for (const std::string& text : texts) {
    EXPECT_EQ(refusal(format, text), "no error") << text;
    EXPECT_EQ(schema.problems(parse_yaml(text, "f.yaml")), "") << text;
  }
}

void expect_both_refuse(const Format& format, const std::vector<std::string>& texts) {
  const JsonSchema schema(format.schema);
  for (const std::string& text : texts) {
    EXPECT_NE(refusal(format, text), "no error") << text;
    EXPECT_NE(schema.problems(parse_yaml(text, "f.yaml")), "") << text;
  }
}

std::string shipped(const std::string& file) {
  return read_file(std::string(WHIMBREL_SOURCE_DIR) + "/config/" + file);
}

TEST(JsonSchema, AcceptsTheFilesThatAreShipped) {
  expect_both_accept(kConfig,
                     {shipped("whimbrel.yaml"), shipped("init/single/whimbrel.yaml"),
                      shipped("init/multiple/whimbrel.yaml"), shipped("init/sql/whimbrel.yaml")});
  expect_both_accept(kSchema, {shipped("init/single/schema.yaml")});
}

TEST(JsonSchema, AcceptsTheExampleThatTheFirstSchemaHoldsAsAComment) {
  const std::string file = shipped("init/single/schema.yaml");
  const size_t start = file.find("# tables:\n");
  const size_t end = file.find("\n#\n", start);
  ASSERT_NE(end, std::string::npos);
  std::string example;
  for (const std::string_view line : split(std::string_view(file).substr(start, end - start), '\n'))
    example += std::string(line.substr(2)) + "\n";
  ASSERT_TRUE(example.starts_with("tables:\n  users:\n")) << example;
  expect_both_accept(kSchema, {example});
}

TEST(JsonSchema, AndParserOfTheConfigurationAcceptTheSame) {
  const auto target = [](const std::string& settings) {
    return "{version: 1, targets: {a: {url: 'files:a', " + settings + "}}}";
  };
  expect_both_accept(
      kConfig, {"version: 1", "{version: 1, migrations: [a, b], plugins: {path: [a]}}",
                "{version: 1, schema: a.sql}", "{version: 1, schema: A.YAML}",
                "{version: 1, schema: [a.yaml, b.yml]}", "{version: 1, schema: {command: [a, 1]}}",
                "version: 1\ntargets:\n", target("lock_timeout: 0"), target("lock_timeout: 5s"),
                target("statement_timeout: 500ms"), target("run_lock_timeout: 2d"),
                target("protected: true"), target("transaction: none"),
                target("protected: '${X}', transaction: '${X}', lock_timeout: '${X:-1s}'"),
                "{version: 1, targets: {a: {url_file: f}}}",
                "{version: 1, targets: {a: {url: '${X}', scratch_url: 'x://y'}}}"});
  expect_both_refuse(kConfig, {"{}",
                               "[]",
                               "version: 2",
                               "version: one",
                               "{version: 1, migrations: []}",
                               "{version: 1, migrations: ''}",
                               "{version: 1, migrations: {a: b}}",
                               "{version: 1, schema: a.txt}",
                               "{version: 1, schema: []}",
                               "{version: 1, schema: [a.sql]}",
                               "{version: 1, schema: {}}",
                               "{version: 1, schema: {command: []}}",
                               "{version: 1, schema: {command: a}}",
                               "{version: 1, plugins: a}",
                               "{version: 1, version_table: ''}",
                               "{version: 1, targets: [a]}",
                               "{version: 1, targets: {a: 'files:a'}}",
                               "{version: 1, targets: {a: {}}}",
                               "{version: 1, targets: {'a://b': {url: 'files:a'}}}",
                               target("url_file: f"),
                               target("lock_timeout: 5"),
                               target("lock_timeout: soon"),
                               target("protected: yes"),
                               target("protected: 1"),
                               target("transaction: one"),
                               target("transaction: true")});
}

TEST(JsonSchema, AndParserOfTheSectionCiAcceptTheSame) {
  expect_both_accept(kConfig, {ci("targets: [a]"), ci("targets: [{target: a, ephemeral: true}]"),
                               ci("targets: [a], steps: [plan, heads], since: 0123"),
                               ci("targets: [a], reports: {junit: b/a.xml, json: b/a.json}")});
  expect_both_refuse(
      kConfig, {ci("steps: [heads]"), ci("targets: []"), ci("targets: a"),
                ci("targets: [{ephemeral: true}]"), ci("targets: [{target: a, ephemeral: maybe}]"),
                ci("targets: [a], steps: []"), ci("targets: [a], steps: [deploy]"),
                ci("targets: [a], steps: [heads, heads]"), ci("targets: [a], since: ''"),
                ci("targets: [a], reports: b.xml"), ci("targets: [a], reports: {junit: ''}")});
}

const std::string kReference = "references: {table: u, columns: [c]}";

TEST(JsonSchema, AndParserOfTheDesiredSchemaAcceptTheSame) {
  expect_both_accept(
      kSchema,
      {"{}",
       "{tables: {}}",
       "{manage: {exclude: a}}",
       "{manage: {exclude: [a, 'b*']}}",
       "{tables: {t: {columns: [{name: a, type: text}]}}}",
       column("default: 1"),
       column("default: x"),
       column("default: true"),
       column("default: {expression: now()}"),
       column("default: {expression: {default: a, x: b}}"),
       column("generated: {expression: a}"),
       column("references: {table: u, column: c, on_delete: set_null, name: n}"),
       column("options: {x: {y: 1}}"),
       column("nullable: false, unique: true"),
       table("primary_key: a"),
       table("primary_key: [a, b]"),
       table("primary_key: {name: p, columns: [a]}"),
       table("unique: {u: [a, b], v: a}"),
       table("unique: [{columns: [a]}, {name: u, columns: b}]"),
       table("unique: {u: {columns: [a]}}"),
       table("foreign_keys: [{columns: [a], " + kReference + "}]"),
       table("foreign_keys: {f: {columns: a, deferrable: true, " + kReference + "}}"),
       table("checks: {c: 'a > b', d: {x: 'a < b'}}"),
       table("checks: [{condition: a}]"),
       table("indexes: {i: {columns: a}}"),
       table("indexes: {i: {columns: [a, {expression: lower(b)}], unique: true, where: a, "
             "method: hash, include: [b], options: {x: {y: z}}}}"),
       table("indexes: [{name: i, columns: [{column: a, descending: true, prefix_length: 3, "
             "modifiers: NULLS FIRST}]}]")});
}

TEST(JsonSchema, AndParserOfTheDesiredSchemaRefuseTheSame) {
  expect_both_refuse(
      kSchema, {"[]",
                "{tables: []}",
                "{tables: {t: {}}}",
                "{tables: {t: {columns: {}}}}",
                "{tables: {t: {columns: {a: text}}}}",
                "{tables: {t: {columns: {a: {}}}}}",
                "{tables: {t: {columns: [{type: text}]}}}",
                "{manage: [a]}",
                column("nullable: yes"),
                column("default: [1]"),
                column("default: {x: y}"),
                column("generated: a"),
                column("references: u"),
                column("references: {table: u}"),
                column("options: {x: y}"),
                table("primary_key: {name: p}"),
                table("unique: a"),
                table("unique: [[a]]"),
                table("foreign_keys: {f: {columns: [a]}}"),
                table("foreign_keys: {f: {columns: [a], on_delete: explode, " + kReference + "}}"),
                table("checks: [a]"),
                table("indexes: {i: a}"),
                table("indexes: [{columns: [a]}]"),
                table("indexes: {i: {columns: []}}"),
                table("indexes: {i: {columns: [{descending: true}]}}"),
                table("indexes: {i: {columns: [{column: a, expression: b}]}}"),
                table("indexes: {i: {columns: [{column: a, prefix_length: many}]}}")});
}

TEST(JsonSchema, AndParserOfRevisionsAcceptTheSame) {
  expect_both_accept(kHeader, {"revision: a\n", "revision: 0123\ndown_revision: 1e5\n",
                               "revision: a\ndown_revision: [b, c]\nmessage: x\n",
                               "revision: a\ncreated: 2026-11-22T14:32:00Z\n"});
  const auto with = [](const std::string& operation) { return "{upgrade: [" + operation + "]}"; };
  expect_both_accept(
      kRevision,
      {"{}", "{upgrade: [], downgrade: auto}", "{upgrade: [], transactional: false}",
       "upgrade:\ndowngrade: []\n", with("{execute: SELECT 1}"),
       with("{execute: {default: a, x: b}}"), with("{execute: a, dialects: [x]}"),
       with("{dialects: x, drop_table: {name: t}}"),
       with("{drop_table: {name: t, before: {columns: {a: {type: text}}}}}"),
       with("{drop_column: {table: t, column: a, before: {type: text}}}"),
       with("{alter_column: {table: t, column: a, default: null, existing: {default: 1}}}"),
       with("{drop_constraint: {table: t, type: primary_key, before: {columns: [a]}}}"),
       with("{drop_index: {name: i, table: t, before: {columns: [a], unique: true}}}")});
  expect_both_refuse(
      kRevision,
      {"{upgrade: auto}", "{upgrade: {execute: a}}", "{downgrade: manual}",
       "{upgrade: [], transactional: maybe}", with("{}"), with("execute"), with("{dialects: [x]}"),
       with("{execute: a, drop_table: {name: t}}"), with("{execute: [a]}"),
       with("{create_table: {name: t}}"), with("{drop_table: t}"),
       with("{rename_table: {name: t}}"), with("{add_column: {table: t, column: a}}"),
       with("{add_column: {table: t, column: {type: text}}}"),
       with("{drop_constraint: {table: t, type: index, name: i}}"),
       with("{create_index: {table: t, columns: [a]}}")});
}

}  // namespace
}  // namespace whimbrel
