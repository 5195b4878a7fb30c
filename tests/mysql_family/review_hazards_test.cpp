// What the guide says of copies and locks is what the server answers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "mysql_family/family_database.h"
#include "support/review_law.h"
#include "whimbrel/core/error.h"
#include "whimbrel/ops/apply.h"

namespace whimbrel::test {
namespace {

constexpr const char* kTables = R"(
DROP TABLE IF EXISTS t; DROP TABLE IF EXISTS k; DROP TABLE IF EXISTS p;
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE k (id int NOT NULL, a int);
CREATE TABLE t (
  id int PRIMARY KEY, a int, n int, d int NOT NULL DEFAULT 0, short varchar(20), middle varchar(50),
  longer varchar(100), indexed varchar(20), words text, moment datetime,
  kind enum('x','y'), tags set('a','b'), price decimal(10,2), place geometry NOT NULL, fk int,
  v int AS (a + 1) VIRTUAL, bytes varbinary(100),
  CONSTRAINT positive CHECK (a > 0), KEY ix (indexed), UNIQUE KEY uq (d), KEY ifk (fk)
) DEFAULT CHARSET = utf8mb4;
CREATE TABLE s (id int PRIMARY KEY, a int, g int AS (a + 1) STORED);
INSERT INTO p VALUES (1);
INSERT INTO k VALUES (1, 1);
INSERT INTO s (id, a) VALUES (1, 1);
INSERT INTO t (id, a, n, place) VALUES (1, 1, 1, ST_GeomFromText('POINT(1 1)'));
)";

constexpr const char* kChanges[] = {
    "ALTER TABLE t ADD COLUMN z int",
    "ALTER TABLE t ADD COLUMN z int NOT NULL DEFAULT 5",
    "ALTER TABLE t ADD COLUMN z datetime DEFAULT CURRENT_TIMESTAMP",
    "ALTER TABLE t ADD COLUMN z int DEFAULT (1 + 1)",
    "ALTER TABLE t ADD COLUMN z int AS (a + 5) VIRTUAL",
    "ALTER TABLE t ADD COLUMN z int AS (a + 5) STORED",
    "ALTER TABLE k ADD COLUMN z int AUTO_INCREMENT UNIQUE",
    "ALTER TABLE t DROP COLUMN words",
    "ALTER TABLE t DROP COLUMN indexed",
    "ALTER TABLE t DROP COLUMN v",
    "ALTER TABLE t RENAME COLUMN words TO texts",
    "ALTER TABLE t MODIFY n bigint",
    "ALTER TABLE t MODIFY n int unsigned",
    "ALTER TABLE t MODIFY short varchar(60)",
    "ALTER TABLE t MODIFY short varchar(63)",
    "ALTER TABLE t MODIFY short varchar(64)",
    "ALTER TABLE t MODIFY middle varchar(300)",
    "ALTER TABLE t MODIFY longer varchar(200)",
    "ALTER TABLE t MODIFY longer varchar(80)",
    "ALTER TABLE t MODIFY indexed varchar(40)",
    "ALTER TABLE t MODIFY bytes varbinary(200)",
    "ALTER TABLE t MODIFY bytes varbinary(300)",
    "ALTER TABLE t MODIFY longer text",
    "ALTER TABLE t MODIFY words longtext",
    "ALTER TABLE t MODIFY longer char(100)",
    "ALTER TABLE t MODIFY longer varchar(100) COLLATE utf8mb4_bin",
    "ALTER TABLE t MODIFY indexed varchar(20) COLLATE utf8mb4_bin",
    "ALTER TABLE t MODIFY longer varchar(100) CHARACTER SET latin1",
    "ALTER TABLE t MODIFY kind enum('x','y','z')",
    "ALTER TABLE t MODIFY kind enum('x','z','y')",
    "ALTER TABLE t MODIFY kind enum('x')",
    "ALTER TABLE t MODIFY tags set('a','b','c')",
    "ALTER TABLE t MODIFY tags set('a','b','c','d','e','f','g','h','i')",
    "ALTER TABLE t MODIFY moment datetime(3)",
    "ALTER TABLE t MODIFY price decimal(12,2)",
    "ALTER TABLE t MODIFY n int NOT NULL",
    "ALTER TABLE t MODIFY d int NULL DEFAULT 0",
    "ALTER TABLE t MODIFY n int DEFAULT 7",
    "ALTER TABLE t MODIFY n int COMMENT 'x'",
    "ALTER TABLE t MODIFY moment datetime DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP",
    "ALTER TABLE t ALTER COLUMN n SET DEFAULT 5",
    "ALTER TABLE t ALTER COLUMN d DROP DEFAULT",
    "ALTER TABLE k MODIFY id int NOT NULL AUTO_INCREMENT UNIQUE",
    "ALTER TABLE s MODIFY g int AS (a + 3) STORED",
    "ALTER TABLE t MODIFY v int AS (a + 3) VIRTUAL",
    "ALTER TABLE t ADD INDEX z (n)",
    "ALTER TABLE t ADD UNIQUE z (n)",
    "ALTER TABLE t ADD FULLTEXT z (words)",
    "ALTER TABLE t ADD SPATIAL INDEX z (place)",
    "ALTER TABLE t DROP INDEX ix",
    "ALTER TABLE t DROP INDEX uq",
    "ALTER TABLE k ADD PRIMARY KEY (id)",
    "ALTER TABLE t DROP PRIMARY KEY",
    "ALTER TABLE p DROP PRIMARY KEY",
    "ALTER TABLE t ADD CONSTRAINT z CHECK (n > 0)",
    "ALTER TABLE t DROP CONSTRAINT positive",
    "ALTER TABLE t ADD CONSTRAINT z FOREIGN KEY (n) REFERENCES p (id)",
    "ALTER TABLE t COMMENT = 'x'",
    "ALTER TABLE t CONVERT TO CHARACTER SET latin1",
    "ALTER TABLE t ENGINE = InnoDB",
    "ALTER TABLE t FORCE",
    "ALTER TABLE t ROW_FORMAT = COMPRESSED",
    "ALTER TABLE k ENGINE = MyISAM",
};

struct Effect {
  bool blocks = false;    ///< writing is not possible meanwhile
  bool rewrites = false;  ///< the table is another one than before
  bool operator==(const Effect&) const = default;
};

void PrintTo(const Effect& effect, std::ostream* out) {
  *out << (effect.blocks ? "blocks writing" : "lets others write") << ", "
       << (effect.rewrites ? "writes the table anew" : "leaves the table");
}

/// What hazards claim: by the rule, and a copy is said as "nobody can write".
Effect claimed(const std::vector<Hazard>& hazards) {
  Effect effect;
  for (const Hazard& hazard : hazards) {
    const bool blocks = hazard.message.find("nobody can write") != std::string::npos ||
                        hazard.message.find("blocks writing") != std::string::npos;
    const bool anew = hazard.rule == "table-rebuild" || hazard.rule == "not-null-scans-table";
    effect.blocks |= blocks;
    effect.rewrites |= anew;
  }
  return effect;
}

class ReviewHazards : public ::testing::Test {
 protected:
  std::string table_number(const std::string& table) {
    const std::string view = database_.is("mysql") ? "INNODB_TABLES" : "INNODB_SYS_TABLES";
    const Rows rows =
        database_.session().query("SELECT TABLE_ID FROM information_schema." + view +
                                  " WHERE NAME = CONCAT(DATABASE(), '/" + table + "')");
    return rows.rows.empty() ? "" : rows.rows[0][0].value_or("");
  }

  std::vector<Hazard> hazards(const std::string& statement) {
    const Schema before = database_.read();
    const ReviewPlace place{before, {}, database_.session().server().version_number};
    const ReviewGuide& guide = guide_of(database_.dialect());
    const SqlReading reading = guide.read(statement, place);
    std::vector<Hazard> all = reading.hazards;
    for (const ReadOperation& each : reading.operations)
      for (Hazard& hazard : guide.hazards_of(each.operation, place)) all.push_back(hazard);
    return all;
  }

  /// With LOCK=NONE the server refuses what would block writing.
  Effect observed(const std::string& statement) {
    const std::string table = statement.substr(12, 1);
    const std::string before = table_number(table);
    Effect effect;
    try {
      database_.execute(statement + ", LOCK=NONE");
    } catch (const Error&) {
      effect.blocks = true;
      database_.execute(statement);
    }
    effect.rewrites = table_number(table) != before;
    return effect;
  }

  FamilyDatabase database_;
};

TEST_F(ReviewHazards, BlockAndRewriteAsTheServerDoes) {
  for (const std::string statement : kChanges) {
    database_.script("DROP TABLE IF EXISTS s");
    database_.script(kTables);
    Effect claim = claimed(hazards(statement));
    const Effect effect = observed(statement);
    // What blocks is mostly a copy; an index that blocks may come with one or not.
    if (claim.blocks) claim.rewrites = effect.rewrites;
    EXPECT_EQ(claim, effect) << statement;
  }
}

TEST_F(ReviewHazards, AreNotToldOfNewTables) {
  database_.script(kTables);
  const Schema before = database_.read();
  const std::vector<QualifiedName> all = {QualifiedName("t"), QualifiedName("k"),
                                          QualifiedName("s"), QualifiedName("p")};
  const ReviewPlace place{before, all, 0};
  const ReviewGuide& guide = guide_of(database_.dialect());
  for (const std::string statement : kChanges) {
    const SqlReading reading = guide.read(statement, place);
    EXPECT_TRUE(claimed(reading.hazards) == Effect{}) << statement;
    for (const ReadOperation& each : reading.operations)
      EXPECT_TRUE(claimed(guide.hazards_of(each.operation, place)) == Effect{}) << statement;
  }
}

TEST_F(ReviewHazards, NameWhatIsReserved) {
  const ReviewGuide& guide = guide_of(database_.dialect());
  const Rows words = database_.session().query(
      "SELECT DISTINCT LOWER(WORD) FROM information_schema.KEYWORDS WHERE WORD REGEXP "
      "'^[a-zA-Z_]+$'");
  ASSERT_GT(words.rows.size(), 500u);
  for (const auto& row : words.rows) {
    const std::string& word = row[0].value();
    bool refused = false;
    try {
      database_.execute("CREATE TEMPORARY TABLE whimbrel_word (" + word + " int)");
      database_.execute("DROP TEMPORARY TABLE whimbrel_word");
    } catch (const Error&) {
      refused = true;
    }
    EXPECT_EQ(guide.is_reserved(word), refused) << word;
  }
  EXPECT_FALSE(guide.is_reserved("users"));
}

TEST_F(ReviewHazards, NameEnginesCharacterSetsAndForgottenReferences) {
  const ReviewGuide& guide = guide_of(database_.dialect());
  const Schema nothing;
  const auto rules = [&](const std::string& statement, int version) {
    const ReviewPlace place{nothing, {}, version};
    const SqlReading reading = guide.read(statement, place);
    std::set<std::string> found;
    for (const Hazard& hazard : reading.hazards) found.insert(hazard.rule);
    for (const ReadOperation& each : reading.operations)
      for (const Hazard& hazard : guide.hazards_of(each.operation, place))
        found.insert(hazard.rule);
    return found;
  };
  using ::testing::ElementsAre;
  EXPECT_THAT(rules("CREATE TABLE a (b int) ENGINE=MyISAM", 0),
              ElementsAre("non-transactional-engine"));
  EXPECT_THAT(rules("CREATE TABLE a (b varchar(9)) DEFAULT CHARSET=utf8", 0),
              ElementsAre("three-byte-charset"));
  EXPECT_THAT(rules("CREATE TABLE a (b int) ENGINE=InnoDB CHARSET utf8mb4", 0),
              ::testing::IsEmpty());
  const std::string inline_reference = "CREATE TABLE a (b int REFERENCES c (d))";
  EXPECT_THAT(rules(inline_reference, 0), ::testing::IsEmpty());
  if (database_.is("mysql")) {
    EXPECT_THAT(rules(inline_reference, 8'004'000), ElementsAre("inline-references-ignored"));
  }
  EXPECT_THAT(rules("DROP DATABASE shop", 0), ElementsAre("drop-database"));
}

TEST_F(ReviewHazards, TellTheKindOfStatement) {
  const ReviewGuide& guide = guide_of(database_.dialect());
  const Schema nothing;
  const auto read = [&](std::string_view sql) { return guide.read(sql, {nothing, {}, 0}); };
  using Kind = SqlReading::Kind;
  EXPECT_EQ(read("START TRANSACTION").kind, Kind::transaction);
  EXPECT_EQ(read("SET autocommit = 0").kind, Kind::transaction);
  EXPECT_TRUE(read("SET SESSION innodb_lock_wait_timeout = 3").sets_lock_timeout);
  EXPECT_TRUE(read("SET @@session.lock_wait_timeout = 3").sets_lock_timeout);
  EXPECT_FALSE(read("SET GLOBAL lock_wait_timeout = 3").sets_lock_timeout);
  const std::string limit = database_.is("mysql") ? "max_execution_time" : "max_statement_time";
  EXPECT_TRUE(read("SET " + limit + " = 3").sets_statement_timeout);
  const SqlReading timed = read("SET STATEMENT lock_wait_timeout=1 FOR DROP TABLE a");
  EXPECT_TRUE(timed.sets_lock_timeout);
  EXPECT_EQ(timed.operations.size(), 1u);
  EXPECT_TRUE(read("UPDATE a SET b = (SELECT c FROM d WHERE e)").changes_all_rows);
  EXPECT_FALSE(read("UPDATE a JOIN d ON a.x = d.x SET b = 1").changes_all_rows);
  EXPECT_FALSE(read("INSERT INTO a SELECT * FROM b").changes_all_rows);
  EXPECT_EQ(read("CALL p()").unread, "the statement CALL");
}

}  // namespace
}  // namespace whimbrel::test
