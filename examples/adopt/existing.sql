-- A database that somebody made long ago, with SQLite.
CREATE TABLE members (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  email VARCHAR(254) NOT NULL UNIQUE,
  joined_on DATE NOT NULL DEFAULT CURRENT_DATE
);
CREATE TABLE loans (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  member_id INTEGER NOT NULL REFERENCES members (id),
  title VARCHAR(200) NOT NULL,
  days INTEGER NOT NULL DEFAULT 14 CHECK (days > 0)
);
CREATE INDEX ix_loans_member ON loans (member_id);
CREATE TABLE legacy_imports (line TEXT);
INSERT INTO members (email) VALUES ('mira@example.org');
INSERT INTO loans (member_id, title) VALUES (1, 'Low Water');
INSERT INTO legacy_imports VALUES ('kept as it is');
