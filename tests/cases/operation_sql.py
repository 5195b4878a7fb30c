#!/usr/bin/env python3
"""Judges the recorded operations of Alembic by what they do, not by how their SQL is spelled.

    tests/cases/operation_sql.py [FOLDER] --out RESULTS [--only TEXT] [--whimbrel PATH]

Each case names operations and the SQL that Alembic made of them. The tables that they need are made
in two databases; `whimbrel upgrade head` runs the operations, written as a revision, in the one, and
the recorded SQL runs in the other. An independent witness must see the same schema in both, and the
rows must be the same. Cases of Alembic's generic dialect run on PostgreSQL, and those that copy a
table (`batch`) on SQLite.

FOLDER, servers and results are those of schema_diff.py; the exit code is 0 when no case is failed or
silently wrong. A case is not applicable when the database refuses the recorded SQL, and without words
when a revision has none for it.
"""

import json
import os
import shutil
import sys
import time
from pathlib import Path

import schema_diff
from recorded import report
from recorded.alembic_batch import batch_operations, world_of
from recorded.alembic_words import NoWords, operations
from recorded.alembic_world import World
from recorded.cases import folder, lines
from recorded.judge import Verdict
from recorded.names import difference
from recorded.processes import first_error
from recorded.project import Project, unsupported


def product_of(case):
    dialect = case["dialect"].split("+")[0]
    if dialect == "default":
        return "sqlite" if case.get("batch") else "postgresql"
    return dialect


def prepared(case, dialect):
    """The script that makes the tables, and the operations as the entries of a revision."""
    recorded = "; ".join(case["sql"])
    if case.get("batch"):
        return (world_of(case["batch"], dialect),
                batch_operations(case["batch"], dialect, recorded))
    world, entries = World(dialect), []
    for op in case["ops"]:
        world.needs(op, recorded)
        entries += operations(op, recorded, dialect)
    return world.sql(), entries


def schemas_of(case):
    named = [op.get("schema") for op in case["ops"]]
    return {name for name in named + [(case.get("batch") or {}).get("table", {}).get("schema")]
            if name}


def without_schemas(case):
    """The case for a database without schemas of its own: everything stands in the one at hand."""
    text = json.dumps({**case, "sql": case["sql"]})
    for name in schemas_of(case):
        text = text.replace(f"{name}.", "").replace(f'"schema": "{name}"', '"schema": null')
    return json.loads(text)


def revision(entries):
    """A revision file; JSON is YAML."""
    return "revision: case\nmessage: A recorded operation\n---\n" + json.dumps({"upgrade": entries})


class OperationJudge:
    """Judges cases on one server, with two databases and a folder of its own."""

    def __init__(self, place, command, scratch):
        self.place_ = place
        self.command_ = command
        self.folder_ = scratch / "project"
        self.ours_ = f"operation_{os.getpid()}_a"
        self.theirs_ = f"operation_{os.getpid()}_b"

    def judge(self, case):
        begun = time.monotonic()
        kind = "batch" if case.get("batch") else "op"
        verdict = Verdict(f"{kind}/{case['dialect']}/{case['test'].split('::', 1)[1]}",
                          self.place_.product)
        try:
            self.compare_(case, verdict)
        except NoWords as reason:
            verdict.end("not applicable", "", f"without words: {reason}")
        except RuntimeError as error:
            verdict.end("failed", "judging", str(error).strip())
        finally:
            self.place_.drop(self.ours_, self.theirs_)
        verdict.seconds = round(time.monotonic() - begun, 2)
        return verdict

    def compare_(self, case, verdict):
        if self.place_.dialect != "postgresql":
            case = without_schemas(case)
        world, entries = prepared(case, self.place_.dialect)
        recorded = "".join(text.rstrip("; ") + ";\n" for text in case["sql"])
        for name in (self.ours_, self.theirs_):
            self.place_.create(name)
            error = self.place_.load(name, world)
            if error:
                raise RuntimeError(f"the tables cannot be made: {error}: {world}")
            if case.get("batch"):
                self.place_.seed(name)
        error = self.place_.load(self.theirs_, recorded)
        if error:
            verdict.end("not applicable", "", f"the recorded SQL is refused: {error}")
            return
        verdict.revision = revision(entries)
        if entries and not self.upgraded_(verdict):
            return
        written = world + recorded
        lines_ = difference(self.place_.witness(self.ours_, written),
                            self.place_.witness(self.theirs_, written))
        if lines_:
            verdict.end("silently wrong", "upgrade", "the schemas differ", lines_)
        elif self.rows_(self.ours_) != self.rows_(self.theirs_):
            verdict.end("silently wrong", "upgrade", "the rows differ")

    def upgraded_(self, verdict):
        shutil.rmtree(self.folder_, ignore_errors=True)
        project = Project(self.command_, self.folder_, self.place_.url(self.ours_), "")
        (project.folder / "migrations").mkdir()
        (project.folder / "migrations" / "case.yaml").write_text(verdict.revision)
        done = project.run("upgrade", "head")
        if done.code == 0:
            return True
        named = unsupported(done.err)
        if named:
            verdict.end("unsupported by name", "upgrade", "; ".join(named))
        else:
            refused = done.code == 2 and "statement: " not in done.err
            verdict.end("refused" if refused else "failed", "upgrade", first_error(done.err),
                        done.err.strip().splitlines())
        return False

    def rows_(self, name):
        return {table: sorted(json.dumps(row, sort_keys=True, default=repr) for row in rows)
                for table, rows in self.place_.contents(name)[0].items()}


def main():
    options = schema_diff.arguments()
    verdicts, judges = {}, {}
    for case in lines(folder(options.folder, options.if_there) / "operation_sql.jsonl"):
        if options.only not in case["test"]:
            continue
        product = product_of(case)
        if product not in judges:
            scratch = Path(options.out / "work" / f"operations_{product}").resolve()
            scratch.mkdir(parents=True, exist_ok=True)
            judges[product] = OperationJudge(schema_diff.place_of(product, scratch),
                                             options.whimbrel, scratch)
        verdicts.setdefault(product, []).append(judges[product].judge(case))
    rows = [verdict for each in verdicts.values() for verdict in each]
    report.write_rows(options.out / "operations.jsonl", rows)
    text = report.table(verdicts) + report.remainder(rows)
    (options.out / "operations.md").write_text(text)
    print(report.table(verdicts))
    sys.exit(1 if any(v.verdict in ("failed", "silently wrong") for v in rows) else 0)


if __name__ == "__main__":
    main()
