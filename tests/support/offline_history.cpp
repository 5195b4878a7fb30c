#include "support/offline_history.h"

namespace whimbrel::test {
namespace {

constexpr const char* kTables = R"yaml(upgrade:
  - create_table:
      name: shelves
      columns:
        - {name: id, type: integer, primary_key: true}
        - {name: label, type: varchar(80), nullable: false, default: "it's; a \\ \"mark\" -- no /* comment, é"}
  - create_table:
      name: books
      columns:
        - {name: id, type: integer, primary_key: true}
        - {name: shelf_id, type: integer, references: {table: shelves, column: id}}
        - {name: title, type: varchar(200), nullable: false}
        - {name: pages, type: integer, nullable: false, default: 0}
      checks: {ck_books_pages: "pages >= 0"}
      indexes:
        ix_books_title: {columns: [title]}
  - create_table:
      name: loans
      columns:
        - {name: id, type: integer, primary_key: true}
        - {name: book_id, type: integer, nullable: false, references: {table: books, column: id, on_delete: cascade}}
        - {name: "odd name; \" ` it's", type: varchar(10)}
  - create_table:
      name: plays
      columns: [{name: id, type: integer}, {name: counted, type: integer}]
downgrade: auto
)yaml";

constexpr const char* kChanges = R"yaml(upgrade:
  - add_column: {table: books, column: {name: rating, type: integer, nullable: false, default: 3}}
  - alter_column: {table: books, column: title, type: varchar(400)}
  - drop_constraint: {name: ck_books_pages, table: books, type: check}
  - create_check_constraint: {name: ck_books_rating, table: books, condition: "rating > 0"}
  - create_index: {name: ix_books_shelf, table: books, columns: [shelf_id, rating]}
  - alter_column: {table: shelves, column: label, nullable: true}
  - rename_column: {table: loans, column: book_id, to: book}
downgrade:
  - rename_column: {table: loans, column: book, to: book_id}
  - alter_column: {table: shelves, column: label, nullable: false}
  - drop_index: {name: ix_books_shelf, table: books}
  - drop_constraint: {name: ck_books_rating, table: books, type: check}
  - create_check_constraint: {name: ck_books_pages, table: books, condition: "pages >= 0"}
  - alter_column: {table: books, column: title, type: varchar(200)}
  - drop_column: {table: books, column: rating}
)yaml";

// The same rows for all, and a trigger with a body on a table of its own.
constexpr const char* kRows = R"(
INSERT INTO shelves (id) VALUES (1);
INSERT INTO shelves VALUES (2, 'semi;colon'), (3, '-- no comment'), (4, '/* nor this'), (5, ':name');
INSERT INTO books (id, shelf_id, title) /* between; */ VALUES (1, 1, 'two
lines; and it''s
.quit
go
/
\q the end'), (2, 2, 'dé delimiter // $$ ;');
INSERT INTO books (id, title, pages) SELECT 4 + n, 'b', 4
/
2 FROM (SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3) AS numbers;
INSERT INTO books (id, title) VALUES (3, 'x');
INSERT INTO loans (id, book_id) VALUES (1, 1), (2, 2);
)";

constexpr const char* kDown = R"(DROP TRIGGER count_plays;
DELETE FROM plays;
DELETE FROM loans;
DELETE FROM books;
DELETE FROM shelves;
)";

constexpr const char* kDownWithFunction = R"(DROP TRIGGER count_plays ON plays;
DELETE FROM plays;
DROP FUNCTION count_plays();
DELETE FROM loans;
DELETE FROM books;
DELETE FROM shelves;
)";

constexpr const char* kBody = R"(CREATE TRIGGER count_plays AFTER INSERT ON plays
BEGIN
  -- the end; is not here
  UPDATE plays SET counted = CASE WHEN counted < 0 THEN 0 ELSE 1 END WHERE id = NEW.id;
  UPDATE plays SET counted = 7 WHERE id = NEW.id;
END;
INSERT INTO plays VALUES (1, 0);
)";

constexpr const char* kFamilyBody = R"(DELIMITER //
CREATE TRIGGER count_plays BEFORE INSERT ON plays FOR EACH ROW
BEGIN
  -- the end; is not // here
  IF NEW.id > 0 THEN SET NEW.counted = 6; END IF;
  SET NEW.counted = NEW.counted + 1;
END;
//
DELIMITER ;
INSERT INTO plays VALUES (1, 0);
)";

constexpr const char* kFunction = R"(
CREATE FUNCTION count_plays() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  -- the end; is not here, nor $$ here; it's
  NEW.counted := 7;
  RETURN NEW;
END;
$body$;
CREATE TRIGGER count_plays BEFORE INSERT ON plays FOR EACH ROW EXECUTE FUNCTION count_plays();
INSERT INTO plays SELECT cardinality((ARRAY[1, 2])[1:"USER"]), 0 FROM (SELECT 1 AS "USER") AS one;
)";

std::string sections() {
  const bool function = dialect_under_test() == "postgresql";
  const std::string body = for_this_dialect({{"sqlite", kBody},
                                             {"postgresql", kFunction},
                                             {"mysql", kFamilyBody},
                                             {"mariadb", kFamilyBody}});
  return "-- whimbrel: upgrade\n" + std::string(kRows) + body + "-- whimbrel: downgrade\n" +
         (function ? kDownWithFunction : kDown);
}

constexpr const char* kBranch = R"yaml(upgrade:
  - create_table: {name: readers, columns: [{name: id, type: integer, primary_key: true}]}
downgrade: auto
)yaml";

}  // namespace

const char* const kChangesOfTheShop = R"(upgrade:
  - add_column: {table: tracks, column: {name: plays, type: bigint, nullable: false, default: 0}}
  - create_check_constraint: {name: ck_tracks_plays, table: tracks, condition: "plays >= 0"}
  - create_table:
      name: reviews
      columns:
        - {name: id, type: uuid, primary_key: true}
        - {name: album_id, type: integer, nullable: false, references: {table: albums, column: id, on_delete: cascade}}
        - {name: stars, type: smallint, nullable: false}
      checks: {ck_reviews_stars: "stars BETWEEN 1 AND 5"}
  - alter_column: {table: tracks, column: title, type: varchar(400)}
  - rename_column: {table: playlists, column: name, to: title}
  - drop_constraint: {name: ck_order_lines_quantity, table: order_lines, type: check}
downgrade:
  - create_check_constraint: {name: ck_order_lines_quantity, table: order_lines, condition: "quantity > 0 AND quantity <= 100"}
  - rename_column: {table: playlists, column: title, to: name}
  - alter_column: {table: tracks, column: title, type: varchar(200)}
  - drop_table: {name: reviews}
  - drop_constraint: {name: ck_tracks_plays, table: tracks, type: check}
  - drop_column: {table: tracks, column: plays}
)";

void write_history(Project& project) {
  project.add_revision("a1", "", kTables);
  project.add_sql_revision("a2", "a1", sections());
  project.add_revision("a3", "a2", kChanges);
  project.add_revision("b1", "a1", kBranch);
  project.write("migrations/m1.yaml",
                "revision: m1\ndown_revision: [a3, b1]\nmessage: \"Both; 'lines'\"\n---\n"
                "upgrade: []\ndowngrade: []\n");
  project.write("migrations/c1.yaml",
                "revision: c1\ndepends_on: [a1]\nmessage: Beside\n---\nupgrade:\n"
                "  - create_table: {name: notes, columns: [{name: id, type: integer}]}\n"
                "downgrade: auto\n");
}

}  // namespace whimbrel::test
