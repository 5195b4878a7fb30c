// What a JSON Schema accepts, its parser accepts, and the other way round.
#include <gtest/gtest.h>

#include "support/json_formats.h"
#include "support/json_schema.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/text.h"

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
      kConfig,
      {"version: 1", "{version: 1, migrations: [a, b], plugins: {path: [a]}}",
       "{version: 1, schema: a.sql}", "{version: 1, schema: A.YAML}",
       "{version: 1, schema: [a.yaml, b.yml]}", "{version: 1, schema: schema/}",
       "{version: 1, schema: db/schema}", "{version: 1, schema: {command: [a], timeout: 5s}}",
       "{version: 1, schema: {command: [a, 1]}}", "version: 1\ntargets:\n",
       target("lock_timeout: 0"), target("lock_timeout: 5s"), target("statement_timeout: 500ms"),
       target("run_lock_timeout: 2d"), target("protected: true"), target("transaction: none"),
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
                               "{version: 1, schema: {command: [a], timeout: soon}}",
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
