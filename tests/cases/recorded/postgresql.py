"""PostgreSQL as a place for cases: databases, loading, the witness pg_dump, rows."""

import json
import os
import re
from urllib.parse import urlsplit, urlunsplit

from .names import without_invented
from .processes import first_error, run

ENTRY = re.compile(r"^--\n-- Name: (.*); Type: (.*); Schema: (.*); Owner: .*\n--\n\n", re.M)
# The same number, whether the one who wrote it put it into quotes or not.
NUMBER = re.compile(r"DEFAULT '(-?[\d.]+)'::(?:smallint|integer|bigint|numeric|real"
                    r"|double precision)(?=,|$| NOT NULL)")
# What a column without a default has.
NO_DEFAULT = re.compile(r" DEFAULT NULL::[\w ]+(?:\(\d+\))?(?=,|$| NOT NULL)")
INVENTED = r"\b\w+_(?:pkey|key|fkey|check|idx|excl|seq)\d*\b"
TABLES = """relkind IN ('r', 'p') AND NOT relispartition AND relname NOT LIKE 'whimbrel\\_%'
    AND nspname NOT IN ('pg_catalog', 'information_schema')"""
COLUMNS = f"""
    SELECT 'column', format('%I.%I', n.nspname, c.relname), a.attname,
           format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
           a.attgenerated, t.typcategory, t.typtype,
           (SELECT quote_literal(enumlabel) FROM pg_enum WHERE enumtypid = t.oid
            ORDER BY enumsortorder LIMIT 1)
    FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
    JOIN pg_attribute a ON attrelid = c.oid AND attnum > 0 AND NOT attisdropped
    JOIN pg_type t ON t.oid = coalesce(nullif((SELECT typbasetype FROM pg_type b
                                       WHERE b.oid = atttypid), 0), atttypid)
    WHERE {TABLES} ORDER BY 1, attnum;
"""
ROWS = f"""
    SELECT format('SELECT %L, to_jsonb(t) FROM ONLY %I.%I t', format('%I.%I', nspname, relname),
                  nspname, relname)
    FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE {TABLES} \\gexec
"""


class Postgresql:
    """A server, reached with the URL of an administrator."""

    dialect = "postgresql"
    product = "postgresql"

    def __init__(self, url):
        self.url_ = url
        self.psql_ = os.environ.get("WHIMBREL_TEST_PSQL", "psql")
        self.dump_ = os.environ.get("WHIMBREL_TEST_PG_DUMP", "pg_dump")
        self.version = self.ask_(url, "SHOW server_version").split()[0]

    def url(self, name, user=None):
        """The URL of the database `name`, for the administrator or for `user`."""
        parts = urlsplit(self.url_)
        place = parts.netloc
        if user:
            place = f"{user}:{user}@{place.rpartition('@')[2]}"
        return urlunsplit(parts._replace(path="/" + name, netloc=place))

    def create(self, name, user=None):
        """Makes an empty database. `user` is a role whose tables are made in the schema foo."""
        self.ask_(self.url_, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE);\n'
                             f'CREATE DATABASE "{name}";')
        if user:
            self.ask_(self.url_, f"""DO $$ BEGIN CREATE ROLE {user} LOGIN CREATEDB PASSWORD '{user}';
                EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
                ALTER ROLE {user} SET search_path TO foo, public;
                GRANT ALL ON DATABASE "{name}" TO {user}""")
            self.ask_(self.url(name), f"CREATE SCHEMA foo AUTHORIZATION {user}")

    def drop(self, *names):
        self.ask_(self.url_, "".join(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE);\n'
                                     for name in names))

    def load(self, name, sql, user=None):
        """Runs a script. The answer is the first error, or None. Missing roles are made."""
        options = ["-b", "-1"]
        for _ in range(8):
            done = self.psql(self.url(name, user), sql, *options)
            if done.code == 0:
                return None
            if "transaction block" in done.err:
                options = ["-b"]
                continue
            role = re.search(r'role "([^"]+)" does not exist', done.err)
            if not role:
                break
            self.ask_(self.url_, f'CREATE ROLE "{role.group(1)}"', check=False)
        return first_error(done.err)

    def witness(self, name, written):
        """What pg_dump says of the schema, one text for each of its entries."""
        done = run([self.dump_, "-s", "-O", "-T", "*.whimbrel_*", self.url(name)])
        if done.code != 0:
            raise RuntimeError(done.err)
        pieces = ENTRY.split(done.out)
        grants = re.search(r"\b(grant|revoke)\b", written, re.I)
        texts = []
        for place in range(1, len(pieces) - 3, 4):
            title, kind, schema, body = pieces[place:place + 4]
            # A schema that says nothing of privileges does not manage them.
            if kind in ("ACL", "DEFAULT ACL") and not grants:
                continue
            texts.append(f"{kind} {schema}.{title}\n{tidy(kind, body)}")
        return without_invented(texts, INVENTED, written)

    def contents(self, name):
        """The rows of every table, and its columns with what defines their values."""
        tables, rows = {}, {}
        for line in self.ask_(self.url(name), COLUMNS + ROWS).splitlines():
            if line.startswith("column\t"):
                _, table, column, kind, *rest = line.split("\t")
                tables.setdefault(table, {})[column] = (kind, *rest)
                rows.setdefault(table, [])
            else:
                table, row = line.split("\t", 1)
                rows[table].append(json.loads(row))
        return rows, tables

    def seed(self, name):
        """Puts two rows into each table that takes them."""
        _, columns = self.contents(name)
        if not columns:
            return
        script = [insert(table, columns[table], number, False)
                  for table in columns for number in (1, 2)]
        self.psql(self.url(name), "\n".join(script + script), "-v", "ON_ERROR_STOP=0")
        rows, _ = self.contents(name)
        script = [insert(table, columns[table], number, True)
                  for table in columns if not rows[table] for number in (1, 2)]
        if script:
            self.psql(self.url(name), "\n".join(script + script), "-v", "ON_ERROR_STOP=0")

    def psql(self, url, sql, *options):
        environment = {**os.environ, "PGOPTIONS": "-c client_min_messages=warning"}
        return run([self.psql_, "-X", "-q", "-At", "-F", "\t", "-v", "ON_ERROR_STOP=1", *options,
                    "-d", url, "-f", "-"], sql, environment=environment)

    def ask_(self, url, sql, check=True):
        done = self.psql(url, sql)
        if check and done.code != 0:
            raise RuntimeError(done.err)
        return done.out


def tidy(kind, body):
    """The SQL of an entry without what is no part of the schema; columns in name order."""
    lines = [line.rstrip() for line in body.splitlines()]
    lines = [line for line in lines if line and not line.startswith(
        ("--", "SET default_t", "\\restrict", "\\unrestrict"))]
    if kind == "TABLE":
        lines = [NO_DEFAULT.sub("", NUMBER.sub(r"DEFAULT \1", line)) for line in lines]
        inner = [line.rstrip(",") for line in lines if line.startswith("    ")]
        outer = [line for line in lines if not line.startswith("    ")]
        lines = outer[:1] + sorted(inner) + outer[1:]
    # Rights have no order; the server keeps them as they were given.
    if kind == "ACL" and all(line.startswith("GRANT ") for line in lines):
        lines.sort()
    return "\n".join(lines)


def insert(table, columns, number, only_needed):
    values = {}
    for column, (kind, not_null, identity, generated, category, sort, label) in columns.items():
        literal = value(kind, category, label, number)
        if generated or identity == "a" or literal is None:
            continue
        if not_null == "t" or not only_needed:
            values['"' + column.replace('"', '""') + '"'] = literal
    if not values:
        return f"INSERT INTO {table} DEFAULT VALUES;"
    return f"INSERT INTO {table} ({', '.join(values)}) VALUES ({', '.join(values.values())});"


def value(kind, category, label, number):
    """A literal of a type, or None where a row is better without."""
    if label:
        return label
    fixed = {"uuid": f"'00000000-0000-0000-0000-00000000000{number}'", "json": f"'{number}'",
             "jsonb": f"'{number}'", "bytea": f"'\\x0{number}'"}
    by_category = {"N": str(number), "S": f"'{number}'", "B": "true", "A": "'{}'",
                   "T": f"'{number} day'", "I": f"'10.0.0.{number}'"}
    if category == "D":
        return "'12:00'" if kind.startswith("time ") or kind.startswith("time(") \
            else f"'2026-01-0{number}'"
    return fixed.get(kind, by_category.get(category))
