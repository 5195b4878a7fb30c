// A database on which operations are rendered, executed and read back.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "postgresql/live_schema.h"
#include "whimbrel/ops/apply.h"

namespace whimbrel::test {

class PostgresqlOperations : public testing::Test {
 protected:
  Connection& db() { return *connection_; }

  /// The operation has the same effect on the database as on the model.
  void expect_effect(const Operation& operation) {
    Schema expected = read_schema(db());
    const auto problem = apply(operation, expected);
    ASSERT_EQ(problem, std::nullopt) << summary(operation);
    run(db(), {operation});
    EXPECT_EQ(read_schema(db()), expected) << summary(operation) << "\n" << sql(operation);
  }

  std::string sql(const Operation& operation) {
    std::string text;
    for (const Statement& statement : rendered(db(), std::span(&operation, 1)))
      text += (text.empty() ? "" : "; ") + statement.sql;
    return text;
  }

  std::string value(std::string_view query) {
    return db().query(query).rows.at(0).at(0).value_or("NULL");
  }

  AlterColumn alter(const char* column) {
    AlterColumn change;
    change.table = QualifiedName("t");
    change.column = Identifier(column);
    return change;
  }

 private:
  FreshDatabase database_{"postgresql"};
  std::unique_ptr<Connection> connection_ = database_.connect();
};

inline Column column(const char* name, const char* type) {
  Column made;
  made.name = Identifier(name);
  made.type = SqlType(std::string(type));
  return made;
}

inline DefaultValue number(const char* text) { return Literal{Literal::Kind::number, text}; }
inline DefaultValue text(const char* value) { return Literal{Literal::Kind::string, value}; }
inline Options options(const char* key, const char* value) {
  return {{"postgresql", {{key, value}}}};
}

inline Index index_on(const char* name, std::vector<IndexKey> keys) {
  Index index;
  index.name = Identifier(name);
  index.keys = std::move(keys);
  return index;
}

}  // namespace whimbrel::test
