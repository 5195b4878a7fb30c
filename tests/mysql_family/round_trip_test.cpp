// What is read, written into an empty database and read again is the same.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mysql_family/family_database.h"
#include "support/shared_data.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/abilities.h"
#include "whimbrel/dialect/sql_splitter.h"

namespace whimbrel::test {
namespace {

using ::testing::HasSubstr;

void expect_same_elsewhere(FamilyDatabase& database) {
  const Schema schema = database.read();
  FamilyDatabase copy;
  copy.run(creation_of(schema));
  EXPECT_EQ(text_of(copy.read()), text_of(schema));
}

// The server's own words are the witness.
void expect_same_definitions_elsewhere(FamilyDatabase& database) {
  expect_same_elsewhere(database);
  FamilyDatabase copy;
  copy.run(creation_of(database.read()));
  EXPECT_EQ(copy.definitions(), database.definitions());
}

TEST(FamilyRoundTrip, KeepsAwkwardTables) {
  FamilyDatabase database;
  database.script(R"(
CREATE TABLE p (id bigint PRIMARY KEY AUTO_INCREMENT, k int unsigned zerofill, UNIQUE uk (k));
CREATE TABLE t (
  id int NOT NULL AUTO_INCREMENT, a varchar(20) DEFAULT 'it''s \\ "x"' COMMENT 'a ''comment',
  n3 varchar(10) NOT NULL, d decimal(10,2) DEFAULT 0, f float DEFAULT 1.5, dd double DEFAULT 1e100,
  b2 tinyint unsigned DEFAULT 0, bi bit(3) DEFAULT b'101', bb binary(3) DEFAULT 'ab',
  vb varbinary(5) DEFAULT x'00ff',
  ts timestamp NOT NULL DEFAULT current_timestamp ON UPDATE current_timestamp,
  ts2 timestamp(6) NULL DEFAULT current_timestamp(6),
  dt datetime(3) DEFAULT current_timestamp(3) ON UPDATE current_timestamp(3),
  ts3 timestamp NULL DEFAULT NULL, e enum('a','b''c','\\') DEFAULT 'a', s set('x','y') DEFAULT 'x,y',
  ex int DEFAULT (1+1), exs varchar(50) DEFAULT (concat('a','b')), j json, tx text DEFAULT ('q'),
  c char(36) CHARACTER SET ascii, c2 varchar(10) COLLATE utf8mb4_bin,
  g1 int AS (ex+1) VIRTUAL, g2 varchar(40) AS (concat(a,'it''s')) STORED,
  geo point, p_id bigint, zf int(5) zerofill, hidden int INVISIBLE,
  PRIMARY KEY (id), KEY ix_p (a(5), ex DESC), UNIQUE uq_d (d), FULLTEXT KEY ft (a, tx),
  CONSTRAINT fk_p FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE CASCADE ON UPDATE SET NULL,
  CONSTRAINT ck_a CHECK (ex > 0 AND a <> 'it''s' AND n3 IN ('x', 'y\\'))
) COMMENT = 'it''s a table';
CREATE TABLE self (id int PRIMARY KEY, up int, CONSTRAINT fk_self FOREIGN KEY (up) REFERENCES self (id));
CREATE TABLE two (a bigint, CONSTRAINT fk_a FOREIGN KEY (a) REFERENCES p (id),
  CONSTRAINT fk_b FOREIGN KEY (a) REFERENCES p (id));
CREATE TABLE old (k int, c varchar(5) CHECK (c <> ''), KEY (k)) ENGINE = MyISAM CHARACTER SET latin1;
CREATE TABLE fast (k int, KEY h (k) USING HASH, KEY b (k) USING BTREE) ENGINE = MEMORY;
)");
  expect_same_elsewhere(database);
}

TEST(FamilyRoundTrip, KeepsSakila) {
  const auto file = shared_data("corpus/sakila/mysql-sakila-db/mysql-sakila-schema.sql");
  if (!file) return;
  FamilyDatabase database;
  // Its tables refer to each other in a circle.
  database.execute("SET foreign_key_checks = 0");
  // One of its views names the database that it usually stands in.
  load_definitions(database, replaced(read_file(*file), "sakila.", ""));
  EXPECT_GT(database.read().tables.size(), 10U);
  EXPECT_GT(database.read().objects.size(), 15U);
  expect_same_definitions_elsewhere(database);
}

TEST(FamilyRoundTrip, KeepsChinook) {
  const auto file = shared_data("corpus/chinook/ChinookDatabase/DataSources/Chinook_MySql.sql");
  if (!file) return;
  FamilyDatabase database;
  load_definitions(database, read_file(*file));
  EXPECT_GT(database.read().tables.size(), 10U);
  expect_same_definitions_elsewhere(database);
}

TEST(FamilyRoundTrip, KeepsAPortableSchema) {
  const Schema schema = schema_from(R"yaml(
tables:
  users:
    columns:
      id:         {type: bigint, primary_key: true, autoincrement: true}
      email:      {type: varchar(320), nullable: false}
      active:     {type: boolean, nullable: false, default: true}
      balance:    {type: "numeric(12,2)", nullable: false, default: 0}
      bio:        {type: text, default: "it's \\ me"}
      token:      {type: uuid}
      settings:   {type: json, comment: "what the user chose"}
      state:      {type: "enum('new', 'old')", default: new}
      created_at:
        type: timestamp with time zone
        nullable: false
        default: {expression: CURRENT_TIMESTAMP}
      seen_at:    {type: timestamp, default: {expression: CURRENT_TIMESTAMP}}
      born:       {type: date}
    comment: people
  posts:
    columns:
      id:      {type: integer, primary_key: true}
      user_id: {type: bigint, nullable: false}
      title:   {type: varchar(100), default: ""}
    indexes:   {ix_posts_title: {columns: [title]}}
)yaml");
  FamilyDatabase database;
  Schema named = for_dialect(schema, dialect_under_test());
  Table& posts = named.tables.at(QualifiedName("posts"));
  posts.unique_constraints.push_back(
      {Identifier("uq_posts"), {Identifier("user_id"), Identifier("title")}});
  posts.foreign_keys.push_back({Identifier("fk_posts_users"),
                                {Identifier("user_id")},
                                QualifiedName("users"),
                                {Identifier("id")},
                                ReferentialAction::cascade});
  database.run(creation_of(named));
  EXPECT_EQ(text_of(database.read()), text_of(named));
}

TEST(FamilyScratch, IsLikeTheTargetAndGoesAway) {
  FamilyDatabase database;
  database.execute("ALTER DATABASE CHARACTER SET latin1 COLLATE latin1_bin");
  const auto* places = ability<ScratchPlaces>(database.dialect());
  ASSERT_NE(places, nullptr);
  const auto count = [&] {
    return database.session()
        .query(
            "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA"
            " WHERE SCHEMA_NAME LIKE 'whimbrel\\_scratch\\_%'")
        .rows.size();
  };
  const std::size_t before = count();
  const Endpoint& endpoint = database.fresh().endpoint();
  for (const Endpoint* scratch : {static_cast<const Endpoint*>(nullptr), &endpoint}) {
    auto opened = places->open(database.session(), endpoint, scratch);
    auto* place = std::get_if<std::unique_ptr<ScratchPlace>>(&opened);
    ASSERT_NE(place, nullptr);
    EXPECT_EQ(count(), before + 1);
    (*place)->connection().execute("CREATE TABLE a (b varchar(5))");
    const Schema schema = (*place)->read({});
    EXPECT_EQ(schema.tables.at(QualifiedName("a")).columns.at(0).collation, "");
    EXPECT_EQ(schema.tables.at(QualifiedName("a")).options, Options());
    EXPECT_TRUE(database.read().tables.empty());
    opened = Unsupported{};
    EXPECT_EQ(count(), before);
  }
}

TEST(FamilyScratch, IsRefusedWithTheReasonWithoutTheRight) {
  FamilyDatabase database;
  const std::string user = database.fresh().name().substr(14);
  database.execute("CREATE USER '" + user + "'@'%' IDENTIFIED BY 'pw-of-the-test'");
  database.execute("GRANT ALL ON `" + database.fresh().name() + "`.* TO '" + user + "'@'%'");
  Endpoint endpoint = database.fresh().endpoint();
  endpoint.user = user;
  endpoint.password = Secret("pw-of-the-test");
  {
    const auto session = database.dialect().connect(endpoint);
    const auto opened =
        ability<ScratchPlaces>(database.dialect())->open(*session, endpoint, nullptr);
    ASSERT_TRUE(std::holds_alternative<Unsupported>(opened));
    EXPECT_THAT(std::get<Unsupported>(opened).reason, HasSubstr("scratch"));
  }
  database.execute("DROP USER '" + user + "'@'%'");
}

}  // namespace
}  // namespace whimbrel::test
