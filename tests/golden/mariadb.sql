-- create_table everything
-- unsupported: MariaDB has the type uuid since 10.7 and this is ; write char(36)
-- from 10.11 on:
-- outside of a transaction: CREATE TABLE `everything` (`id` bigint NOT NULL AUTO_INCREMENT, `flag` tinyint(1) NOT NULL DEFAULT 1, `small` smallint, `amount` decimal(10,2) DEFAULT 1.5, `ratio` double, `code` char(3), `label` varchar(80) DEFAULT 'it''s', `body` text, `data` blob, `day` date, `at` timestamp(6) NULL DEFAULT CURRENT_TIMESTAMP(6), `doc` json, `key` uuid, `doubled` int GENERATED ALWAYS AS (small * 2) STORED, PRIMARY KEY (`id`));

-- create_table spans
-- unsupported: there is no type 'interval' here; store a number of seconds, or a time

-- create_table lists
-- unsupported: there are no arrays here ('text[]'); use json or a table of its own

-- drop_table orders
-- outside of a transaction: DROP TABLE `orders`;

-- rename_table orders to purchases
-- outside of a transaction: ALTER TABLE `orders` RENAME TO `purchases`;

-- add_column users.phone
-- outside of a transaction: ALTER TABLE `users` ADD COLUMN `phone` varchar(40) NOT NULL DEFAULT '', ALGORITHM = INPLACE, LOCK = NONE;

-- add_column users.seen
-- outside of a transaction: ALTER TABLE `users` ADD COLUMN `seen` datetime(6) DEFAULT CURRENT_TIMESTAMP(6), ALGORITHM = INPLACE, LOCK = NONE;

-- drop_column users.born
-- outside of a transaction: ALTER TABLE `users` DROP COLUMN `born`, ALGORITHM = INPLACE, LOCK = NONE;

-- alter_column users.email
-- outside of a transaction: ALTER TABLE `users` MODIFY COLUMN `email` varchar(400) NOT NULL COMMENT 'Unique in lower case';

-- alter_column users.age
-- outside of a transaction: ALTER TABLE `users` MODIFY COLUMN `age` bigint NOT NULL DEFAULT 0;

-- alter_column users.age
-- outside of a transaction: ALTER TABLE `users` ALTER COLUMN `age` SET DEFAULT NULL, ALGORITHM = INSTANT;

-- alter_column users.age
-- outside of a transaction: ALTER TABLE `users` ALTER COLUMN `age` SET DEFAULT 18, ALGORITHM = INSTANT;

-- alter_column users.email
-- outside of a transaction: ALTER TABLE `users` MODIFY COLUMN `email` varchar(320) NOT NULL COMMENT 'As written';

-- alter_column users.age
-- outside of a transaction: ALTER TABLE `users` MODIFY COLUMN `age` text DEFAULT 0;

-- rename_column users.email to mail
-- outside of a transaction: ALTER TABLE `users` RENAME COLUMN `email` TO `mail`, ALGORITHM = INPLACE, LOCK = NONE;

-- create_primary_key users
-- outside of a transaction: ALTER TABLE `users` ADD PRIMARY KEY (`id`);

-- create_unique_constraint users.uq_users_born
-- outside of a transaction: ALTER TABLE `users` ADD CONSTRAINT `uq_users_born` UNIQUE (`born`, `age`), ALGORITHM = NOCOPY, LOCK = NONE;

-- create_unique_constraint users.uq_users_nulls
-- unsupported: unique constraint 'uq_users_nulls' cannot count nulls as equal (NULLS NOT DISTINCT) here

-- create_unique_constraint users.uq_users_late
-- unsupported: unique constraint 'uq_users_late' cannot be deferrable here: rows are checked one by one

-- create_foreign_key orders.fk_orders_total
-- outside of a transaction: ALTER TABLE `orders` ADD CONSTRAINT `fk_orders_total` FOREIGN KEY (`id`) REFERENCES `users` (`id`) ON DELETE SET NULL ON UPDATE CASCADE;

-- create_foreign_key orders.fk_orders_later
-- unsupported: foreign key 'fk_orders_later' cannot leave out the rows that exist (NOT VALID) here

-- create_check_constraint users.ck_users_email
-- outside of a transaction: ALTER TABLE `users` ADD CONSTRAINT `ck_users_email` CHECK (email <> '');

-- create_exclude_constraint users.ex_users_age
-- unsupported: exclusion constraint 'ex_users_age' is not possible: there are no exclusion constraints here

-- drop_constraint users.ck_users_age
-- outside of a transaction: ALTER TABLE `users` DROP CONSTRAINT `ck_users_age`;

-- drop_constraint users.uq_users_email
-- outside of a transaction: ALTER TABLE `users` DROP INDEX `uq_users_email`, ALGORITHM = NOCOPY, LOCK = NONE;

-- drop_constraint orders.fk_orders_user
-- outside of a transaction: ALTER TABLE `orders` DROP FOREIGN KEY `fk_orders_user`, DROP INDEX `fk_orders_user`, ALGORITHM = INPLACE, LOCK = NONE;

-- rename_constraint users.ck_users_age to ck_users_years
-- outside of a transaction: ALTER TABLE `users` DROP CONSTRAINT `ck_users_age`, ADD CONSTRAINT `ck_users_years` CHECK (age >= 0);

-- validate_constraint orders.fk_orders_user
-- unsupported: constraint 'fk_orders_user' of table 'orders' cannot be validated: every constraint has seen all rows here

-- create_index ix_users_born on users
-- outside of a transaction: ALTER TABLE `users` ADD KEY `ix_users_born` (`born`), ALGORITHM = NOCOPY, LOCK = NONE;

-- create_index ix_users_email on users
-- unsupported: index 'ix_users_email' has a condition (WHERE); there are no partial indexes here

-- create_index ix_users_lower on users
-- unsupported: index 'ix_users_lower' has an expression as key, which is not possible here; index a generated column instead

-- create_index ix_users_with on users
-- unsupported: index 'ix_users_with' carries columns along (INCLUDE), which is not possible here

-- create_index ix_users_later on users
-- outside of a transaction: ALTER TABLE `users` ADD KEY `ix_users_later` (`born`), ALGORITHM = NOCOPY, LOCK = NONE;

-- drop_index ix_users_age on users
-- outside of a transaction: ALTER TABLE `users` DROP INDEX `ix_users_age`, ALGORITHM = NOCOPY, LOCK = NONE;

-- rename_index users.ix_users_age to ix_users_years
-- outside of a transaction: ALTER TABLE `users` RENAME INDEX `ix_users_age` TO `ix_users_years`, ALGORITHM = NOCOPY, LOCK = NONE;

-- create_table_comment users
-- outside of a transaction: ALTER TABLE `users` COMMENT 'People', ALGORITHM = INPLACE, LOCK = NONE;

-- drop_table_comment users
-- outside of a transaction: ALTER TABLE `users` COMMENT '', ALGORITHM = INPLACE, LOCK = NONE;

-- execute SQL
UPDATE users SET age = 1;
DELETE FROM orders;

-- bulk_insert users
INSERT INTO `users` (`id`, `email`, `age`) VALUES (1, 'a@b', NULL), (2, 'it''s', 1 + 1);

-- upsert users
INSERT INTO `users` (`id`, `email`) VALUES (1, 'a@c') ON DUPLICATE KEY UPDATE `email` = VALUES (`email`);

-- update users
UPDATE `users` SET `age` = 3 WHERE age IS NULL;

-- delete users
DELETE FROM `users` WHERE age > 99;

-- delete users
DELETE FROM `users` WHERE `id` = 1;

-- backfill users
UPDATE `users` SET `age` = id * 2 WHERE (age IS NULL);

-- create_view old
-- outside of a transaction: CREATE VIEW `old` AS SELECT id FROM users;

-- replace_view adults
-- outside of a transaction: CREATE OR REPLACE VIEW `adults` AS SELECT id FROM users WHERE age > 20;

-- rename_view adults to grown_up
-- outside of a transaction: RENAME TABLE `adults` TO `grown_up`;

-- drop_view adults
-- outside of a transaction: DROP VIEW `adults`;

-- create_materialized_view totals
-- unsupported: materialized view 'totals' is not possible: there is no materialized view here that could be made or changed

-- create_trigger note on users
-- outside of a transaction: CREATE TRIGGER note AFTER INSERT ON users FOR EACH ROW DELETE FROM orders;

-- create_function one
-- outside of a transaction: CREATE FUNCTION one() RETURNS integer RETURN 1;

-- drop_procedure two
-- outside of a transaction: DROP PROCEDURE `two`;

-- create_schema app
-- unsupported: schema 'app' is not possible: there is no schema here that could be made or changed

-- create_extension citext
-- unsupported: extension 'citext' is not possible: there is no extension here that could be made or changed

-- create_enum state
-- unsupported: enum 'state' is not possible: there is no enum here that could be made or changed

-- alter_enum mood
-- unsupported: enum 'mood' is not possible: there is no enum here that could be made or changed

-- add_enum_value mood 'ok'
-- unsupported: there is no enum that could be made or changed here

-- rename_enum_value mood 'glad' to 'happy'
-- unsupported: there is no enum that could be made or changed here

-- create_domain positive
-- unsupported: domain 'positive' is not possible: there is no domain here that could be made or changed

-- create_composite_type pair
-- unsupported: composite type 'pair' is not possible: there is no composite type here that could be made or changed

-- create_sequence even
-- outside of a transaction: CREATE SEQUENCE `even` INCREMENT BY 2 NO MINVALUE NO MAXVALUE START WITH 2 CACHE 1000 NOCYCLE;

-- alter_sequence numbers
-- outside of a transaction: ALTER SEQUENCE `numbers` INCREMENT BY 10 NO MINVALUE NO MAXVALUE START WITH 1 CACHE 1000 NOCYCLE;

-- drop_sequence numbers
-- outside of a transaction: DROP SEQUENCE `numbers`;

-- create_policy own on users
-- unsupported: policy 'own on users' is not possible: there is no policy here that could be made or changed

-- create_event nightly
-- outside of a transaction: CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY DO DELETE FROM orders;

-- set_table_options users
-- outside of a transaction: ALTER TABLE `users` ENGINE `InnoDB`;

-- set_partitioning orders
-- outside of a transaction: ALTER TABLE `orders` PARTITION BY HASH (id) PARTITIONS 4;

-- attach_partition users to orders
-- unsupported: table 'users' cannot become a partition of 'orders': partitions are no tables here; change partition_by

-- grant on users
-- outside of a transaction: GRANT SELECT ON `users` TO `reporting`;

-- revoke on users
-- outside of a transaction: REVOKE SELECT ON `users` FROM PUBLIC;

