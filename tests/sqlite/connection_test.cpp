#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "sqlite_fixture.h"
#include "whimbrel/core/error.h"

namespace whimbrel::test {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Optional;

Endpoint endpoint_of(const std::string& url, const std::filesystem::path& base) {
  Endpoint endpoint = parse_url(Secret(url));
  endpoint.base_directory = base;
  return endpoint;
}

std::unique_ptr<Connection> connect(const std::string& url, const TemporaryFolder& folder) {
  return test_dialect("sqlite").connect(endpoint_of(url, folder.path()));
}

// The error that the call ends with.
template <class Call>
Error error_of(Call&& call) {
  try {
    call();
  } catch (const Error& error) {
    return error;
  }
  throw std::runtime_error("there was no error");
}

TEST(SqliteUrl, IsRelativeToTheConfiguration) {
  const TemporaryFolder folder;
  connect("sqlite:app.db", folder)->execute("CREATE TABLE a (b)");
  EXPECT_TRUE(std::filesystem::exists(folder / "app.db"));
}

TEST(SqliteUrl, MayBeAbsoluteWithAndWithoutSlashes) {
  const TemporaryFolder folder;
  const std::string file = (folder / "app.db").string();
  connect("sqlite:" + file, folder)->execute("CREATE TABLE a (b)");
  EXPECT_THAT(connect("sqlite://" + file, folder)->query("SELECT name FROM sqlite_schema").rows,
              ElementsAre(ElementsAre("a")));
}

TEST(SqliteUrl, NamesTheKnownParametersWhenOneIsUnknown) {
  const TemporaryFolder folder;
  const Error unknown = error_of([&] { connect("sqlite:a.db?cache=shared", folder); });
  EXPECT_EQ(unknown.code(), ErrorCode::config);
  EXPECT_THAT(unknown.what(), AllOf(HasSubstr("'cache'"), HasSubstr("mode")));
  const Error wrong = error_of([&] { connect("sqlite:a.db?mode=write", folder); });
  EXPECT_THAT(wrong.what(), HasSubstr("rwc"));
}

TEST(SqliteUrl, SaysWhetherToWaitForTheDisk) {
  const TemporaryFolder folder;
  const auto setting = [&](const std::string& url) {
    const auto connection = connect(url, folder);
    connection->execute("CREATE TABLE IF NOT EXISTS a (b)");
    return connection->query("PRAGMA synchronous").rows.at(0).at(0);
  };
  EXPECT_EQ(setting("sqlite:a.db"), "2");
  EXPECT_EQ(setting("sqlite:a.db?synchronous=full"), "2");
  EXPECT_EQ(setting("sqlite:a.db?synchronous=off"), "0");
  const Error wrong = error_of([&] { connect("sqlite:a.db?synchronous=no", folder); });
  EXPECT_THAT(wrong.what(), AllOf(HasSubstr("synchronous=no"), HasSubstr("full")));
}

TEST(SqliteUrl, RefusesAHostAndAUser) {
  const TemporaryFolder folder;
  EXPECT_EQ(error_of([&] { connect("sqlite://app.db", folder); }).code(), ErrorCode::config);
  const Error user = error_of([&] { connect("sqlite://me:secret@/app.db", folder); });
  EXPECT_EQ(user.code(), ErrorCode::config);
  EXPECT_THAT(user.what(), ::testing::Not(HasSubstr("secret")));
}

TEST(SqliteConnection, CreatesTheFileOnlyWhenSomethingIsWritten) {
  const TemporaryFolder folder;
  const auto connection = connect("sqlite:new.db", folder);
  EXPECT_THAT(connection->query("SELECT name FROM sqlite_schema").rows, IsEmpty());
  EXPECT_EQ(error_of([&] { connection->query("SELECT * FROM a"); }).condition(),
            DatabaseCondition::undefined_table);
  EXPECT_FALSE(std::filesystem::exists(folder / "new.db"));
  connection->begin();
  connection->execute("CREATE TABLE a (b)");
  connection->commit();
  EXPECT_THAT(connection->query("SELECT count(*) FROM a").rows, ElementsAre(ElementsAre("0")));
  EXPECT_GT(std::filesystem::file_size(folder / "new.db"), 0u);
}

TEST(SqliteConnection, SeesAFileThatSomebodyElseHasMadeMeanwhile) {
  const TemporaryFolder folder;
  const auto early = connect("sqlite:new.db", folder);
  connect("sqlite:new.db", folder)->execute("CREATE TABLE a (b)");
  EXPECT_THAT(early->query("SELECT name FROM sqlite_schema").rows, ElementsAre(ElementsAre("a")));
}

TEST(SqliteConnection, SaysWhichFolderIsMissing) {
  const TemporaryFolder folder;
  const Error error = error_of([&] { connect("sqlite:no/app.db", folder); });
  EXPECT_EQ(error.code(), ErrorCode::connection);
  EXPECT_EQ(error.condition(), DatabaseCondition::other);  // waiting for it is in vain
  EXPECT_THAT(error.message(), HasSubstr((folder / "no").string()));
  EXPECT_THAT(error.hint(), HasSubstr("make the folder"));
}

TEST(SqliteConnection, DoesNotMakeAFileThatMustExist) {
  const TemporaryFolder folder;
  for (const char* mode : {"ro", "rw"}) {
    const Error error =
        error_of([&] { connect("sqlite:app.db?mode=" + std::string(mode), folder); });
    EXPECT_EQ(error.condition(), DatabaseCondition::other);  // waiting for it is in vain
    EXPECT_THAT(error.message(), HasSubstr("there is no database"));
  }
  EXPECT_FALSE(std::filesystem::exists(folder / "app.db"));
}

TEST(SqliteConnection, SaysThatAFileIsNoDatabase) {
  const TemporaryFolder folder;
  folder.write("notes.txt", "These are notes, and no database at all, however long they get.");
  const Error error =
      error_of([&] { connect("sqlite:notes.txt", folder)->query("SELECT * FROM sqlite_schema"); });
  EXPECT_EQ(error.code(), ErrorCode::connection);
  EXPECT_THAT(error.message(), HasSubstr("is not a SQLite database"));
}

TEST(SqliteConnection, CannotWriteWhatItOpenedReadOnly) {
  const TemporaryFolder folder;
  connect("sqlite:app.db", folder)->execute("CREATE TABLE a (b)");
  const auto reader = connect("sqlite:app.db?mode=ro", folder);
  EXPECT_THAT(reader->query("SELECT * FROM a").rows, IsEmpty());
  EXPECT_EQ(error_of([&] { reader->execute("INSERT INTO a VALUES (1)"); }).condition(),
            DatabaseCondition::read_only);
}

TEST(SqliteConnection, WaitsForALockAsLongAsItIsTold) {
  const TemporaryFolder folder;
  const auto writer = connect("sqlite:app.db", folder);
  writer->begin();
  Endpoint endpoint = endpoint_of("sqlite:app.db", folder.path());
  endpoint.lock_timeout = std::chrono::milliseconds(50);
  const auto other = test_dialect("sqlite").connect(endpoint);
  const auto start = std::chrono::steady_clock::now();
  const Error error = error_of([&] { other->begin(); });
  EXPECT_EQ(error.condition(), DatabaseCondition::lock_timeout);
  EXPECT_EQ(error.code(), ErrorCode::database);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(3));
  writer->rollback();
  other->begin();
  other->rollback();
}

TEST(SqliteConnection, StopsAStatementThatRunsTooLong) {
  const TemporaryFolder folder;
  Endpoint endpoint = endpoint_of("sqlite:app.db", folder.path());
  endpoint.statement_timeout = std::chrono::milliseconds(50);
  const auto connection = test_dialect("sqlite").connect(endpoint);
  const Error error = error_of([&] {
    connection->query(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
        "SELECT max(i) FROM n");
  });
  EXPECT_EQ(error.condition(), DatabaseCondition::cancelled);
  EXPECT_THAT(error.message(), HasSubstr("statement_timeout"));
  EXPECT_THAT(connection->query("SELECT 1").rows, ElementsAre(ElementsAre("1")));
}

TEST(SqliteConnection, TellsARowThatExistsFromOtherFailures) {
  SqliteDatabase database(
      "CREATE TABLE a (b PRIMARY KEY, c UNIQUE, d NOT NULL DEFAULT 0);"
      "INSERT INTO a VALUES (1, 2, 3)");
  const auto condition = [&](const char* sql) {
    return error_of([&] { database.connection().execute(sql); }).condition();
  };
  EXPECT_EQ(condition("INSERT INTO a VALUES (1, 3, 4)"), DatabaseCondition::unique_violation);
  EXPECT_EQ(condition("INSERT INTO a VALUES (2, 2, 4)"), DatabaseCondition::unique_violation);
  EXPECT_EQ(condition("INSERT INTO a VALUES (2, 3, NULL)"), DatabaseCondition::other);
  EXPECT_EQ(condition("INSERT INTO z VALUES (2)"), DatabaseCondition::undefined_table);
  EXPECT_EQ(condition("SELEC"), DatabaseCondition::other);
}

TEST(SqliteConnection, SaysWhatItRefusedAndWhy) {
  SqliteDatabase database;
  const Error error = error_of([&] { database.connection().execute("DROP TABLE z"); });
  EXPECT_EQ(error.code(), ErrorCode::database);
  EXPECT_EQ(error.statement(), "DROP TABLE z");
  EXPECT_EQ(error.native_code(), "1");
  EXPECT_THAT(error.message(), HasSubstr("no such table: z"));
}

TEST(SqliteConnection, RefusesASecondStatementInsteadOfDroppingIt) {
  SqliteDatabase database;
  const Error error =
      error_of([&] { database.connection().execute("CREATE TABLE a (b); CREATE TABLE c (d)"); });
  EXPECT_THAT(error.message(), HasSubstr("more than one statement"));
  EXPECT_THAT(database.read().tables, IsEmpty());
  database.connection().execute("CREATE TABLE a (b); -- and nothing else\n;");
  EXPECT_EQ(database.read().tables.size(), 1u);
}

TEST(SqliteConnection, EnforcesForeignKeys) {
  SqliteDatabase database(
      "CREATE TABLE p (id INTEGER PRIMARY KEY);"
      "CREATE TABLE c (p REFERENCES p)");
  EXPECT_THROW(database.connection().execute("INSERT INTO c VALUES (1)"), Error);
}

TEST(SqliteConnection, CountsTheRowsThatChanged) {
  SqliteDatabase database("CREATE TABLE a (b); INSERT INTO a VALUES (1), (2), (3)");
  EXPECT_EQ(database.connection().execute("UPDATE a SET b = 0 WHERE b > 1"), 2u);
  EXPECT_EQ(database.connection().execute("CREATE TABLE c (d)"), 0u);
  EXPECT_EQ(database.connection().execute("DELETE FROM a"), 3u);
}

TEST(SqliteConnection, TellsNullFromEmptyAndKeepsBytes) {
  SqliteDatabase database;
  const Rows rows = database.connection().query("SELECT NULL AS a, '' AS b, x'00ff' AS c, 1.5");
  EXPECT_THAT(rows.columns, ElementsAre("a", "b", "c", "1.5"));
  EXPECT_EQ(rows.rows[0][0], std::nullopt);
  EXPECT_THAT(rows.rows[0][1], Optional(std::string()));
  EXPECT_THAT(rows.rows[0][2], Optional(std::string("\0\xff", 2)));
  EXPECT_THAT(rows.rows[0][3], Optional(std::string("1.5")));
}

TEST(SqliteConnection, GoesOnOnlyWithARollbackAfterAFailure) {
  SqliteDatabase database("CREATE TABLE a (b)");
  Connection& connection = database.connection();
  connection.begin();
  connection.execute("INSERT INTO a VALUES (1)");
  EXPECT_THROW(connection.execute("INSERT INTO z VALUES (1)"), Error);
  EXPECT_THROW(connection.execute("INSERT INTO a VALUES (2)"), Error);
  EXPECT_THROW(connection.commit(), Error);
  connection.rollback();
  EXPECT_EQ(database.value("SELECT count(*) FROM a"), "0");
  connection.rollback();  // nothing is open
}

TEST(SqliteConnection, RollsBackWhatIsOpenAtItsEnd) {
  SqliteDatabase database("CREATE TABLE a (b)");
  {
    const auto other = database.place().connect();
    other->begin();
    other->execute("INSERT INTO a VALUES (1)");
  }
  EXPECT_EQ(database.value("SELECT count(*) FROM a"), "0");
}

}  // namespace
}  // namespace whimbrel::test
