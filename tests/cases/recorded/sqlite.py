"""SQLite as a place for cases: files, loading, the witness sqlite_schema, rows."""

import os
import sqlite3
from contextlib import closing

from .sqlite_text import definition


class Sqlite:
    """A folder with a file for each database."""

    dialect = "sqlite"
    product = "sqlite"
    version = sqlite3.sqlite_version

    def __init__(self, folder):
        self.folder_ = folder

    def url(self, name, user=None):
        return f"sqlite:{self.path_(name)}"

    def create(self, name, user=None):
        self.drop(name)

    def drop(self, *names):
        for path in [self.path_(name) + end for name in names
                     for end in ("", "-journal", "-wal", "-shm")]:
            if os.path.exists(path):
                os.remove(path)

    def load(self, name, sql, user=None):
        """Runs a script. The answer is the first error, or None."""
        with closing(self.open_(name)) as database:
            try:
                database.executescript(sql)
            except sqlite3.Error as error:
                return str(error)
        return None

    def witness(self, name, written):
        """The definitions in sqlite_schema, one text for each, however they are spelled."""
        with closing(self.open_(name)) as database:
            return sorted(definition(kind, title, sql, written) for kind, title, sql in
                          database.execute(
                              "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
                              " AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
                              " AND name NOT LIKE 'whimbrel~_%' ESCAPE '~'"))

    def contents(self, name):
        """The rows of every table, and its columns with what defines their values."""
        with closing(self.open_(name)) as database:
            tables = columns_of(database)
            database.row_factory = sqlite3.Row
            return {table: [dict(row) for row in database.execute(f"SELECT * FROM {table}")]
                    for table in tables}, tables

    def seed(self, name):
        """Puts two rows into each table that takes them."""
        with closing(self.open_(name)) as database:
            for only_needed in (False, False, True, True):
                for table, columns in columns_of(database).items():
                    if database.execute(f"SELECT 1 FROM {table}").fetchone():
                        continue
                    for number in (1, 2):
                        try:
                            insert(database, table, columns, number, only_needed)
                        except sqlite3.Error:
                            pass  # A row that the table does not take is not seeded.
            database.commit()

    def path_(self, name):
        return os.path.join(self.folder_, name + ".db")

    def open_(self, name):
        return sqlite3.connect(self.path_(name))


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def columns_of(database):
    tables = {}
    listed = [row[1] for row in database.execute("PRAGMA main.table_list")
              if row[2] == "table" and not row[1].startswith(("sqlite_", "whimbrel_"))]
    for table in sorted(listed):
        info = database.execute(f"PRAGMA table_xinfo({quoted(table)})")
        tables[quoted(table)] = {row[1]: (row[2], row[3], row[5], row[6]) for row in info}
    return tables


def insert(database, table, columns, number, only_needed):
    names = [column for column, (_, needed, key, hidden) in columns.items()
             if not hidden and (needed or key or not only_needed)]
    if not names:
        database.execute(f"INSERT INTO {table} DEFAULT VALUES")
        return
    marks = ", ".join("?" * len(names))
    database.execute(f"INSERT INTO {table} ({', '.join(map(quoted, names))}) VALUES ({marks})",
                     [number] * len(names))
