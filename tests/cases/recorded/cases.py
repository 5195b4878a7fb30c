"""Reading the recorded cases."""

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


@dataclass
class Case:
    """From the schema `current` to the schema `desired`, and where that applies."""

    id: str
    dialect: str
    current: str
    desired: str
    user: str = None
    min_version: str = None
    max_version: str = None
    flavor: str = None

    def not_for(self, place):
        """Why the case does not apply to a server, or nothing."""
        flavor = self.flavor or ""
        if flavor.startswith("!"):
            if flavor[1:] == place.product:
                return f"not for {place.product}"
        elif flavor in ("mysql", "mariadb", "tidb") and flavor != place.product:
            return f"for {flavor} only"
        if self.min_version and version(place.version) < version(self.min_version):
            return f"needs version {self.min_version}"
        if self.max_version and version(place.version) > version(self.max_version):
            return f"for versions up to {self.max_version}"
        return None

    @staticmethod
    def within(sql, database):
        """The script with the database that some cases name replaced by the one at hand."""
        return sql.replace("mysqldef_test", database)


def version(text):
    return [int(number) for number in re.findall(r"\d+", text)]


def folder(told=None, may_lack=False):
    """The folder of the cases: `told`, else as the tests find shared data.

    With `may_lack` the program ends well where nobody said where the cases are and none are found.
    """
    root = os.environ.get("WHIMBREL_SHARED")
    found = Path(told) if told else (Path(root) if root else ROOT.parent / "shared") / "cases"
    if not found.is_dir() and may_lack and not told and not root:
        print(f"No shared data was found at {found}: nothing is tested with its cases.")
        raise SystemExit(0)
    if not found.is_dir():
        raise SystemExit(f"There are no recorded cases in {found}. Give the folder as argument, or"
                         " set WHIMBREL_SHARED to the folder that holds 'cases'.")
    return found


def lines(file):
    if not file.exists():
        return []
    return [json.loads(line) for line in file.read_text().splitlines() if line.strip()]


def schema_cases(found, dialect):
    """The cases of a dialect: those of comparing tools, then those of Alembic's autogenerate."""
    cases = []
    for file in sorted(found.glob(f"schema_diff.*.{dialect}.jsonl")):
        for row in lines(file):
            origin = (row["file"] or "").removesuffix(".yml").removeprefix("tests_")
            cases.append(Case(
                id="/".join(filter(None, [row["source"], origin, row["name"]])), dialect=dialect,
                current=row["current"] or "", desired=row["desired"] or "", user=row.get("user"),
                min_version=row.get("min_version"), max_version=row.get("max_version"),
                flavor=row.get("flavor")))
    for row in lines(found / "autogenerate.jsonl"):
        if dialect in row["db_sql"] and dialect in row["model_sql"]:
            test = re.sub(r"_sqlite\+pysqlite[\d_]*", "", row["test"]).replace("::", "/")
            cases.append(Case(
                id=f"alembic/{test.removeprefix('test_')}", dialect=dialect,
                current=script(row["db_sql"][dialect]), desired=script(row["model_sql"][dialect])))
    return cases


def script(statements):
    return "".join(statement.rstrip("; \n") + ";\n" for statement in statements)
