// A run of many migrations, which reads no table twice, does what as many runs of one do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/project.h"

namespace whimbrel::test {
namespace {

using ::testing::HasSubstr;

struct Change {
  const char* id;
  const char* parent;
  const char* body;
};

constexpr Change kChanges[] = {
    {"a1", "", R"yaml(upgrade:
  - create_table:
      name: authors
      columns:
        - {name: id, type: bigint, primary_key: true, autoincrement: true}
        - {name: name, type: varchar(120), nullable: false, default: ''}
        - {name: born, type: integer}
      checks: {ck_authors_born: "born > 1000"}
  - create_table:
      name: books
      columns:
        - {name: id, type: bigint, primary_key: true, autoincrement: true}
        - {name: author_id, type: bigint, nullable: false,
           references: {table: authors, column: id, on_delete: cascade}}
        - {name: title, type: varchar(200)}
downgrade: auto
)yaml"},
    {"b2", "a1", R"yaml(upgrade:
  - add_column: {table: authors, column: {name: remark, type: varchar(400)}}
  - create_index: {name: ix_authors_remark, table: authors, columns: [remark, name]}
  - create_index: {name: ix_books_title, table: books, columns: [title]}
downgrade: auto
)yaml"},
    {"c3", "b2", R"yaml(upgrade:
  - alter_column: {table: authors, column: born, type: bigint}
  - create_unique_constraint: {name: uq_books_title, table: books, columns: [title]}
downgrade:
  - drop_constraint: {name: uq_books_title, table: books, type: unique}
  - alter_column: {table: authors, column: born, type: integer}
)yaml"},
    {"d4", "c3", R"yaml(upgrade:
  - drop_index: {name: ix_authors_remark, table: authors}
  - drop_column: {table: authors, column: remark}
  - rename_column: {table: books, column: title, to: name}
downgrade:
  - rename_column: {table: books, column: name, to: title}
  - add_column: {table: authors, column: {name: remark, type: varchar(400)}}
  - create_index: {name: ix_authors_remark, table: authors, columns: [remark, name]}
)yaml"},
    {"e5", "d4", R"yaml(upgrade:
  - create_index: {name: ix_books_name, table: books, columns: [name]}
  - alter_column: {table: books, column: name, nullable: false}
downgrade:
  - alter_column: {table: books, column: name, nullable: true}
  - drop_index: {name: ix_books_name, table: books}
)yaml"},
};

void add_changes(Project& project) {
  for (const Change& each : kChanges) project.add_revision(each.id, each.parent, each.body);
}

class LongRun : public ::testing::Test {
 protected:
  LongRun() {
    add_changes(at_once_);
    add_changes(one_by_one_);
  }

  FreshDatabase first_;
  FreshDatabase second_;
  Project at_once_{first_};
  Project one_by_one_{second_};
};

TEST_F(LongRun, MakesTheTablesThatOneMigrationAtATimeMakes) {
  at_once_.succeed({"upgrade", "head"});
  for (std::size_t i = 0; i < std::size(kChanges); ++i) one_by_one_.succeed({"upgrade", "+1"});
  EXPECT_EQ(at_once_.inspect(), one_by_one_.inspect());
  at_once_.succeed({"downgrade", "a1"});
  for (std::size_t i = 1; i < std::size(kChanges); ++i) one_by_one_.succeed({"downgrade", "-1"});
  EXPECT_EQ(at_once_.inspect(), one_by_one_.inspect());
  at_once_.succeed({"upgrade", "head"});
  one_by_one_.succeed({"upgrade", "head"});
  EXPECT_EQ(at_once_.inspect(), one_by_one_.inspect());
  at_once_.succeed({"downgrade", "base"});
  EXPECT_EQ(value_of(first_, "SELECT count(*) FROM whimbrel_version"), "0");
}

// The second statement is refused; the run that goes on knows the tables from the database alone.
TEST_F(LongRun, ThatFailsBehindTablesOfItsOwnGoesOnWhereItStopped) {
  at_once_.succeed({"upgrade", "b2"});
  run_script(first_,
             "INSERT INTO authors (id, name) VALUES (1, 'a');"
             "INSERT INTO books (id, author_id, title) VALUES (1, 1, 't'), (2, 1, 't');");
  const std::string refused = at_once_.expect(1, {"upgrade", "head"}).err;
  EXPECT_THAT(refused, HasSubstr("c3.yaml:"));
  run_script(first_, "DELETE FROM books WHERE id = 2;");
  at_once_.succeed({"upgrade", "head"});
  one_by_one_.succeed({"upgrade", "head"});
  EXPECT_EQ(at_once_.inspect(), one_by_one_.inspect());
}

}  // namespace
}  // namespace whimbrel::test
