"""Rebuilds a SQLite table of 1,000,000 rows, and prints the figures as Markdown.

usage: rebuild.py FOLDER WHIMBREL RUNS
"""
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

from table import cpu_model, system_name

ROWS = 1_000_000
TABLE = """CREATE TABLE "{0}" ("id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "name" VARCHAR(120) NOT NULL, "amount" {1} NOT NULL)"""
INDEX = 'CREATE INDEX "ix_items_name" ON "items" ("name")'
FILL = f"""WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT {ROWS})
INSERT INTO items (name, amount) SELECT 'item number ' || x, x * 7 FROM n"""
BY_HAND = f"""PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;
{TABLE.format("new_items", "NUMERIC(12,2)")};
INSERT INTO new_items (id, name, amount) SELECT id, name, amount FROM items;
DELETE FROM sqlite_sequence WHERE name = 'new_items';
INSERT INTO sqlite_sequence (name, seq) SELECT 'new_items', seq FROM sqlite_sequence
  WHERE name = 'items';
DROP TABLE items;
ALTER TABLE new_items RENAME TO items;
{INDEX};
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;
"""
REVISION = """revision: a1
message: Amounts with two digits
---
upgrade:
  - alter_column: {table: items, column: amount, type: "numeric(12,2)"}
"""


def prepare(folder):
    subprocess.run(["sqlite3", folder / "full.db", f"{TABLE.format('items', 'INTEGER')}; {INDEX}; "
                    f"{FILL};"], check=True)
    (folder / "by_hand.sql").write_text(BY_HAND)
    (folder / "migrations").mkdir()
    (folder / "migrations" / "a1.yaml").write_text(REVISION)
    (folder / "whimbrel.yaml").write_text(
        f'version: 1\ntargets: {{bench: {{url: "sqlite:{folder}/bench.db"}}}}\n')


def run(folder, command):
    """Seconds on the clock and peak memory in MB, from the same file each time."""
    shutil.copyfile(folder / "full.db", folder / "bench.db")
    with open(folder / "by_hand.sql", "rb") as script:
        start = time.monotonic()
        subprocess.run(["time", "-f", "%M", "-o", folder / "memory", *command], stdin=script,
                       check=True)
        took = time.monotonic() - start
    return took, int((folder / "memory").read_text()) / 1024


def main():
    folder, runs = pathlib.Path(sys.argv[1]), int(sys.argv[3])
    prepare(folder)
    commands = {
        "whimbrel upgrade": [sys.argv[2], "--config", str(folder / "whimbrel.yaml"), "--quiet",
                             "upgrade", "head"],
        "sqlite3, by hand": ["sqlite3", str(folder / "bench.db")]}
    figures = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            figures[name].append(run(folder, command))
    kind = subprocess.run(["stat", "-f", "-c", "%T", folder], check=True, capture_output=True,
                          text=True).stdout.strip()
    print(f"# A SQLite table of {ROWS:,} rows made anew\n")
    print("Written by bench/rebuild; bench/README.md says what is measured and how.\n")
    print(f"{system_name()}, {cpu_model()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} "
          f"at the end. Medians of {runs}\nrounds; the file is on {kind}.\n")
    print("| command | seconds | fastest | peak memory, MB | by hand = 1 | fastest: by hand = 1 |")
    print("|---|---:|---:|---:|---:|---:|")
    floor = [each[0] for each in figures["sqlite3, by hand"]]
    for name, values in figures.items():
        took = [each[0] for each in values]
        print(f"| {name} | {statistics.median(took):.2f} | {min(took):.2f} "
              f"| {max(each[1] for each in values):.0f} "
              f"| {statistics.median(took) / statistics.median(floor):.2f} "
              f"| {min(took) / min(floor):.2f} |")


main()
