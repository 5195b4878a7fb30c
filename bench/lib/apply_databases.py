"""Databases of a benchmark's own: making them empty, and the clients that read a file."""
import os
import pathlib
import subprocess
from urllib.parse import urlsplit

NAME = "whimbrel_bench_apply"


class Sqlite:
    """A file in the folder of the benchmark."""

    title = "SQLite"
    transactional_ddl = True

    def __init__(self, folder):
        self.file = folder / "bench.db"
        self.url = f"sqlite:{self.file}"
        self.alembic_url = f"sqlite:///{self.file}"
        self.dbmate_url = self.url
        self.environment = {}

    def clear(self):
        for suffix in ("", "-journal", "-wal", "-shm"):
            pathlib.Path(f"{self.file}{suffix}").unlink(missing_ok=True)

    def client(self):
        return ["sqlite3", str(self.file)]

    def read_rows(self, query):
        text = subprocess.run([*self.client(), "-batch", "-separator", "\x1f", "-newline", "\x1e",
                               query], check=True, capture_output=True, text=True).stdout
        return [line.split("\x1f") for line in text.split("\x1e")[:-1]]

    def version(self):
        return self.read_rows("SELECT sqlite_version()")[0][0]

    def one_line(self, column):
        return column

    def leave(self):
        self.clear()


class Server:
    """A database of its own on a test server; `variable` holds the address of another one there."""

    transactional_ddl = False
    options = ""

    def __init__(self, variable, client):
        parts = urlsplit(os.environ[variable])
        self.parts = parts
        self.program = os.environ[client]
        self.url = f"{parts.scheme}://{parts.netloc}/{NAME}{self.options}"
        self.dbmate_url = self.url

    def say(self, sql, database):
        return subprocess.run([*self.client(database), *self.quiet, sql], check=True,
                              env={**os.environ, **self.environment}, capture_output=True,
                              text=True).stdout

    def one_line(self, column):
        """The column as it can stand in an answer of `read_rows`."""
        return column

    def leave(self):
        self.say(f"DROP DATABASE IF EXISTS {NAME}", self.parts.path[1:])


class Postgresql(Server):
    title = "PostgreSQL"
    transactional_ddl = True
    options = "?sslmode=disable"
    quiet = ["-q", "-A", "-t", "-F", "\x1f", "-R", "\x1e", "-c"]

    def __init__(self, _):
        super().__init__("WHIMBREL_TEST_POSTGRESQL_URL", "WHIMBREL_TEST_PSQL")
        self.environment = {"PGPASSWORD": self.parts.password, "PGSSLMODE": "disable"}
        self.alembic_url = self.url

    def client(self, database=NAME):
        return [self.program, "-X", "-q", "-h", self.parts.hostname, "-p", str(self.parts.port),
                "-U", self.parts.username, database]

    def clear(self):
        self.leave()
        self.say(f"CREATE DATABASE {NAME}", self.parts.path[1:])

    def read_rows(self, query):
        text = self.say(query, NAME).rstrip("\n")
        return [line.split("\x1f") for line in text.split("\x1e")] if text else []

    def version(self):
        return self.read_rows("SHOW server_version")[0][0]


class Family(Server):
    quiet = ["--batch", "--raw", "--skip-column-names", "-e"]

    def __init__(self, name):
        super().__init__(f"WHIMBREL_TEST_{name}_URL", f"WHIMBREL_TEST_{name}_CLIENT")
        self.environment = {"MYSQL_PWD": self.parts.password}
        address = f"{self.parts.netloc}/{NAME}"
        self.alembic_url = f"mysql+pymysql://{address}"
        # dbmate has one scheme for both.
        self.dbmate_url = f"mysql://{address}"

    def client(self, database=NAME):
        return [self.program, "--no-defaults", "--comments", "-h", self.parts.hostname, "-P",
                str(self.parts.port), "-u", self.parts.username, database]

    def clear(self):
        self.leave()
        self.say(f"CREATE DATABASE {NAME}", self.parts.path[1:])

    def one_line(self, column):
        return f"replace({column}, char(10), char(29))"

    def read_rows(self, query):
        return [[value.replace("\x1d", "\n") for value in line.split("\t")]
                for line in self.say(query, NAME).split("\n")[:-1]]

    def version(self):
        return self.read_rows("SELECT version()")[0][0]


class Mariadb(Family):
    title = "MariaDB"

    def __init__(self, _):
        super().__init__("MARIADB")


class Mysql(Family):
    title = "MySQL"

    def __init__(self, _):
        super().__init__("MYSQL")


DATABASES = {"sqlite": Sqlite, "postgresql": Postgresql, "mariadb": Mariadb, "mysql": Mysql}
