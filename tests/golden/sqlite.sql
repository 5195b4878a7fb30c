-- create_table everything
CREATE TABLE "everything" ("id" INTEGER PRIMARY KEY AUTOINCREMENT, "flag" BOOLEAN DEFAULT TRUE NOT NULL, "small" SMALLINT, "amount" NUMERIC(10,2) DEFAULT 1.5, "ratio" DOUBLE PRECISION, "code" CHAR(3), "label" VARCHAR(80) DEFAULT 'it''s', "body" TEXT, "data" BLOB, "day" DATE, "at" TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP, "doc" JSON, "key" CHAR(36), "doubled" INTEGER GENERATED ALWAYS AS (small * 2) STORED);

-- create_table spans
-- unsupported: column 'length' of table 'spans': SQLite has no type for interval: INTERVAL would be a number, because the word holds INT; give the column a type of its own here, type: {default: interval, sqlite: text}

-- create_table lists
-- unsupported: column 'tags' of table 'lists': SQLite has no type for text[]: there are no arrays; give the column a type of its own here, type: {default: text[], sqlite: text}

-- drop_table orders
DROP TABLE "orders";

-- rename_table orders to purchases
ALTER TABLE "orders" RENAME TO "purchases";

-- add_column users.phone
ALTER TABLE "users" ADD COLUMN "phone" VARCHAR(40) DEFAULT '' NOT NULL;

-- add_column users.seen
-- before the transaction: PRAGMA foreign_keys = OFF;
-- must give no row: SELECT foreign_keys FROM pragma_foreign_keys WHERE foreign_keys;
-- must give no row: SELECT name AS trigger FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'users' COLLATE NOCASE AND sql NOT IN ();
CREATE TABLE "_whimbrel_rebuild_users" ("id" INTEGER PRIMARY KEY AUTOINCREMENT, "email" VARCHAR(320) NOT NULL, "age" INTEGER DEFAULT 0, "born" DATE, "seen" TIMESTAMP DEFAULT CURRENT_TIMESTAMP, CONSTRAINT "uq_users_email" UNIQUE ("email"), CONSTRAINT "ck_users_age" CHECK (age >= 0));
INSERT INTO "_whimbrel_rebuild_users" ("id", "email", "age", "born") SELECT "id", "email", "age", "born" FROM "users";
DELETE FROM sqlite_sequence WHERE name = '_whimbrel_rebuild_users';
INSERT INTO sqlite_sequence (name, seq) SELECT '_whimbrel_rebuild_users', seq FROM sqlite_sequence WHERE name = 'users';
DROP TABLE "users";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_whimbrel_rebuild_users" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "ix_users_age" ON "users" ("age", "id" DESC);
-- must give no row: SELECT * FROM pragma_foreign_key_check;
-- after the transaction: PRAGMA legacy_alter_table = OFF;
-- after the transaction: PRAGMA foreign_keys = ON;

-- drop_column users.born
ALTER TABLE "users" DROP COLUMN "born";

-- alter_column users.email
-- before the transaction: PRAGMA foreign_keys = OFF;
-- must give no row: SELECT foreign_keys FROM pragma_foreign_keys WHERE foreign_keys;
-- must give no row: SELECT name AS trigger FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'users' COLLATE NOCASE AND sql NOT IN ();
CREATE TABLE "_whimbrel_rebuild_users" ("id" INTEGER PRIMARY KEY AUTOINCREMENT, "email" VARCHAR(400) NOT NULL, "age" INTEGER DEFAULT 0, "born" DATE, CONSTRAINT "uq_users_email" UNIQUE ("email"), CONSTRAINT "ck_users_age" CHECK (age >= 0));
INSERT INTO "_whimbrel_rebuild_users" ("id", "email", "age", "born") SELECT "id", "email", "age", "born" FROM "users";
DELETE FROM sqlite_sequence WHERE name = '_whimbrel_rebuild_users';
INSERT INTO sqlite_sequence (name, seq) SELECT '_whimbrel_rebuild_users', seq FROM sqlite_sequence WHERE name = 'users';
DROP TABLE "users";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_whimbrel_rebuild_users" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "ix_users_age" ON "users" ("age", "id" DESC);
-- must give no row: SELECT * FROM pragma_foreign_key_check;
-- after the transaction: PRAGMA legacy_alter_table = OFF;
-- after the transaction: PRAGMA foreign_keys = ON;

-- alter_column users.age
-- before the transaction: PRAGMA foreign_keys = OFF;
-- must give no row: SELECT foreign_keys FROM pragma_foreign_keys WHERE foreign_keys;
-- must give no row: SELECT name AS trigger FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'users' COLLATE NOCASE AND sql NOT IN ();
-- must give no row: SELECT count(*) AS rows FROM "users" WHERE "age" IS NULL HAVING count(*) > 0;
CREATE TABLE "_whimbrel_rebuild_users" ("id" INTEGER PRIMARY KEY AUTOINCREMENT, "email" VARCHAR(320) NOT NULL, "age" BIGINT DEFAULT 0 NOT NULL, "born" DATE, CONSTRAINT "uq_users_email" UNIQUE ("email"), CONSTRAINT "ck_users_age" CHECK (age >= 0));
INSERT INTO "_whimbrel_rebuild_users" ("id", "email", "age", "born") SELECT "id", "email", "age", "born" FROM "users";
DELETE FROM sqlite_sequence WHERE name = '_whimbrel_rebuild_users';
INSERT INTO sqlite_sequence (name, seq) SELECT '_whimbrel_rebuild_users', seq FROM sqlite_sequence WHERE name = 'users';
DROP TABLE "users";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_whimbrel_rebuild_users" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "ix_users_age" ON "users" ("age", "id" DESC);
-- must give no row: SELECT * FROM pragma_foreign_key_check;
-- after the transaction: PRAGMA legacy_alter_table = OFF;
-- after the transaction: PRAGMA foreign_keys = ON;

-- alter_column users.age
-- before the transaction: PRAGMA foreign_keys = OFF;
-- must give no row: SELECT foreign_keys FROM pragma_foreign_keys WHERE foreign_keys;
-- must give no row: SELECT name AS trigger FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'users' COLLATE NOCASE AND sql NOT IN ();
CREATE TABLE "_whimbrel_rebuild_users" ("id" INTEGER PRIMARY KEY AUTOINCREMENT, "email" VARCHAR(320) NOT NULL, "age" INTEGER, "born" DATE, CONSTRAINT "uq_users_email" UNIQUE ("email"), CONSTRAINT "ck_users_age" CHECK (age >= 0));
INSERT INTO "_whimbrel_rebuild_users" ("id", "email", "age", "born") SELECT "id", "email", "age", "born" FROM "users";
DELETE FROM sqlite_sequence WHERE name = '_whimbrel_rebuild_users';
INSERT INTO sqlite_sequence (name, seq) SELECT '_whimbrel_rebuild_users', seq FROM sqlite_sequence WHERE name = 'users';
DROP TABLE "users";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_whimbrel_rebuild_users" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "ix_users_age" ON "users" ("age", "id" DESC);
-- must give no row: SELECT * FROM pragma_foreign_key_check;
-- after the transaction: PRAGMA legacy_alter_table = OFF;
-- after the transaction: PRAGMA foreign_keys = ON;

-- alter_column users.age
-- before the transaction: PRAGMA foreign_keys = OFF;
-- must give no row: SELECT foreign_keys FROM pragma_foreign_keys WHERE foreign_keys;
-- must give no row: SELECT name AS trigger FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'users' COLLATE NOCASE AND sql NOT IN ();
CREATE TABLE "_whimbrel_rebuild_users" ("id" INTEGER PRIMARY KEY AUTOINCREMENT, "email" VARCHAR(320) NOT NULL, "age" INTEGER DEFAULT 18, "born" DATE, CONSTRAINT "uq_users_email" UNIQUE ("email"), CONSTRAINT "ck_users_age" CHECK (age >= 0));
INSERT INTO "_whimbrel_rebuild_users" ("id", "email", "age", "born") SELECT "id", "email", "age", "born" FROM "users";
DELETE FROM sqlite_sequence WHERE name = '_whimbrel_rebuild_users';
INSERT INTO sqlite_sequence (name, seq) SELECT '_whimbrel_rebuild_users', seq FROM sqlite_sequence WHERE name = 'users';
DROP TABLE "users";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_whimbrel_rebuild_users" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "ix_users_age" ON "users" ("age", "id" DESC);
-- must give no row: SELECT * FROM pragma_foreign_key_check;
-- after the transaction: PRAGMA legacy_alter_table = OFF;
-- after the transaction: PRAGMA foreign_keys = ON;

-- alter_column users.email
-- nothing

-- alter_column users.age
-- before the transaction: PRAGMA foreign_keys = OFF;
-- must give no row: SELECT foreign_keys FROM pragma_foreign_keys WHERE foreign_keys;
-- must give no row: SELECT name AS trigger FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'users' COLLATE NOCASE AND sql NOT IN ();
CREATE TABLE "_whimbrel_rebuild_users" ("id" INTEGER PRIMARY KEY AUTOINCREMENT, "email" VARCHAR(320) NOT NULL, "age" TEXT DEFAULT 0, "born" DATE, CONSTRAINT "uq_users_email" UNIQUE ("email"), CONSTRAINT "ck_users_age" CHECK (age >= 0));
INSERT INTO "_whimbrel_rebuild_users" ("id", "email", "age", "born") SELECT "id", "email", "age", "born" FROM "users";
DELETE FROM sqlite_sequence WHERE name = '_whimbrel_rebuild_users';
INSERT INTO sqlite_sequence (name, seq) SELECT '_whimbrel_rebuild_users', seq FROM sqlite_sequence WHERE name = 'users';
DROP TABLE "users";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_whimbrel_rebuild_users" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "ix_users_age" ON "users" ("age", "id" DESC);
-- must give no row: SELECT * FROM pragma_foreign_key_check;
-- after the transaction: PRAGMA legacy_alter_table = OFF;
-- after the transaction: PRAGMA foreign_keys = ON;

-- rename_column users.email to mail
ALTER TABLE "users" RENAME COLUMN "email" TO "mail";

-- create_primary_key users
-- unsupported: table 'users' has a primary key already

-- create_unique_constraint users.uq_users_born
-- before the transaction: PRAGMA foreign_keys = OFF;
-- must give no row: SELECT foreign_keys FROM pragma_foreign_keys WHERE foreign_keys;
-- must give no row: SELECT name AS trigger FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'users' COLLATE NOCASE AND sql NOT IN ();
-- must give no row: SELECT "born", "age", count(*) AS rows FROM "users" WHERE "born" IS NOT NULL AND "age" IS NOT NULL GROUP BY "born", "age" HAVING count(*) > 1 LIMIT 5;
CREATE TABLE "_whimbrel_rebuild_users" ("id" INTEGER PRIMARY KEY AUTOINCREMENT, "email" VARCHAR(320) NOT NULL, "age" INTEGER DEFAULT 0, "born" DATE, CONSTRAINT "uq_users_email" UNIQUE ("email"), CONSTRAINT "uq_users_born" UNIQUE ("born", "age"), CONSTRAINT "ck_users_age" CHECK (age >= 0));
INSERT INTO "_whimbrel_rebuild_users" ("id", "email", "age", "born") SELECT "id", "email", "age", "born" FROM "users";
DELETE FROM sqlite_sequence WHERE name = '_whimbrel_rebuild_users';
INSERT INTO sqlite_sequence (name, seq) SELECT '_whimbrel_rebuild_users', seq FROM sqlite_sequence WHERE name = 'users';
DROP TABLE "users";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_whimbrel_rebuild_users" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "ix_users_age" ON "users" ("age", "id" DESC);
-- must give no row: SELECT * FROM pragma_foreign_key_check;
-- after the transaction: PRAGMA legacy_alter_table = OFF;
-- after the transaction: PRAGMA foreign_keys = ON;

-- create_unique_constraint users.uq_users_nulls
-- unsupported: constraint 'uq_users_nulls' of table '_whimbrel_rebuild_users' cannot take two nulls for the same: SQLite has no NULLS NOT DISTINCT

-- create_unique_constraint users.uq_users_late
-- unsupported: constraint 'uq_users_late' of table '_whimbrel_rebuild_users' cannot be deferred: SQLite defers foreign keys, and nothing else

-- create_foreign_key orders.fk_orders_total
-- before the transaction: PRAGMA foreign_keys = OFF;
-- must give no row: SELECT foreign_keys FROM pragma_foreign_keys WHERE foreign_keys;
-- must give no row: SELECT name AS trigger FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'orders' COLLATE NOCASE AND sql NOT IN ();
CREATE TABLE "_whimbrel_rebuild_orders" ("id" BIGINT NOT NULL, "user_id" BIGINT, "total" NUMERIC(12,2) DEFAULT 0 NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "fk_orders_user" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE, CONSTRAINT "fk_orders_total" FOREIGN KEY ("id") REFERENCES "users" ("id") ON DELETE SET NULL ON UPDATE CASCADE);
INSERT INTO "_whimbrel_rebuild_orders" ("id", "user_id", "total") SELECT "id", "user_id", "total" FROM "orders";
DROP TABLE "orders";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_whimbrel_rebuild_orders" RENAME TO "orders";
PRAGMA legacy_alter_table = OFF;
-- must give no row: SELECT * FROM pragma_foreign_key_check;
-- after the transaction: PRAGMA legacy_alter_table = OFF;
-- after the transaction: PRAGMA foreign_keys = ON;

-- create_foreign_key orders.fk_orders_later
-- unsupported: constraint 'fk_orders_later' of table '_whimbrel_rebuild_orders' cannot be NOT VALID: SQLite looks at all rows

-- create_check_constraint users.ck_users_email
-- before the transaction: PRAGMA foreign_keys = OFF;
-- must give no row: SELECT foreign_keys FROM pragma_foreign_keys WHERE foreign_keys;
-- must give no row: SELECT name AS trigger FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'users' COLLATE NOCASE AND sql NOT IN ();
CREATE TABLE "_whimbrel_rebuild_users" ("id" INTEGER PRIMARY KEY AUTOINCREMENT, "email" VARCHAR(320) NOT NULL, "age" INTEGER DEFAULT 0, "born" DATE, CONSTRAINT "uq_users_email" UNIQUE ("email"), CONSTRAINT "ck_users_age" CHECK (age >= 0), CONSTRAINT "ck_users_email" CHECK (email <> ''));
INSERT INTO "_whimbrel_rebuild_users" ("id", "email", "age", "born") SELECT "id", "email", "age", "born" FROM "users";
DELETE FROM sqlite_sequence WHERE name = '_whimbrel_rebuild_users';
INSERT INTO sqlite_sequence (name, seq) SELECT '_whimbrel_rebuild_users', seq FROM sqlite_sequence WHERE name = 'users';
DROP TABLE "users";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_whimbrel_rebuild_users" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "ix_users_age" ON "users" ("age", "id" DESC);
-- must give no row: SELECT * FROM pragma_foreign_key_check;
-- after the transaction: PRAGMA legacy_alter_table = OFF;
-- after the transaction: PRAGMA foreign_keys = ON;
-- from 3.53 on:
ALTER TABLE "users" ADD CONSTRAINT "ck_users_email" CHECK (email <> '');

-- create_exclude_constraint users.ex_users_age
-- unsupported: constraint 'ex_users_age' of table '_whimbrel_rebuild_users' is not possible: SQLite has no exclusion constraints

-- drop_constraint users.ck_users_age
-- before the transaction: PRAGMA foreign_keys = OFF;
-- must give no row: SELECT foreign_keys FROM pragma_foreign_keys WHERE foreign_keys;
-- must give no row: SELECT name AS trigger FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'users' COLLATE NOCASE AND sql NOT IN ();
CREATE TABLE "_whimbrel_rebuild_users" ("id" INTEGER PRIMARY KEY AUTOINCREMENT, "email" VARCHAR(320) NOT NULL, "age" INTEGER DEFAULT 0, "born" DATE, CONSTRAINT "uq_users_email" UNIQUE ("email"));
INSERT INTO "_whimbrel_rebuild_users" ("id", "email", "age", "born") SELECT "id", "email", "age", "born" FROM "users";
DELETE FROM sqlite_sequence WHERE name = '_whimbrel_rebuild_users';
INSERT INTO sqlite_sequence (name, seq) SELECT '_whimbrel_rebuild_users', seq FROM sqlite_sequence WHERE name = 'users';
DROP TABLE "users";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_whimbrel_rebuild_users" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "ix_users_age" ON "users" ("age", "id" DESC);
-- must give no row: SELECT * FROM pragma_foreign_key_check;
-- after the transaction: PRAGMA legacy_alter_table = OFF;
-- after the transaction: PRAGMA foreign_keys = ON;
-- from 3.53 on:
ALTER TABLE "users" DROP CONSTRAINT "ck_users_age";

-- drop_constraint users.uq_users_email
-- before the transaction: PRAGMA foreign_keys = OFF;
-- must give no row: SELECT foreign_keys FROM pragma_foreign_keys WHERE foreign_keys;
-- must give no row: SELECT name AS trigger FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'users' COLLATE NOCASE AND sql NOT IN ();
CREATE TABLE "_whimbrel_rebuild_users" ("id" INTEGER PRIMARY KEY AUTOINCREMENT, "email" VARCHAR(320) NOT NULL, "age" INTEGER DEFAULT 0, "born" DATE, CONSTRAINT "ck_users_age" CHECK (age >= 0));
INSERT INTO "_whimbrel_rebuild_users" ("id", "email", "age", "born") SELECT "id", "email", "age", "born" FROM "users";
DELETE FROM sqlite_sequence WHERE name = '_whimbrel_rebuild_users';
INSERT INTO sqlite_sequence (name, seq) SELECT '_whimbrel_rebuild_users', seq FROM sqlite_sequence WHERE name = 'users';
DROP TABLE "users";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_whimbrel_rebuild_users" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "ix_users_age" ON "users" ("age", "id" DESC);
-- must give no row: SELECT * FROM pragma_foreign_key_check;
-- after the transaction: PRAGMA legacy_alter_table = OFF;
-- after the transaction: PRAGMA foreign_keys = ON;

-- drop_constraint orders.fk_orders_user
-- before the transaction: PRAGMA foreign_keys = OFF;
-- must give no row: SELECT foreign_keys FROM pragma_foreign_keys WHERE foreign_keys;
-- must give no row: SELECT name AS trigger FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'orders' COLLATE NOCASE AND sql NOT IN ();
CREATE TABLE "_whimbrel_rebuild_orders" ("id" BIGINT NOT NULL, "user_id" BIGINT, "total" NUMERIC(12,2) DEFAULT 0 NOT NULL, PRIMARY KEY ("id"));
INSERT INTO "_whimbrel_rebuild_orders" ("id", "user_id", "total") SELECT "id", "user_id", "total" FROM "orders";
DROP TABLE "orders";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_whimbrel_rebuild_orders" RENAME TO "orders";
PRAGMA legacy_alter_table = OFF;
-- must give no row: SELECT * FROM pragma_foreign_key_check;
-- after the transaction: PRAGMA legacy_alter_table = OFF;
-- after the transaction: PRAGMA foreign_keys = ON;

-- rename_constraint users.ck_users_age to ck_users_years
-- before the transaction: PRAGMA foreign_keys = OFF;
-- must give no row: SELECT foreign_keys FROM pragma_foreign_keys WHERE foreign_keys;
-- must give no row: SELECT name AS trigger FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'users' COLLATE NOCASE AND sql NOT IN ();
CREATE TABLE "_whimbrel_rebuild_users" ("id" INTEGER PRIMARY KEY AUTOINCREMENT, "email" VARCHAR(320) NOT NULL, "age" INTEGER DEFAULT 0, "born" DATE, CONSTRAINT "uq_users_email" UNIQUE ("email"), CONSTRAINT "ck_users_years" CHECK (age >= 0));
INSERT INTO "_whimbrel_rebuild_users" ("id", "email", "age", "born") SELECT "id", "email", "age", "born" FROM "users";
DELETE FROM sqlite_sequence WHERE name = '_whimbrel_rebuild_users';
INSERT INTO sqlite_sequence (name, seq) SELECT '_whimbrel_rebuild_users', seq FROM sqlite_sequence WHERE name = 'users';
DROP TABLE "users";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_whimbrel_rebuild_users" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "ix_users_age" ON "users" ("age", "id" DESC);
-- must give no row: SELECT * FROM pragma_foreign_key_check;
-- after the transaction: PRAGMA legacy_alter_table = OFF;
-- after the transaction: PRAGMA foreign_keys = ON;

-- validate_constraint orders.fk_orders_user
-- unsupported: constraint 'fk_orders_user' of table 'orders' is always valid: SQLite looks at all rows when it is made

-- create_index ix_users_born on users
CREATE INDEX "ix_users_born" ON "users" ("born");

-- create_index ix_users_email on users
CREATE UNIQUE INDEX "ix_users_email" ON "users" ("email") WHERE age > 17;

-- create_index ix_users_lower on users
CREATE INDEX "ix_users_lower" ON "users" ((lower(email)));

-- create_index ix_users_with on users
-- unsupported: index 'ix_users_with' cannot carry columns along: SQLite has no INCLUDE

-- create_index ix_users_later on users
CREATE INDEX "ix_users_later" ON "users" ("born");

-- drop_index ix_users_age on users
DROP INDEX "ix_users_age";

-- rename_index users.ix_users_age to ix_users_years
DROP INDEX "ix_users_age";
CREATE INDEX "ix_users_years" ON "users" ("age", "id" DESC);

-- create_table_comment users
-- nothing

-- drop_table_comment users
-- nothing

-- execute SQL
UPDATE users SET age = 1;
DELETE FROM orders;

-- bulk_insert users
INSERT INTO "users" ("id", "email", "age") VALUES (1, 'a@b', NULL), (2, 'it''s', 1 + 1);

-- upsert users
INSERT INTO "users" ("id", "email") VALUES (1, 'a@c') ON CONFLICT ("id") DO UPDATE SET "email" = excluded."email";

-- update users
UPDATE "users" SET "age" = 3 WHERE age IS NULL;

-- delete users
DELETE FROM "users" WHERE age > 99;

-- delete users
DELETE FROM "users" WHERE "id" = 1;

-- backfill users
UPDATE "users" SET "age" = id * 2 WHERE (age IS NULL);

-- create_view old
CREATE VIEW "old" AS SELECT id FROM users;

-- replace_view adults
DROP VIEW "adults";
CREATE VIEW "adults" AS SELECT id FROM users WHERE age > 20;

-- rename_view adults to grown_up
DROP VIEW "adults";
CREATE VIEW "grown_up" AS SELECT id, email FROM users WHERE age > 17;

-- drop_view adults
DROP VIEW "adults";

-- create_materialized_view totals
-- unsupported: materialized view 'totals' is not possible: SQLite has nothing like a materialized view

-- create_trigger note on users
CREATE TRIGGER note AFTER INSERT ON users BEGIN DELETE FROM orders; END;

-- create_function one
-- unsupported: function 'one' is not possible: SQLite has nothing like a function

-- drop_procedure two
-- unsupported: procedure 'two' is not possible: SQLite has nothing like a procedure

-- create_schema app
-- unsupported: schema 'app' is not possible: SQLite has nothing like a schema

-- create_extension citext
-- unsupported: extension 'citext' is not possible: SQLite has nothing like a extension

-- create_enum state
-- unsupported: enum 'state' is not possible: SQLite has nothing like a enum

-- alter_enum mood
-- unsupported: enum 'mood' is not possible: SQLite has nothing like a enum

-- add_enum_value mood 'ok'
-- unsupported: enum 'mood' is not possible: SQLite has nothing like a enum

-- rename_enum_value mood 'glad' to 'happy'
-- unsupported: enum 'mood' is not possible: SQLite has nothing like a enum

-- create_domain positive
-- unsupported: domain 'positive' is not possible: SQLite has nothing like a domain

-- create_composite_type pair
-- unsupported: composite type 'pair' is not possible: SQLite has nothing like a composite type

-- create_sequence even
-- unsupported: sequence 'even' is not possible: SQLite has nothing like a sequence

-- alter_sequence numbers
-- unsupported: sequence 'numbers' is not possible: SQLite has nothing like a sequence

-- drop_sequence numbers
-- unsupported: sequence 'numbers' is not possible: SQLite has nothing like a sequence

-- create_policy own on users
-- unsupported: policy 'own on users' is not possible: SQLite has nothing like a policy

-- create_event nightly
-- unsupported: event 'nightly' is not possible: SQLite has nothing like a event

-- set_table_options users
-- unsupported: column 'email' of table '_whimbrel_rebuild_users' cannot be VARCHAR(320): a STRICT table knows INT, INTEGER, REAL, TEXT, BLOB and ANY

-- set_partitioning orders
-- unsupported: table 'orders' cannot be partitioned: SQLite has no partitions

-- attach_partition users to orders
-- unsupported: table 'orders' cannot be partitioned: SQLite has no partitions

-- grant on users
-- unsupported: privileges on 'users' are not possible: SQLite knows no users

-- revoke on users
-- unsupported: privileges on 'users' are not possible: SQLite knows no users

