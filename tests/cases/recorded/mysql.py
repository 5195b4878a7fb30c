"""MySQL and MariaDB as a place for cases: databases, loading, SHOW CREATE, rows."""

import os
import re
from urllib.parse import unquote, urlsplit, urlunsplit

from .mysql_script import with_delimiters
from .names import without_invented
from .processes import first_error, run

INVENTED = r"\b(?:\w+_ibfk_\d+|\w+_chk_\d+|CONSTRAINT_\d+)\b"
ESCAPES = {"n": "\n", "t": "\t", "\\": "\\", "0": "\0"}
NUMBERS = ("int", "decimal", "float", "double", "bit", "year", "bool")


class Mysql:
    """A server of the family, reached with the URL of an administrator."""

    dialect = "mysql"

    def __init__(self, product, url, client):
        self.product = product
        self.url_ = url
        parts = urlsplit(url)
        self.client_ = [client, "--no-defaults", "-h", parts.hostname, "-P", str(parts.port),
                        "-u", unquote(parts.username), "--protocol=tcp", "-N", "-B",
                        "--default-character-set=utf8mb4"]
        self.environment_ = {**os.environ, "MYSQL_PWD": unquote(parts.password or "")}
        self.version = self.ask_("", "SELECT VERSION()")[0][0].split("-")[0]

    def url(self, name, user=None):
        return urlunsplit(urlsplit(self.url_)._replace(path="/" + name))

    def create(self, name, user=None):
        self.ask_("", f"DROP DATABASE IF EXISTS `{name}`; CREATE DATABASE `{name}`")

    def drop(self, *names):
        self.ask_("", "; ".join(f"DROP DATABASE IF EXISTS `{name}`" for name in names))

    def load(self, name, sql, user=None):
        """Runs a script. The answer is the first error, or None."""
        done = self.run_(name, with_delimiters(sql))
        return None if done.code == 0 else first_error(done.err)

    def witness(self, name, written):
        """What SHOW CREATE says of every object, one text for each."""
        objects = self.ask_(name, f"""
            SELECT IF(table_type = 'VIEW', 'VIEW', IF(table_type = 'SEQUENCE', 'SEQUENCE', 'TABLE')),
                   table_name FROM information_schema.tables
            WHERE table_schema = '{name}' AND table_name NOT LIKE 'whimbrel\\_%'
            UNION ALL SELECT 'TRIGGER', trigger_name FROM information_schema.triggers
            WHERE trigger_schema = '{name}'
            UNION ALL SELECT routine_type, routine_name FROM information_schema.routines
            WHERE routine_schema = '{name}' AND routine_type IN ('FUNCTION', 'PROCEDURE')
            UNION ALL SELECT 'EVENT', event_name FROM information_schema.events
            WHERE event_schema = '{name}'""")
        script = [f"SELECT '{kind}'; SHOW CREATE {kind} `{title}`;" for kind, title in objects]
        texts = []
        kind = None
        for row in self.ask_(name, "\n".join(script)):
            if len(row) == 1:
                kind = row[0]
                continue
            # The text stands behind the name; with some kinds the sql_mode stands between.
            text = next(value for value in row[1:] if re.match(r"\s*CREATE\b", value))
            text = tidy(kind, text, name)
            if kind == "EVENT" and not re.search(r"\bstarts\b", written, re.I):
                # The moment at which the event was made.
                text = re.sub(r" STARTS '[^']*'", "", text)
            texts.append(f"{kind} {row[0]}\n{text}")
        return without_invented(texts, INVENTED, written)

    def contents(self, name):
        """The rows of every table, in hexadecimal digits, and its columns with what defines them."""
        tables = {}
        for table, column, *rest in self.ask_(name, f"""
                SELECT c.table_name, column_name, column_type, is_nullable, extra,
                       IFNULL(generation_expression, ''), IFNULL(character_set_name, '')
                FROM information_schema.columns c JOIN information_schema.tables t
                  ON t.table_schema = c.table_schema AND t.table_name = c.table_name
                WHERE c.table_schema = '{name}' AND table_type = 'BASE TABLE'
                  AND c.table_name NOT LIKE 'whimbrel\\_%' ORDER BY 1, ordinal_position"""):
            tables.setdefault(table, {})[column] = tuple(rest)
        script = []
        for table, columns in tables.items():
            values = ", ".join(f"IFNULL(HEX(CAST(`{column}` AS BINARY)), 'NULL')"
                               for column in columns)
            script.append(f"SELECT '{table}', {values} FROM `{table}`;")
        rows = {table: [] for table in tables}
        for table, *values in self.ask_(name, "\n".join(script)) if script else []:
            rows[table].append(dict(zip(tables[table], values)))
        return rows, tables

    def seed(self, name):
        """Puts two rows into each table that takes them."""
        _, columns = self.contents(name)
        if not columns:
            return
        script = [insert(table, columns[table], number, False)
                  for table in columns for number in (1, 2)]
        self.run_(name, "\n".join(script + script), "--force")
        rows, _ = self.contents(name)
        script = [insert(table, columns[table], number, True)
                  for table in columns if not rows[table] for number in (1, 2)]
        if script:
            self.run_(name, "\n".join(script + script), "--force")

    def run_(self, name, sql, *options):
        return run([*self.client_, *options, *([name] if name else [])], sql,
                   environment=self.environment_)

    def ask_(self, name, sql):
        done = self.run_(name, sql)
        if done.code != 0:
            raise RuntimeError(done.err)
        return [[unescaped(value) for value in line.split("\t")] for line in done.out.splitlines()]


def unescaped(value):
    return re.sub(r"\\(.)", lambda match: ESCAPES.get(match.group(1), match.group(0)), value)


def tidy(kind, text, database):
    """The text of an object without its database, counters and what says nothing."""
    text = text.replace(f"`{database}`.", "")
    if kind == "TRIGGER":
        # MariaDB keeps the case in which time, event and "for each row" were written.
        head, body = re.match(r"(?is)(.*?\bfor\s+each\s+row\b)(.*)", text).groups()
        return " ".join(head.replace("`", "").split()).upper() + " " + body.strip()
    if kind != "TABLE":
        return text
    text = re.sub(r" AUTO_INCREMENT=\d+", "", text)
    # Every index of InnoDB is a B-tree, whether it is said or not.
    text = text.replace(" USING BTREE", "")
    # An index without a name is called after its first column, with a number if need be.
    text = re.sub(r"KEY `(\w+?)(?:_\d+)?` \(`\1`", r"KEY <invented> (`\1`", text)
    lines = text.split("\n")
    end = next((place for place, line in enumerate(lines) if line.startswith(")")), len(lines))
    inner = [part for line in lines[1:end] for part in with_own_check(line.rstrip(","), text)]
    return "\n".join([lines[0], *sorted(inner), *lines[end:]])


def with_own_check(line, text):
    """A check of a column as one of the table: MariaDB calls it after its column."""
    column, check = re.match(r"(  `.*?)( CHECK \(.*\))?$", line, re.S).groups() \
        if line.startswith("  `") else (line, None)
    if check:
        return [column, " " + check]
    name = re.match(r"  CONSTRAINT `(\w+)` CHECK", line)
    if name and f"\n  `{name.group(1)}` " in text:
        return [line.replace(f"CONSTRAINT `{name.group(1)}` ", "")]
    return [line]


def insert(table, columns, number, only_needed):
    values = {}
    for column, (kind, nullable, extra, generation, _) in columns.items():
        literal = value(kind, number)
        if generation or literal is None:
            continue
        if nullable == "NO" or not only_needed:
            values[f"`{column}`"] = literal
    return f"INSERT INTO `{table}` ({', '.join(values)}) VALUES ({', '.join(values.values())});"


def value(kind, number):
    """A literal of a type, or None where a row is better without."""
    if kind.startswith(("enum", "set")):
        return re.search(r"'(?:[^']|'')*'", kind).group(0)
    if any(word in kind for word in NUMBERS):
        return "2026" if kind.startswith("year") else str(number)
    if kind.startswith(("datetime", "timestamp", "date")):
        return f"'2026-01-0{number}'"
    if kind.startswith("time"):
        return "'12:00:00'"
    if kind == "uuid":
        return f"'00000000-0000-0000-0000-00000000000{number}'"
    if kind.startswith(("point", "geom", "line", "poly", "multi", "inet", "vector")):
        return None
    return f"'{number}'"
