#include "whimbrel/ops/operation_codec.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "random_schema.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/yaml.h"
#include "whimbrel/diff/diff.h"
#include "whimbrel/model/schema_codec.h"

namespace whimbrel {
namespace {

using ::testing::HasSubstr;
using testing::RandomSchema;

std::vector<Operation> read_back(const std::vector<Operation>& operations) {
  Node list = Node::sequence();
  for (const Operation& operation : operations) list.items.push_back(operation_node(operation));
  std::vector<Operation> result;
  for (WrittenOperation& entry :
       read_operations(parse_yaml(to_yaml(list), "test.yaml"), "'upgrade'"))
    for (Operation& operation : entry.operations) result.push_back(std::move(operation));
  return result;
}

std::string refusal(const std::string& yaml) {
  try {
    read_operations(parse_yaml(yaml, "rev.yaml"), "'upgrade'");
  } catch (const Error& error) {
    return error.what();
  }
  return "accepted";
}

TEST(OperationCodec, ReadsBackWhatItWrites) {
  const Capabilities can = {true, true, true, false, 0};
  for (unsigned seed = 0; seed < 300; ++seed) {
    const std::vector<Operation> operations =
        diff(RandomSchema(seed).schema(), RandomSchema(seed + 1000).schema(), can).operations;
    ASSERT_EQ(read_back(operations), operations) << "seed " << seed;
  }
}

TEST(OperationCodec, ReadsBackTheOperationsThatNoDiffMakes) {
  Execute execute;
  execute.sql = DialectText("UPDATE t SET a = 1;\n");
  execute.sql.overrides["one"] = "UPDATE t SET a = 2";
  const std::vector<Operation> operations = {
      RenameTable{QualifiedName("a"), Identifier("b")},
      RenameColumn{QualifiedName("t"), Identifier("a"), Identifier("b")},
      SetTableComment{QualifiedName("t"), "what it is", std::nullopt},
      SetTableComment{QualifiedName("t"), "", "what it was"},
      execute,
  };
  EXPECT_EQ(read_back(operations), operations);
}

TEST(OperationCodec, ReadsBackATableWithoutColumns) {
  Table table;
  table.name = QualifiedName("t");
  const std::vector<Operation> operations = {CreateTable{table}, DropTable{table.name, table}};
  EXPECT_EQ(read_back(operations), operations);
}

TEST(OperationCodec, AColumnThatIsAddedWithConstraintsGivesSeveralOperations) {
  const auto entries = read_operations(
      parse_yaml("- add_column: {table: t, column: {name: u, type: bigint, unique: true, "
                 "references: {table: users, column: id}}}",
                 "rev.yaml"),
      "'upgrade'");
  ASSERT_EQ(entries.size(), 1U);
  std::vector<std::string> words;
  for (const Operation& operation : entries[0].operations) words.push_back(summary(operation));
  EXPECT_THAT(words, ::testing::ElementsAre("add_column t.u", "create_unique_constraint t.uq_t_u",
                                            "create_foreign_key t.fk_t_u_users"));
}

TEST(OperationCodec, AnEntryForOtherDialectsIsLeftOut) {
  const auto entries = read_operations(
      parse_yaml("- {drop_table: {name: a}, dialects: [one]}\n- drop_table: {name: b}\n", "r.yaml"),
      "'upgrade'");
  EXPECT_EQ(for_dialect(entries, "one").size(), 2U);
  EXPECT_EQ(for_dialect(entries, "two").size(), 1U);
}

TEST(OperationCodec, RefusesWithPlaceAndNearestWord) {
  EXPECT_THAT(refusal("- creat_table: {name: t}"), HasSubstr("rev.yaml:1:3"));
  EXPECT_THAT(refusal("- creat_table: {name: t}"), HasSubstr("did you mean 'create_table'?"));
  EXPECT_THAT(refusal("- create_index: {name: i, tabel: t, columns: [a]}"), HasSubstr("'table'"));
  EXPECT_THAT(refusal("- create_index: {name: i, table: t, columns: []}"),
              HasSubstr("has no columns"));
  EXPECT_THAT(refusal("- alter_column: {table: t, column: c}"), HasSubstr("changes nothing"));
  EXPECT_THAT(refusal("- drop_constraint: {table: t, name: c}"), HasSubstr("type"));
  EXPECT_THAT(refusal("- {drop_table: {name: a}, drop_index: {name: b, table: c}}"),
              HasSubstr("one operation"));
  EXPECT_THAT(refusal("- {}"), HasSubstr("names no operation"));
  EXPECT_THAT(refusal("drop_table: {name: a}"), HasSubstr("must be a list"));
}

TEST(SchemaCodec, ReadsBackWhatItWrites) {
  for (unsigned seed = 0; seed < 300; ++seed) {
    const Schema schema = RandomSchema(seed).schema();
    const std::string text = to_yaml(schema_node(schema));
    ASSERT_EQ(read_schema(parse_yaml(text, "schema.yaml")).schema, schema) << text;
  }
}

TEST(SchemaCodec, KeepsLiteralsAndExpressionsApart) {
  const auto column = [](const std::string& text) {
    const Schema schema =
        read_schema(parse_yaml("tables: {t: {columns: {c: {type: text, default: " + text + "}}}}",
                               "schema.yaml"))
            .schema;
    return *schema.tables.begin()->second.columns[0].default_value;
  };
  EXPECT_EQ(column("'5'"), DefaultValue(Literal{Literal::Kind::string, "5"}));
  EXPECT_EQ(column("5"), DefaultValue(Literal{Literal::Kind::number, "5"}));
  EXPECT_EQ(column("true"), DefaultValue(Literal{Literal::Kind::boolean, "true"}));
  EXPECT_EQ(column("now()"), DefaultValue(Literal{Literal::Kind::string, "now()"}));
  EXPECT_EQ(column("{expression: now()}"), DefaultValue(Expression("now()")));
}

TEST(SchemaCodec, KeyColumnsAreNotNullUnlessTheySayOtherwise) {
  const Schema schema =
      read_schema(parse_yaml("tables:\n  t:\n    columns:\n      a: {type: integer}\n"
                             "      b: {type: integer, nullable: true}\n    primary_key: [a, b]\n",
                             "schema.yaml"))
          .schema;
  const Table& table = schema.tables.begin()->second;
  EXPECT_FALSE(table.columns[0].nullable);
  EXPECT_TRUE(table.columns[1].nullable);
}

TEST(SchemaCodec, ATableNameMayHoldADot) {
  Schema schema;
  Table table;
  table.name = QualifiedName("odd.name");
  Column column;
  column.name = Identifier("id");
  column.type = SqlType("integer");
  table.columns.push_back(column);
  schema.tables.emplace(table.name, table);
  EXPECT_EQ(read_schema(parse_yaml(to_yaml(schema_node(schema)), "s.yaml")).schema, schema);
}

}  // namespace
}  // namespace whimbrel
