// Objects beside tables: what is read, written and read again is the same, and each change and its
// way back leave what the model says.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mysql_family/family_database.h"
#include "whimbrel/diff/live_context.h"
#include "whimbrel/ops/inverse.h"

namespace whimbrel::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kTables = R"(
CREATE TABLE t (id int PRIMARY KEY AUTO_INCREMENT, a varchar(20), b int);
CREATE TABLE u (id int PRIMARY KEY, t_id int);
)";

ObjectId id(ObjectKind kind, const char* name) { return {kind, QualifiedName(name)}; }
ObjectId trigger_id(const char* name) {
  return {ObjectKind::trigger, QualifiedName(name), QualifiedName("t")};
}

SchemaObject view(const char* name, const char* query) {
  SchemaObject object;
  object.id = id(ObjectKind::view, name);
  object.definition = Expression(query);
  return object;
}

class FamilyObjects : public ::testing::Test {
 protected:
  void SetUp() override { database.script(kTables); }
  SchemaObject object(const ObjectId& which) {
    const Schema schema = database.read();
    const SchemaObject* found = schema.object(which);
    if (found == nullptr) ADD_FAILURE() << "there is no " << which.text();
    return found == nullptr ? SchemaObject() : *found;
  }
  /// Runs an operation and its way back, and expects what the model says of both.
  void there_and_back(const Operation& operation) {
    const Schema before = database.read();
    database.expect_effect({operation});
    const auto back = inverse(operation);
    ASSERT_TRUE(std::holds_alternative<Operation>(back));
    database.run({std::get<Operation>(back)});
    EXPECT_EQ(text_of(database.read()), text_of(before));
  }
  /// What is there, made in an empty database.
  void expect_same_elsewhere() {
    const Schema schema = database.read();
    FamilyDatabase copy;
    copy.run(creation_of(schema));
    EXPECT_EQ(text_of(copy.read()), text_of(schema));
    EXPECT_EQ(copy.definitions(), database.definitions());
  }
  FamilyDatabase database;
};

TEST_F(FamilyObjects, KeepViewsWithAllTheirOptions) {
  database.script(R"(
CREATE ALGORITHM=MERGE SQL SECURITY INVOKER VIEW v1 AS SELECT id, a AS aa, 'it''s' AS lit FROM t;
CREATE VIEW v2 AS SELECT id FROM v1 WHERE id > 3 WITH LOCAL CHECK OPTION;
CREATE VIEW v3 (p, q) AS SELECT id, concat(a, 'é') FROM t;
CREATE VIEW v4 AS (SELECT id FROM t WHERE id < 3) UNION ALL (SELECT t_id FROM u ORDER BY id LIMIT 1);
CREATE ALGORITHM=TEMPTABLE VIEW v5 AS SELECT t.a, count(*) AS c FROM t JOIN u ON t.id = u.t_id
  WHERE a LIKE 'q%' GROUP BY t.a HAVING count(*) > 1;
)");
  expect_same_elsewhere();
  const SchemaObject first = object(id(ObjectKind::view, "v1"));
  const std::map<std::string, std::string> options = {{"algorithm", "merge"},
                                                      {"sql_security", "invoker"}};
  EXPECT_EQ(first.options.at(dialect_under_test()), options);
  EXPECT_THAT(first.definition.text, Not(HasSubstr(database.fresh().name())));
}

TEST_F(FamilyObjects, ViewsComeChangeAndGo) {
  const SchemaObject first = view("v", "select `t`.`id` AS `id` from `t`");
  SchemaObject second = view("v", "select `t`.`id` AS `id`,`t`.`b` AS `b` from `t`");
  there_and_back(CreateObject{first});
  database.run({CreateObject{first}});
  second.options[dialect_under_test()] = {{"sql_security", "invoker"},
                                          {"check_option", "cascaded"}};
  there_and_back(AlterObject{second, first});
  there_and_back(RenameObject{first.id, Identifier("w")});
  there_and_back(DropObject{first.id, first});
}

TEST_F(FamilyObjects, KeepProgramsWithAllTheirCharacteristics) {
  database.script(R"(
DELIMITER $$
CREATE FUNCTION f(x int, y varchar(10) CHARACTER SET latin1) RETURNS varchar(20) DETERMINISTIC NO SQL
  COMMENT 'it''s' RETURN concat(x, y, 'é')$$
CREATE PROCEDURE p(IN a int, OUT b int, INOUT c decimal(10,2) unsigned) READS SQL DATA
  SQL SECURITY INVOKER BEGIN
  -- a comment; with a mark
  SELECT count(*) INTO b FROM t WHERE t.id > a; SET c = c + 1; END$$
CREATE PROCEDURE `odd ``name`(`a b` enum('x','y;')) SELECT `a b`$$
CREATE TRIGGER touch BEFORE UPDATE ON t FOR EACH ROW BEGIN SET NEW.b = OLD.b + 1; SET NEW.a = 'x'; END$$
CREATE EVENT tidy ON SCHEDULE EVERY '1:30' HOUR_MINUTE STARTS '2030-01-01 00:00:00'
  ENDS '2031-01-01 00:00:00' ON COMPLETION PRESERVE DISABLE COMMENT 'ev' DO DELETE FROM t$$
CREATE EVENT later ON SCHEDULE AT '2035-01-01 00:00:00' DISABLE DO BEGIN DELETE FROM u; END$$
CREATE EVENT now ON SCHEDULE EVERY 2 DAY DISABLE DO DELETE FROM u$$
DELIMITER ;
SET SESSION sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT';
CREATE FUNCTION quoting() RETURNS int DETERMINISTIC RETURN (SELECT max("id") FROM "t");
SET SESSION time_zone = '+02:00', sql_mode = 'STRICT_TRANS_TABLES';
CREATE EVENT zoned ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01 00:00:00' DISABLE DO DELETE FROM t;
)");
  database.execute(
      "SET SESSION time_zone = '+00:00',"
      " sql_mode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'");
  const Schema schema = database.read();
  FamilyDatabase copy;
  copy.run(creation_of(schema));
  EXPECT_EQ(text_of(copy.read()), text_of(schema));
  EXPECT_EQ(copy.session().query("SELECT @@SESSION.sql_mode, @@SESSION.time_zone").rows,
            database.session().query("SELECT @@SESSION.sql_mode, @@SESSION.time_zone").rows);
}

TEST_F(FamilyObjects, ProgramsComeChangeAndGo) {
  const auto program = [](ObjectId which, const char* text) {
    SchemaObject object;
    object.id = std::move(which);
    object.definition = Expression(text);
    return object;
  };
  // MariaDB keeps the display width.
  const std::string number = database.is("mysql") ? "bigint" : "bigint(20)";
  const SchemaObject f1 = program(id(ObjectKind::function, "f"),
                                  "CREATE FUNCTION `f`(`x` int) RETURNS int DETERMINISTIC\n"
                                  "return x + 1");
  const std::string body =
      "CREATE FUNCTION `f`(`x` " + number + ") RETURNS " + number + " DETERMINISTIC\nreturn x + 2";
  SchemaObject f2 = program(f1.id, body.c_str());
  f2.comment = "it's";
  const SchemaObject t1 =
      program(trigger_id("touch"),
              "CREATE TRIGGER `touch` BEFORE INSERT ON `t` FOR EACH ROW set new.b = 1");
  const SchemaObject t2 = program(
      trigger_id("touch"), "CREATE TRIGGER `touch` AFTER DELETE ON `t` FOR EACH ROW delete from u");
  const SchemaObject e1 = program(id(ObjectKind::event, "e"),
                                  "CREATE EVENT `e` ON SCHEDULE EVERY 1 DAY STARTS"
                                  " '2030-01-01 00:00:00' DISABLE DO delete from t");
  SchemaObject e2 = program(e1.id,
                            "CREATE EVENT `e` ON SCHEDULE AT '2035-01-01 00:00:00' ON COMPLETION"
                            " PRESERVE DISABLE DO delete from u");
  e2.comment = "once";
  for (const auto& [first, second] : {std::pair(f1, f2), std::pair(t1, t2), std::pair(e1, e2)}) {
    SCOPED_TRACE(first.id.text());
    there_and_back(CreateObject{second});
    database.run({CreateObject{second}});
    const SchemaObject read = object(second.id);
    there_and_back(DropObject{second.id, read});
    const std::string before = text_of(database.read());
    database.run({RenameObject{second.id, Identifier("other")}});
    ObjectId other = second.id;
    other.name = QualifiedName("other");
    EXPECT_THAT(object(other).definition.text, HasSubstr("`other`"));
    database.run({RenameObject{other, second.id.name.name}});
    EXPECT_EQ(text_of(database.read()), before);
    database.run({DropObject{second.id, read}});
  }
}

TEST_F(FamilyObjects, TriggersFireInTheOrderThatIsSaid) {
  database.script(
      "CREATE TRIGGER b BEFORE INSERT ON t FOR EACH ROW SET NEW.b = 1;"
      "CREATE TRIGGER c BEFORE INSERT ON t FOR EACH ROW SET NEW.b = 2;"
      "CREATE TRIGGER a BEFORE INSERT ON t FOR EACH ROW PRECEDES c SET NEW.b = 3;");
  EXPECT_THAT(object(trigger_id("a")).definition.text, HasSubstr("FOLLOWS `b`"));
  EXPECT_THAT(object(trigger_id("c")).definition.text, HasSubstr("FOLLOWS `a`"));
  expect_same_elsewhere();
}

TEST_F(FamilyObjects, ATriggerThatSaysNothingFiresInTheOrderOfNames) {
  database.script(
      "CREATE TRIGGER a BEFORE INSERT ON t FOR EACH ROW SET NEW.b = 1;"
      "CREATE TRIGGER c BEFORE INSERT ON t FOR EACH ROW SET NEW.b = 2;");
  SchemaObject between = object(trigger_id("a"));
  between.id = trigger_id("b");
  between.definition =
      Expression("CREATE TRIGGER `b` BEFORE INSERT ON `t` FOR EACH ROW SET NEW.b = 3");
  there_and_back(CreateObject{between});
  const SchemaObject first = object(trigger_id("a"));
  SchemaObject changed = first;
  changed.definition =
      Expression("CREATE TRIGGER `a` BEFORE INSERT ON `t` FOR EACH ROW SET NEW.b = 9");
  there_and_back(AlterObject{changed, first});
  there_and_back(DropObject{first.id, first});
}

TEST_F(FamilyObjects, BelongToWhomTheOptionNames) {
  SchemaObject object = view("v", "select 1 AS `x`");
  object.options[dialect_under_test()]["definer"] = "some'body@localhost";
  EXPECT_THAT(database.rendered({CreateObject{object}}),
              ElementsAre("CREATE DEFINER = 'some''body'@'localhost' VIEW `v` AS select 1 AS `x`"));
}

TEST_F(FamilyObjects, ThatThisDatabaseHasNotAreRefusedByName) {
  for (const ObjectKind kind :
       {ObjectKind::enumeration, ObjectKind::domain, ObjectKind::materialized_view,
        ObjectKind::policy, ObjectKind::extension, ObjectKind::schema}) {
    SchemaObject object;
    object.id = id(kind, "mood");
    EXPECT_THAT(database.refusal({CreateObject{object}}), HasSubstr("'mood'"));
    EXPECT_THAT(database.refusal({DropObject{object.id, {}}}), HasSubstr("'mood'"));
  }
}

}  // namespace
}  // namespace whimbrel::test
