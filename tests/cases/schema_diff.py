#!/usr/bin/env python3
"""Judges the recorded cases of schema comparison through the whimbrel command.

    tests/cases/schema_diff.py [FOLDER] --out RESULTS [--dialect NAME]... [--only TEXT]
                               [--sample NUMBER] [--workers 1|2] [--whimbrel PATH] [--if-there]

For each case the schema `current` is loaded into a database, rows are put into it, and
`whimbrel revision --autogenerate` and `whimbrel upgrade head` bring it to `desired`. Then an
independent witness (pg_dump, SHOW CREATE, sqlite_schema) must see the schema that loading `desired`
makes, a second comparison must be empty, `whimbrel downgrade base` must bring the first schema
back, and the rows must be there, but for what was declared as lost.

FOLDER is the folder of the cases; without it they are looked for as the tests look for shared data
(WHIMBREL_SHARED). The servers are those of WHIMBREL_TEST_POSTGRESQL_URL, WHIMBREL_TEST_MYSQL_URL and
WHIMBREL_TEST_MARIADB_URL; `scripts/servers` starts them. RESULTS gets NAME.jsonl and NAME.md for each
dialect, and table.md. The exit code is 0 when no case is failed or silently wrong, else 1.
"""

import argparse
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue

from recorded import report
from recorded.cases import ROOT, folder, schema_cases
from recorded.judge import Judge
from recorded.mysql import Mysql
from recorded.postgresql import Postgresql
from recorded.sqlite import Sqlite

PRODUCTS = ["postgresql", "mysql", "mariadb", "sqlite"]


def place_of(product, scratch):
    """The server of a product, from the variables that the tests use."""
    if product == "sqlite":
        return Sqlite(str(scratch))
    variable = f"WHIMBREL_TEST_{product.upper()}_URL"
    if variable not in os.environ:
        raise SystemExit(f"{variable} is not set: scripts/servers starts the servers and sets it.")
    if product == "postgresql":
        return Postgresql(os.environ[variable])
    client = os.environ.get(f"WHIMBREL_TEST_{product.upper()}_CLIENT", product)
    return Mysql(product, os.environ[variable], client)


def judged(product, cases, options):
    """The verdicts on the cases, in their order, from as many judges as there are workers."""
    scratch = (options.out / "work" / product).resolve()
    scratch.mkdir(parents=True, exist_ok=True)
    (scratch / "so_far.jsonl").unlink(missing_ok=True)
    place = place_of(product, scratch)
    judges = Queue()
    for number in range(options.workers):
        judges.put(Judge(place, options.whimbrel, scratch, f"case_{os.getpid()}_{number}"))

    def one(case):
        judge = judges.get()
        try:
            verdict = judge.judge(case)
        finally:
            judges.put(judge)
        # What is known so far can be read while the rest goes on.
        with (scratch / "so_far.jsonl").open("a") as file:
            file.write(report.line(verdict))
        return verdict

    with ThreadPoolExecutor(options.workers) as pool:
        return list(pool.map(one, cases))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--dialect", action="append", choices=PRODUCTS)
    parser.add_argument("--only", default="", help="cases whose id contains this text")
    parser.add_argument("--sample", type=int, help="so many cases, spread over the whole set")
    parser.add_argument("--if-there", action="store_true",
                        help="end well where no cases are found and nobody said where they are")
    parser.add_argument("--workers", type=int, default=2, choices=[1, 2])
    parser.add_argument("--whimbrel", default=os.environ.get(
        "WHIMBREL_COMMAND", str(ROOT / "build" / "release" / "bin" / "whimbrel")))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    return options


def main():
    options = arguments()
    found = folder(options.folder, options.if_there)
    results = {}
    for product in options.dialect or PRODUCTS:
        dialect = "mysql" if product == "mariadb" else product
        cases = [case for case in schema_cases(found, dialect) if options.only in case.id]
        if options.sample:
            cases = cases[::max(1, len(cases) // options.sample)][:options.sample]
        results[product] = judged(product, cases, options)
        report.write_rows(options.out / f"{product}.jsonl", results[product])
        text = report.table({product: results[product]}) + report.remainder(results[product])
        (options.out / f"{product}.md").write_text(text)
        print(report.table({product: results[product]}), flush=True)
    (options.out / "table.md").write_text(report.table(results))
    wrong = [verdict.id for verdicts in results.values() for verdict in verdicts
             if verdict.verdict in ("failed", "silently wrong")]
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
