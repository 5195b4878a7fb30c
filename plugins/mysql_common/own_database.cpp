#include "own_database.h"

#include "product.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::mysql_family {

void create_own_database(Connection& on, const Identifier& database, Connection* like) {
  SqlWriter sql(family_syntax());
  sql.word("CREATE DATABASE").name(database);
  if (like != nullptr) {
    const Rows rows = like->query("SELECT @@character_set_database, @@collation_database");
    sql.word("CHARACTER SET").name(Identifier(rows.rows.at(0).at(0).value_or("")));
    sql.word("COLLATE").name(Identifier(rows.rows.at(0).at(1).value_or("")));
  }
  on.execute(std::move(sql).take());
}

void drop_own_database(Connection& on, const Identifier& database) {
  SqlWriter sql(family_syntax());
  sql.word("DROP DATABASE IF EXISTS").name(database);
  on.execute(std::move(sql).take());
}

}  // namespace whimbrel::mysql_family
