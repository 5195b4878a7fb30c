#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mysql_family/family_database.h"

namespace whimbrel::test {
namespace {

using ::testing::HasSubstr;

// What a server of today answers.
ServerInfo new_server() { return {"", "", 12'000'000}; }

const TypeSystem& types() { return test_dialect(dialect_under_test()).types(); }

std::string native(const std::string& type) {
  auto result = types().native(SqlType(type), new_server());
  if (auto* text = std::get_if<std::string>(&result)) return *text;
  return "unsupported: " + std::get<Unsupported>(result).reason;
}

const std::vector<std::string>& portable_types() {
  static const std::vector<std::string> all = {"boolean",
                                               "smallint",
                                               "integer",
                                               "bigint",
                                               "numeric(12,2)",
                                               "numeric(5,0)",
                                               "real",
                                               "double precision",
                                               "char(3)",
                                               "varchar(20)",
                                               "text",
                                               "varbinary(16)",
                                               "blob",
                                               "date",
                                               "time",
                                               "time(0)",
                                               "time(3)",
                                               "timestamp",
                                               "timestamp(0)",
                                               "timestamp(3)",
                                               "timestamp with time zone",
                                               "timestamp(0) with time zone",
                                               "uuid",
                                               "json",
                                               "enum('a', 'it''s', 'b\\c')"};
  return all;
}

const std::vector<std::string>& native_types() {
  static const std::vector<std::string> all = {"tinyint",
                                               "tinyint unsigned",
                                               "mediumint",
                                               "int unsigned",
                                               "int(7) unsigned zerofill",
                                               "bigint unsigned",
                                               "decimal(6,3) unsigned",
                                               "float unsigned",
                                               "float(7,3)",
                                               "double(8,2)",
                                               "binary(4)",
                                               "bit(5)",
                                               "tinytext",
                                               "mediumtext",
                                               "longtext",
                                               "tinyblob",
                                               "mediumblob",
                                               "longblob",
                                               "year",
                                               "set('x','y')",
                                               "point",
                                               "geometry"};
  return all;
}

TEST(FamilyTypes, ArePortableTypesUnderTheirOwnName) {
  for (const std::string& type : portable_types())
    EXPECT_EQ(types().spelling(native(type)), type) << native(type);
}

TEST(FamilyTypes, HaveOneSpelling) {
  for (const auto& list : {portable_types(), native_types()})
    for (const std::string& type : list) {
      const std::string spelled = types().spelling(type);
      EXPECT_EQ(types().spelling(native(spelled)), spelled) << type;
    }
}

TEST(FamilyTypes, AreReadBackFromTheServerAsTheyWereWritten) {
  FamilyDatabase database;
  Table table;
  table.name = QualifiedName("all_types");
  for (const auto& list : {portable_types(), native_types()})
    for (const std::string& type : list) {
      Column column;
      column.name = Identifier("c" + std::to_string(table.columns.size()));
      column.type = SqlType(type);
      table.columns.push_back(column);
    }
  database.run({CreateTable{table}});
  EXPECT_EQ(text_of(database.table("all_types")), text_of(table));
}

TEST(FamilyTypes, LeaveOutWhatSaysNothing) {
  EXPECT_EQ(types().spelling("INT(11)"), "integer");
  EXPECT_EQ(types().spelling("bigint(20)"), "bigint");
  EXPECT_EQ(types().spelling("int(10) unsigned"), "int unsigned");
  EXPECT_EQ(types().spelling("tinyint(4)"), "tinyint");
  EXPECT_EQ(types().spelling("tinyint(1)"), "boolean");
  EXPECT_EQ(types().spelling("tinyint(1) unsigned"), "tinyint unsigned");
  EXPECT_EQ(types().spelling("BOOL"), "boolean");
  EXPECT_EQ(types().spelling("year(4)"), "year");
}

TEST(FamilyTypes, KnowSynonyms) {
  EXPECT_EQ(types().spelling("INTEGER UNSIGNED"), "int unsigned");
  EXPECT_EQ(types().spelling("dec(5)"), "numeric(5,0)");
  EXPECT_EQ(types().spelling("character varying(10)"), "varchar(10)");
  EXPECT_EQ(types().spelling("double"), "double precision");
  EXPECT_EQ(types().spelling("float(20)"), "real");
  EXPECT_EQ(types().spelling("float(40)"), "double precision");
  EXPECT_EQ(types().spelling("binary"), "binary(1)");
  EXPECT_EQ(types().spelling("bit"), "bit(1)");
}

TEST(FamilyTypes, RefuseWhatWouldMeanSomethingElse) {
  EXPECT_THAT(native("numeric"), HasSubstr("precision"));
  EXPECT_THAT(native("interval"), HasSubstr("interval"));
  EXPECT_THAT(native("text[]"), HasSubstr("arrays"));
  EXPECT_THAT(native("timestamp(9)"), HasSubstr("6 digits"));
}

TEST(FamilyTypes, GiveAUuidOneMeaningInEveryCase) {
  FamilyDatabase database;
  database.run(creation_of(schema_from(R"(
tables:
  a: {columns: {id: {type: uuid, primary_key: true}}}
)")));
  database.execute("INSERT INTO a VALUES ('0f0e0d0c-0b0a-4908-8706-050403020100')");
  EXPECT_EQ(database.session()
                .query("SELECT 1 FROM a WHERE id = '0F0E0D0C-0B0A-4908-8706-050403020100'")
                .rows.size(),
            1U);
}

}  // namespace
}  // namespace whimbrel::test
