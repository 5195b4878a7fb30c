"""Runs 1,000 migrations up and down with each tool in turn, and prints the figures as Markdown.

usage: apply.py --folder FOLDER --whimbrel PROGRAM [--dbmate PROGRAM] [--runs N] [--migrations N]
                DATABASE...

Times are those of whole processes; each round begins with an empty database for each tool.
"""
import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from apply_databases import DATABASES
from floor import COLUMNS, JOURNAL, floor_script
from table import cpu_model, system_name

LIBRARY = pathlib.Path(__file__).parent
MEMORY = tempfile.NamedTemporaryFile()


class Tool:
    """A name, a way up and a way down: a command, and the file that it reads, if any."""

    def __init__(self, name, up, down, environment=None):
        self.name, self.up, self.down = name, up, down
        self.environment = {**os.environ, **(environment or {})}
        self.figures = {"up": [], "down": []}

    def run(self, way, count):
        """Seconds on the clock, seconds of the processor, peak memory in MB."""
        command, source = getattr(self, way)
        with open(source or os.devnull, "rb") as text:
            start = time.monotonic()
            # A child of this process would begin with this process's own peak of memory.
            process = subprocess.Popen(["time", "-f", "%M", "-o", MEMORY.name, *command],
                                       stdin=text, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.PIPE, env=self.environment)
            said = process.stderr.read()
            _, status, usage = os.wait4(process.pid, 0)
            took = time.monotonic() - start
        if status != 0:
            sys.exit(f"{self.name} {way} ended with status {status}:\n{said.decode()[-2000:]}")
        if count:
            self.figures[way].append((took, usage.ru_utime + usage.ru_stime,
                                      int(pathlib.Path(MEMORY.name).read_text()) / 1024))


def generate(tool, folder, arguments, url):
    subprocess.run([sys.executable, LIBRARY / "history.py", tool, folder,
                    str(arguments.migrations), url], check=True)


def whimbrel(folder, arguments, database):
    generate("whimbrel", folder, arguments, database.url)
    command = [arguments.whimbrel, "--config", str(folder / "whimbrel.yaml"), "--quiet"]
    return Tool("whimbrel", ([*command, "upgrade", "head"], None),
                ([*command, "downgrade", "base"], None))


def alembic(folder, arguments, database):
    if shutil.which("alembic") is None:
        return None
    settings = folder / "alembic.ini"
    command = ["alembic", "--config", str(settings)]
    folder.mkdir()
    subprocess.run([*command, "init", folder / "scripts"], check=True, capture_output=True)
    generate("alembic", folder, arguments, database.alembic_url)
    # Each migration has a transaction of its own, as with the others.
    environment = folder / "scripts" / "env.py"
    text = environment.read_text().replace(
        "connection=connection,", "connection=connection, transaction_per_migration=True,")
    environment.write_text(text)
    # A percent sign begins a reference in this file.
    url = database.alembic_url.replace("%", "%%")
    settings.write_text("\n".join(f"sqlalchemy.url = {url}" if line.startswith("sqlalchemy.url")
                                  else line for line in settings.read_text().splitlines()))
    return Tool("Alembic", ([*command, "upgrade", "head"], None),
                ([*command, "downgrade", "base"], None))


def dbmate(folder, arguments, database):
    if not arguments.dbmate:
        return None
    generate("dbmate", folder, arguments, database.dbmate_url)
    command = [arguments.dbmate, "--url", database.dbmate_url, "--migrations-dir", str(folder),
               "--no-dump-schema"]
    # It takes back one migration at a time, a process for each.
    return Tool("dbmate", ([*command, "up"], None), None)


def journal_rows(database, way):
    names = list(COLUMNS)
    shown = [database.one_line(name) for name in names]
    rows = database.read_rows(f"SELECT {', '.join(shown)} FROM {JOURNAL} "
                              f"WHERE direction = '{way}' ORDER BY step")
    return [dict(zip(names, row)) for row in rows]


def floors(folder, ours, database):
    """The client with the statements and rows of a run of ours; this run is the warm-up."""
    database.clear()
    ours.run("up", False)
    ours.run("down", False)
    rows = {way: journal_rows(database, way) for way in ("upgrade", "downgrade")}
    scripts = {
        "upgrade": subprocess.run([*ours.up[0], "--sql"], check=True, capture_output=True,
                                  text=True).stdout,
        "downgrade": subprocess.run([*ours.down[0][:-1], "head:base", "--sql"], check=True,
                                    capture_output=True, text=True).stdout}
    names = ["client"] if database.transactional_ddl else ["client", "client, intent first"]
    tools = []
    for name in names:
        files = {}
        for way, script in scripts.items():
            files[way] = folder / f"{name}-{way}.sql"
            files[way].write_text(floor_script(script, rows[way], database.transactional_ddl,
                                               "intent" in name, way == "upgrade"))
        command = database.client()
        tools.append(Tool(name, (command, files["upgrade"]), (command, files["downgrade"]),
                          database.environment))
    return tools


def measure(tools, database, runs):
    for _ in range(runs):
        for tool in tools:
            database.clear()
            tool.run("up", True)
            if tool.down is not None:
                tool.run("down", True)


def print_table(tools):
    for way in ("up", "down"):
        floor = statistics.median(each[0] for each in tools[1].figures[way])
        print(f"\n| {way} | seconds | fastest | of these on the processor | peak memory, MB "
              "| client = 1 |")
        print("|---|---:|---:|---:|---:|---:|")
        for tool in tools:
            if not tool.figures[way]:
                continue
            took, busy, memory = zip(*tool.figures[way])
            print(f"| {tool.name} | {statistics.median(took):.2f} | {min(took):.2f} "
                  f"| {statistics.median(busy):.2f} | {max(memory):.0f} "
                  f"| {statistics.median(took) / floor:.2f} |")


def bench(name, arguments):
    folder = arguments.folder / name
    folder.mkdir()
    database = DATABASES[name](arguments.data)
    try:
        ours = whimbrel(folder / "whimbrel", arguments, database)
        tools = [ours, *floors(folder, ours, database)]
        missing = []
        for peer in (alembic, dbmate) if arguments.peers == "yes" else ():
            tool = peer(folder / peer.__name__, arguments, database)
            if tool is None:
                missing.append(peer.__name__)
            else:
                tools.append(tool)
        measure(tools, database, arguments.runs)
        print(f"\n## {database.title} {database.version()}", flush=True)
        print_table(tools)
        for each in missing:
            print(f"\nNot installed, and so not measured: {each}.")
        sys.stdout.flush()
    finally:
        database.leave()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=pathlib.Path, required=True)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--whimbrel", required=True)
    parser.add_argument("--peers", default="yes")
    parser.add_argument("--dbmate", default="")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--migrations", type=int, default=1000)
    parser.add_argument("databases", nargs="+")
    arguments = parser.parse_args()
    kind = subprocess.run(["stat", "-f", "-c", "%T", arguments.data], check=True,
                          capture_output=True, text=True).stdout.strip()
    print(f"# {arguments.migrations:,} small migrations\n")
    print("Written by bench/apply; bench/README.md says what is measured and how.\n")
    print(f"{system_name()}, {cpu_model()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} "
          f"when it began. Medians of\n{arguments.runs} rounds. SQLite's file is on {kind}; the "
          "servers wait for no disk. Compare within one table.", flush=True)
    for name in arguments.databases:
        bench(name, arguments)


main()
