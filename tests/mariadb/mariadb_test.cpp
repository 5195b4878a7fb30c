// What MariaDB has and MySQL has not, or has otherwise.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mysql_family/family_database.h"
#include "whimbrel/core/error.h"

namespace whimbrel::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const QualifiedName kTable("t");

// The test server has no TLS, and the client library says nothing about it.
TEST(MariadbTls, IsAnErrorWhereItIsAskedForAndNotHad) {
  for (const char* mode : {"required", "verify-identity"}) {
    Endpoint endpoint = parse_url(test_server_url("mariadb"));
    endpoint.parameters["ssl-mode"] = mode;
    try {
      test_dialect("mariadb").connect(endpoint);
      ADD_FAILURE() << "connected with " << mode;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::connection);
      EXPECT_THAT(error.what(), HasSubstr("TLS"));
    }
  }
}

TEST(MariadbTls, IsDoneWithoutWhereItIsPreferred) {
  Endpoint endpoint = parse_url(test_server_url("mariadb"));
  endpoint.parameters["ssl-mode"] = "preferred";
  EXPECT_NO_THROW(test_dialect("mariadb").connect(endpoint));
}

TEST(Mariadb, ReadsItsJsonAsJson) {
  FamilyDatabase database;
  database.execute("CREATE TABLE t (j json, l longtext CHECK (json_valid(l)))");
  const Table table = database.table("t");
  EXPECT_EQ(table.columns.at(0).type.text, "json");
  EXPECT_EQ(table.columns.at(0).collation, "");
  EXPECT_EQ(table.columns.at(1).type.text, "longtext");
  EXPECT_THAT(table.checks, SizeIs(1));
}

TEST(Mariadb, KeepsTheCheckOfAJsonColumnThatIsChanged) {
  FamilyDatabase database;
  database.execute("CREATE TABLE t (j json)");
  ColumnAttributes required;
  required.nullable = false;
  database.expect_effect({AlterColumn{kTable, Identifier("j"), required, {}, {}}});
  EXPECT_THROW(database.execute("INSERT INTO t VALUES ('{')"), Error);
}

TEST(Mariadb, KeepsAndDropsChecksThatWereWrittenWithTheirColumn) {
  FamilyDatabase database;
  database.execute("CREATE TABLE t (a int CHECK (a > 0), b int, CONSTRAINT b CHECK (b > 1))");
  ColumnAttributes wider;
  wider.type = SqlType("bigint");
  for (const char* name : {"a", "b"}) {
    database.expect_effect({AlterColumn{kTable, Identifier(name), wider, {}, {}}});
    EXPECT_THROW(database.execute("INSERT INTO t (" + std::string(name) + ") VALUES (0)"), Error);
    database.expect_effect({DropConstraint{kTable, Identifier(name), ConstraintKind::check, {}}});
    EXPECT_NO_THROW(database.execute("INSERT INTO t (" + std::string(name) + ") VALUES (0)"));
  }
}

TEST(Mariadb, ReadsTheDefaultOfAnActionInOneWay) {
  FamilyDatabase database;
  database.execute(
      "CREATE TABLE t (id int PRIMARY KEY, a int, b int,"
      " CONSTRAINT f1 FOREIGN KEY (a) REFERENCES t (id),"
      " CONSTRAINT f2 FOREIGN KEY (b) REFERENCES t (id) ON DELETE NO ACTION)");
  for (const ForeignKey& key : database.table("t").foreign_keys)
    EXPECT_EQ(key.on_delete, ReferentialAction::no_action);
}

TEST(Mariadb, ReadsTheUseOfASequenceWithoutTheDatabase) {
  FamilyDatabase database;
  database.execute("CREATE SEQUENCE s");
  database.execute("CREATE TABLE t (a bigint DEFAULT (NEXT VALUE FOR s))");
  EXPECT_EQ(std::get<Expression>(*database.table("t").columns.at(0).default_value).text,
            "nextval(`s`)");
}

TEST(Mariadb, KeepsIgnoredIndexes) {
  FamilyDatabase database;
  database.execute("CREATE TABLE t (a int, KEY ix (a) IGNORED)");
  const Table table = database.table("t");
  EXPECT_EQ(table.indexes.at(0).options.at("mariadb").at("ignored"), "true");
  database.run({DropTable{kTable, {}}, CreateTable{table}});
  EXPECT_EQ(text_of(database.table("t")), text_of(table));
}

TEST(Mariadb, RefusesGeneratedColumnsThatAreNotNull) {
  FamilyDatabase database;
  database.execute("CREATE TABLE t (a int)");
  Column column;
  column.name = Identifier("g");
  column.type = SqlType("integer");
  column.nullable = false;
  column.generated = Generated{Expression("a + 1"), true};
  EXPECT_THAT(database.refusal({AddColumn{kTable, column}}), HasSubstr("NOT NULL"));
}

TEST(Mariadb, RefusesAUuidOnServersWithoutTheType) {
  const TypeSystem& types = test_dialect("mariadb").types();
  const auto old = types.native(SqlType("uuid"), {"MariaDB", "10.6.1", 10'006'001});
  ASSERT_TRUE(std::holds_alternative<Unsupported>(old));
  EXPECT_THAT(std::get<Unsupported>(old).reason, HasSubstr("10.7"));
}

}  // namespace
}  // namespace whimbrel::test
