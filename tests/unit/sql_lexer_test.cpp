#include "whimbrel/dialect/sql_lexer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>

#include "support/example_syntax.h"

namespace whimbrel {
namespace {

using test::mysql_syntax;
using test::postgresql_syntax;
using test::sqlite_syntax;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Kind = SqlToken::Kind;

std::vector<std::string> texts(std::string_view sql, const Syntax& syntax) {
  std::vector<std::string> result;
  for (const SqlToken& token : lex(sql, syntax)) result.emplace_back(token.text);
  return result;
}

/// The one token that `sql` is expected to be.
SqlToken only(std::string_view sql, const Syntax& syntax) {
  const std::vector<SqlToken> tokens = lex(sql, syntax);
  EXPECT_THAT(tokens, SizeIs(1)) << sql;
  return tokens.empty() ? SqlToken{} : tokens.front();
}

TEST(SqlLexer, SeparatesWordsNumbersAndSymbols) {
  const auto tokens = lex("SELECT a_1, 1.5e-3 FROM t;", {});
  std::vector<Kind> kinds;
  for (const SqlToken& token : tokens) kinds.push_back(token.kind);
  EXPECT_THAT(kinds, ElementsAre(Kind::word, Kind::word, Kind::symbol, Kind::number, Kind::word,
                                 Kind::word, Kind::symbol));
  EXPECT_EQ(tokens[3].text, "1.5e-3");
}

TEST(SqlLexer, GivesThePlaceOfEachToken) {
  const auto tokens = lex("a\n  'x\ny' b\r\nc", {});
  ASSERT_THAT(tokens, SizeIs(4));
  EXPECT_EQ(tokens[1].offset, 4u);
  EXPECT_EQ(tokens[1].line, 2);
  EXPECT_EQ(tokens[2].line, 3);
  EXPECT_EQ(tokens[3].line, 4);
}

TEST(SqlLexer, GivesNothingForNothing) {
  EXPECT_THAT(lex("", {}), IsEmpty());
  EXPECT_THAT(lex(" \t\r\n\f\v", {}), IsEmpty());
  EXPECT_THAT(lex("\xEF\xBB\xBF", {}), IsEmpty());
}

TEST(SqlLexer, KnowsAByteOrderMarkFromAName) {
  EXPECT_THAT(texts("\xEF\xBB\xBFSELECT", {}), ElementsAre("SELECT"));
}

TEST(SqlLexer, ReadsEveryFormOfNumber) {
  for (const auto* number :
       {"1", "1.5", "1.", ".5", "1e5", "1E+5", "1.5e-10", "0x1F", "0b01", "1_000"}) {
    EXPECT_EQ(only(number, {}).kind, Kind::number) << number;
  }
  EXPECT_THAT(texts("1..10", {}), ElementsAre("1", ".", ".10"));
  EXPECT_THAT(texts("1-2", {}), ElementsAre("1", "-", "2"));
}

TEST(SqlLexer, TakesANameThatBeginsWithDigitsAsOneWord) {
  EXPECT_EQ(only("1st_table", {}).kind, Kind::word);
}

TEST(SqlLexer, KeepsNamesBeyondAsciiAndDollarSignsWhole) {
  EXPECT_EQ(only("größe", {}).kind, Kind::word);
  EXPECT_EQ(only("表", {}).kind, Kind::word);
  EXPECT_EQ(only("a$b", postgresql_syntax()).kind, Kind::word);
  EXPECT_EQ(only("a$$b$$", postgresql_syntax()).kind, Kind::word);
  EXPECT_EQ(only("$1", postgresql_syntax()).text, "$1");
}

TEST(SqlLexer, EndsAStringBehindDoubledQuotes) {
  EXPECT_EQ(only("'it''s; -- /* '", {}).kind, Kind::string);
  EXPECT_EQ(only("''", {}).text, "''");
  EXPECT_THAT(texts("'a\\' b", {}), ElementsAre("'a\\'", "b"));
}

TEST(SqlLexer, EscapesWithBackslashesWhereTheDialectDoes) {
  EXPECT_EQ(only(R"('a\' b')", mysql_syntax()).kind, Kind::string);
  EXPECT_EQ(only(R"("a\" b")", mysql_syntax()).kind, Kind::string);
  EXPECT_THAT(texts(R"('a\\' b)", mysql_syntax()), ElementsAre(R"('a\\')", "b"));
  EXPECT_THAT(texts(R"(`a\` b)", mysql_syntax()), ElementsAre(R"(`a\`)", "b"));
}

TEST(SqlLexer, TakesThePrefixOfAStringIntoTheToken) {
  EXPECT_EQ(only(R"(E'a\' b')", postgresql_syntax()).kind, Kind::string);
  EXPECT_EQ(only("N'a'", {}).kind, Kind::string);
  EXPECT_EQ(only("x'00'", {}).kind, Kind::string);
  EXPECT_EQ(only("B'01'", {}).kind, Kind::string);
  EXPECT_THAT(texts("_utf8'a'", mysql_syntax()), ElementsAre("_utf8", "'a'"));
  EXPECT_THAT(texts(R"(e'\' 1)", sqlite_syntax()), ElementsAre("e", R"('\')", "1"));
}

TEST(SqlLexer, KeepsEscapingInAnEscapeStringThatGoesOnInTheNextLine) {
  EXPECT_THAT(texts("E'a'\n'b\\' c' 'd\\'", postgresql_syntax()), SizeIs(3));
  EXPECT_THAT(texts("E'a', 'b\\' c", postgresql_syntax()), ElementsAre("E'a'", ",", "'b\\'", "c"));
}

TEST(SqlLexer, TellsQuotedNamesFromStrings) {
  EXPECT_EQ(only(R"("a ""b"" c")", {}).kind, Kind::quoted_name);
  EXPECT_EQ(only(R"("a")", mysql_syntax()).kind, Kind::string);
  EXPECT_EQ(only("`a``b`", mysql_syntax()).kind, Kind::quoted_name);
  EXPECT_EQ(only("[a b]", sqlite_syntax()).kind, Kind::quoted_name);
  EXPECT_THAT(texts("a[1]", postgresql_syntax()), ElementsAre("a", "[", "1", "]"));
}

TEST(SqlLexer, ReadsDollarQuotesUpToTheirOwnTag) {
  EXPECT_EQ(only("$$ ' ; -- $a$ $$", postgresql_syntax()).kind, Kind::string);
  EXPECT_EQ(only("$body$ $$ $bod$ $body$", postgresql_syntax()).kind, Kind::string);
  EXPECT_THAT(texts("$a $b", postgresql_syntax()), ElementsAre("$a", "$b"));
  EXPECT_THAT(texts("$1$2", postgresql_syntax()), ElementsAre("$1$2"));
  EXPECT_THAT(texts("$$ ; $$", sqlite_syntax()), ElementsAre("$$", ";", "$$"));
}

TEST(SqlLexer, KeepsCommentsWithTheirMarks) {
  EXPECT_THAT(texts("a -- b\nc /* d */ e", {}), ElementsAre("a", "-- b", "c", "/* d */", "e"));
  EXPECT_EQ(only("--", {}).kind, Kind::comment);
  EXPECT_EQ(only("-- a\r", {}).kind, Kind::comment);
  EXPECT_EQ(only("/**/", {}).kind, Kind::comment);
  EXPECT_THAT(texts("/*/ a */b", {}), ElementsAre("/*/ a */", "b"));
}

TEST(SqlLexer, NestsCommentsWhereTheDialectDoes) {
  EXPECT_EQ(only("/* a /* b */ c */", postgresql_syntax()).kind, Kind::comment);
  EXPECT_THAT(texts("/* a /* b */ c", {}), ElementsAre("/* a /* b */", "c"));
}

TEST(SqlLexer, AsksForWhiteSpaceBehindDashesWhereTheDialectDoes) {
  EXPECT_THAT(texts("1--1", mysql_syntax()), ElementsAre("1", "-", "-", "1"));
  EXPECT_THAT(texts("1--1", {}), ElementsAre("1", "--1"));
  EXPECT_EQ(only("--\t;", mysql_syntax()).kind, Kind::comment);
  EXPECT_EQ(only("--", mysql_syntax()).kind, Kind::comment);
}

TEST(SqlLexer, ReadsHashCommentsOnlyWhereTheDialectHasThem) {
  EXPECT_EQ(only("# a ; 'b", mysql_syntax()).kind, Kind::comment);
  EXPECT_THAT(texts("a #> b", postgresql_syntax()), ElementsAre("a", "#", ">", "b"));
}

TEST(SqlLexer, TakesAnExecutableCommentAsAWord) {
  EXPECT_EQ(only("/*!40101 SET NAMES utf8 */", mysql_syntax()).kind, Kind::word);
  EXPECT_EQ(only("/*M!100300 a */", mysql_syntax()).kind, Kind::word);
  EXPECT_EQ(only("/*! SET @a = '*/' /* b */ */", mysql_syntax()).kind, Kind::word);
  EXPECT_EQ(only("/*! a */", sqlite_syntax()).kind, Kind::comment);
}

TEST(SqlLexer, TakesALineThatBeginsWithABackslashAsAClientCommand) {
  const auto tokens = lex("\\set x ';'\r\nSELECT 1; \\echo a;b\n", postgresql_syntax());
  ASSERT_THAT(tokens, SizeIs(5));
  EXPECT_EQ(tokens[0].kind, Kind::client);
  EXPECT_EQ(tokens[0].text, "\\set x ';'");
  EXPECT_EQ(tokens[4].kind, Kind::client);
}

TEST(SqlLexer, TakesABackslashElsewhereAsASymbol) {
  EXPECT_THAT(texts("a \\ b", postgresql_syntax()), ElementsAre("a", "\\", "b"));
  EXPECT_EQ(only("'a\n\\b'", postgresql_syntax()).kind, Kind::string);
}

TEST(SqlLexer, KeepsTheRowsOfCopyApart) {
  const auto tokens = lex("COPY t (a) FROM stdin WITH (FORMAT text); -- rows\n1;'\n\\.\nSELECT",
                          postgresql_syntax());
  ASSERT_THAT(tokens, SizeIs(16));
  EXPECT_EQ(tokens[14].kind, Kind::rows);
  EXPECT_EQ(tokens[14].text, "1;'\n");
  EXPECT_EQ(tokens[15].text, "SELECT");
  EXPECT_EQ(tokens[15].line, 4);
}

TEST(SqlLexer, TakesNoRowsFromOtherStatements) {
  EXPECT_THAT(texts("COPY t FROM 'f';\na", postgresql_syntax()), SizeIs(6));
  EXPECT_THAT(texts("SELECT a FROM stdin;\na", postgresql_syntax()), SizeIs(6));
  EXPECT_THAT(texts("COPY t FROM stdin;\na", sqlite_syntax()), SizeIs(6));
}

TEST(SqlLexer, GivesTheMarkOfDelimiterAsOneSymbol) {
  const auto tokens = lex("DELIMITER $$\nEND$$\ndelimiter ;\na;", mysql_syntax());
  ASSERT_THAT(tokens, SizeIs(6));
  EXPECT_EQ(tokens[0].kind, Kind::client);
  EXPECT_EQ(tokens[1].text, "END");
  EXPECT_EQ(tokens[2].text, "$$");
  EXPECT_EQ(tokens[2].kind, Kind::symbol);
  EXPECT_FALSE(tokens[2].is_symbol('$'));
  EXPECT_TRUE(tokens[5].is_symbol(';'));
}

TEST(SqlLexer, TakesDelimiterInsideAStatementAsAName) {
  EXPECT_THAT(texts("SELECT\ndelimiter x;", mysql_syntax()),
              ElementsAre("SELECT", "delimiter", "x", ";"));
  EXPECT_EQ(lex("DELIMITER //", sqlite_syntax()).front().kind, Kind::word);
}

TEST(SqlLexer, LetsWhatIsNotClosedReachToTheEnd) {
  for (const auto* open : {"'a;", "\"a;", "$$a;", "$x$a;$$", "/* a;", "/* a /* b */", "E'a\\"}) {
    EXPECT_EQ(only(open, postgresql_syntax()).text, open);
  }
  EXPECT_EQ(only("[a;", sqlite_syntax()).text, "[a;");
  EXPECT_EQ(only("/*! 'a */", mysql_syntax()).text, "/*! 'a */");
}

TEST(SqlLexer, ComparesKeyWordsInAnyCase) {
  EXPECT_TRUE(only("CrEaTe", {}).is("create"));
  EXPECT_FALSE(only("created", {}).is("create"));
  EXPECT_FALSE(only("\"create\"", {}).is("create"));
}

TEST(SqlLexer, UnquotesNamesAndStrings) {
  EXPECT_EQ(unquoted(only("Name", {})), "Name");
  EXPECT_EQ(unquoted(only(R"("a ""b""")", {})), R"(a "b")");
  EXPECT_EQ(unquoted(only("`a``b`", mysql_syntax())), "a`b");
  EXPECT_EQ(unquoted(only("[a b]", sqlite_syntax())), "a b");
  EXPECT_EQ(unquoted(only("'it''s'", {})), "it's");
  EXPECT_EQ(unquoted(only("N'a'", {})), "a");
  EXPECT_EQ(unquoted(only("$x$a$$b$x$", postgresql_syntax())), "a$$b");
  EXPECT_EQ(unquoted(only("''", {})), "");
  EXPECT_EQ(unquoted(only("'a", {})), "a");
}

TEST(SqlLexer, TakesTimeInProportionToTheText) {
  // Each of these is read again and again when a search starts over at every token.
  for (const std::string_view piece : {"$a ", "/* ", "'a", "E'", "/*! '", "-- \n", "delimiter "}) {
    std::string sql;
    while (sql.size() < 1'000'000) sql += piece;
    const std::clock_t start = std::clock();  // a busy machine makes no difference
    lex(sql, postgresql_syntax());
    lex(sql, mysql_syntax());
    EXPECT_LT(std::clock() - start, 5 * CLOCKS_PER_SEC) << piece;
  }
}

}  // namespace
}  // namespace whimbrel
