#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sqlite_fixture.h"
#include "whimbrel/model/portable_type.h"

namespace whimbrel::test {
namespace {

using ::testing::HasSubstr;

const ServerInfo kServer{"SQLite", "3.40.1", 3040001};

std::string native(const std::string& type) {
  const auto result = test_dialect("sqlite").types().native(SqlType(type), kServer);
  const auto* sql = std::get_if<std::string>(&result);
  return sql == nullptr ? "unsupported: " + std::get<Unsupported>(result).reason : *sql;
}

std::string spelling(const std::string& type) {
  return test_dialect("sqlite").types().spelling(type);
}

const char* const kPortable[] = {"boolean",
                                 "smallint",
                                 "integer",
                                 "bigint",
                                 "numeric",
                                 "numeric(10)",
                                 "numeric(10,2)",
                                 "real",
                                 "double precision",
                                 "char(3)",
                                 "varchar(320)",
                                 "text",
                                 "varbinary(16)",
                                 "blob",
                                 "date",
                                 "time",
                                 "time(3)",
                                 "timestamp",
                                 "timestamp(6)",
                                 "timestamp with time zone",
                                 "timestamp(3) with time zone",
                                 "json"};

TEST(SqliteTypes, SpellAPortableTypeAsItWasAskedFor) {
  for (const char* type : kPortable) EXPECT_EQ(spelling(native(type)), type);
}

TEST(SqliteTypes, KeepASpellingThatHasBeenThroughTheDatabase) {
  for (const char* type :
       {"INT", "Unsigned  Big Int", "UUID", "DECIMAL ( 10 , 5 )", "VARBINARY(16)", "INTERVAL",
        "\"my type\"", "NVARCHAR(100)", "\"select\"", "CHAR", "", "integer[]", "\"INTEGER\"",
        "enum('a')", "BLOB(3)", "any", "\"a;b\""}) {
    const std::string once = spelling(type);
    EXPECT_EQ(spelling(native(once)), once) << type;
  }
}

TEST(SqliteTypes, AreReadBackAsTheyWereDeclared) {
  for (const char* type : kPortable) {
    SqliteDatabase database;
    database.connection().execute("CREATE TABLE a (b " + native(type) + ")");
    EXPECT_EQ(database.table("a").columns[0].type.text, type);
  }
}

// What SQLite keeps of a declared type is the affinity, and it decides what becomes of a value.
TEST(SqliteTypes, DoNotChangeTheValuesOfTheirKind) {
  const std::pair<const char*, const char*> kept[] = {
      {"uuid", "'00000000000000000000000000000012'"},
      {"varbinary(16)", "'0012'"},
      {"char(5)", "'00012'"},
      {"text", "'1e3'"},
      {"timestamp with time zone", "'2024-05-01 12:00:00+02:00'"},
      {"json", "'{\"a\": 1}'"},
      {"date", "'2024-05-01'"},
  };
  for (const auto& [type, value] : kept) {
    SqliteDatabase database;
    database.connection().execute("CREATE TABLE a (b " + native(type) + ")");
    database.connection().execute("INSERT INTO a VALUES (" + std::string(value) + ")");
    EXPECT_EQ(database.value("SELECT quote(b) FROM a"), value) << type;
  }
}

TEST(SqliteTypes, KeepADeclaredTypeThatReadsAsAnotherOneInQuotes) {
  EXPECT_EQ(native("uuid"), "CHAR(36)");
  EXPECT_EQ(spelling("UUID"), "\"uuid\"");
  SqliteDatabase database;
  database.connection().execute("CREATE TABLE a (b " + native("\"uuid\"") + ")");
  EXPECT_EQ(database.value("SELECT type FROM pragma_table_info('a')"), "uuid");
}

TEST(SqliteTypes, NameWhatHasNoForm) {
  EXPECT_THAT(native("interval"), HasSubstr("unsupported: SQLite has no type for interval"));
  EXPECT_THAT(native("integer[]"), HasSubstr("arrays"));
  EXPECT_THAT(native("enum('a', 'b')"), HasSubstr("check constraint"));
}

TEST(SqliteTypes, LeaveTheirOwnTypesAsTheyAre) {
  EXPECT_EQ(native("Nvarchar(10)"), "Nvarchar(10)");
}

}  // namespace
}  // namespace whimbrel::test
