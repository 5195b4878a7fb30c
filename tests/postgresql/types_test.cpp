// Portable types on PostgreSQL and back.
#include <gtest/gtest.h>

#include "postgresql/live_schema.h"
#include "whimbrel/core/error.h"

namespace whimbrel::test {
namespace {

std::string native(std::string_view type) {
  const auto result = postgresql().types().native(SqlType(std::string(type)), {});
  const auto* text = std::get_if<std::string>(&result);
  return text == nullptr ? "unsupported" : *text;
}

std::string spelling(std::string_view type) { return postgresql().types().spelling(type); }

TEST(PostgresqlTypes, PortableTypesBecomeTheirOwn) {
  EXPECT_EQ(native("blob"), "bytea");
  EXPECT_EQ(native("varbinary(16)"), "bytea");
  EXPECT_EQ(native("blob[]"), "bytea[]");
  EXPECT_EQ(native("JSON"), "json");
  EXPECT_EQ(native("timestamp(3) with time zone"), "timestamp(3) with time zone");
  EXPECT_EQ(native("varchar(20)[]"), "varchar(20)[]");
  EXPECT_EQ(native("public.\"Mood\""), "public.\"Mood\"");
}

TEST(PostgresqlTypes, AnEnumerationIsATypeOfItsOwnAndCannotBeWrittenWithAColumn) {
  EXPECT_EQ(native("enum('a', 'b')"), "unsupported");
}

TEST(PostgresqlTypes, WhatTheServerCallsATypeIsSpelledInThePortableWords) {
  EXPECT_EQ(spelling("character varying(20)"), "varchar(20)");
  EXPECT_EQ(spelling("timestamp without time zone"), "timestamp");
  EXPECT_EQ(spelling("timestamp(3) without time zone"), "timestamp(3)");
  EXPECT_EQ(spelling("timestamp(3) with time zone"), "timestamp(3) with time zone");
  EXPECT_EQ(spelling("time without time zone"), "time");
  EXPECT_EQ(spelling("numeric(10,2)"), "numeric(10,2)");
  EXPECT_EQ(spelling("character(3)[]"), "char(3)[]");
  EXPECT_EQ(spelling("bytea"), "blob");
}

TEST(PostgresqlTypes, OtherNamesOfATypeAreSpelledAsTheOne) {
  EXPECT_EQ(spelling("INT4"), "integer");
  EXPECT_EQ(spelling("pg_catalog.int8"), "bigint");
  EXPECT_EQ(spelling("timestamptz(3)"), "timestamp(3) with time zone");
  EXPECT_EQ(spelling("decimal( 10 , 2 )"), "numeric(10,2)");
  EXPECT_EQ(spelling("numeric(10)"), "numeric(10,0)");
  EXPECT_EQ(spelling("float(24)"), "real");
  EXPECT_EQ(spelling("float"), "double precision");
  EXPECT_EQ(spelling("char"), "char(1)");
  EXPECT_EQ(spelling("integer[3][3]"), "integer[]");
  EXPECT_EQ(spelling("int ARRAY"), "integer[]");
  EXPECT_EQ(spelling("bit"), "bit(1)");
}

TEST(PostgresqlTypes, TypesOfTheirOwnKeepTheirNames) {
  EXPECT_EQ(spelling("JSONB"), "jsonb");
  EXPECT_EQ(spelling("\"char\""), "\"char\"");
  EXPECT_EQ(spelling("\"My Type\"[]"), "\"My Type\"[]");
  EXPECT_EQ(spelling("time(3) with time zone"), "time(3) with time zone");
  EXPECT_EQ(spelling("character varying"), "character varying");
  EXPECT_EQ(spelling("interval day to second(3)"), "interval day to second(3)");
}

TEST(PostgresqlTypes, ASpellingSpellsItself) {
  FreshDatabase database("postgresql");
  const auto connection = database.connect();
  const Rows rows = connection->query(
      "SELECT format_type(t.oid, m.typmod) FROM pg_type t, (VALUES (-1), (NULL), (24), (655366))"
      " AS m (typmod) WHERE t.typtype IN ('b', 'd', 'e') AND (m.typmod = -1 OR t.typname !~ "
      "'interval')"
      " ORDER BY 1");
  ASSERT_GT(rows.rows.size(), 300u);
  for (const auto& row : rows.rows) {
    const std::string once = spelling(row[0].value());
    EXPECT_EQ(spelling(native(once)), once) << row[0].value();
  }
}

TEST(PostgresqlTypes, ASpellingMeansTheTypeThatTheServerMeant) {
  FreshDatabase database("postgresql");
  const auto connection = database.connect();
  const Rows rows = connection->query(
      "SELECT DISTINCT format_type(t.oid, m.typmod) FROM pg_type t, (VALUES (-1), (24)) AS m "
      "(typmod)"
      " WHERE t.typtype = 'b' AND (m.typmod = -1 OR t.typname !~ 'interval') AND t.typname NOT "
      "LIKE '%reg%' ORDER BY 1");
  for (const auto& row : rows.rows) {
    const std::string type = row[0].value();
    // The server prints lengths for types that take none.
    std::string real;
    try {
      real = connection->query("SELECT format_type(pg_typeof(NULL::" + type + "), -1)")
                 .rows[0][0]
                 .value();
    } catch (const Error&) {
      continue;
    }
    EXPECT_EQ(
        connection->query("SELECT format_type(pg_typeof(NULL::" + native(spelling(type)) + "), -1)")
            .rows[0][0],
        real)
        << type;
  }
}

}  // namespace
}  // namespace whimbrel::test
