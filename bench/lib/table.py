"""Prints what was measured as Markdown.

usage: table.py FOLDER DATABASE...

FOLDER/DATABASE holds `commands` (name, version and command, separated by tabs; the last one is the
bare client, the first one Whimbrel) and a JSON file of hyperfine for each round.
"""
import json
import os
import pathlib
import platform
import statistics
import sys

TITLES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def cpu_model():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def system_name():
    for line in pathlib.Path("/etc/os-release").read_text().splitlines():
        if line.startswith("PRETTY_NAME="):
            return line.split("=", 1)[1].strip('"')
    return platform.system()


def milliseconds(folder):
    """All times of each command, over all rounds."""
    times = {}
    for file in sorted(folder.glob("round*.json")):
        for result in json.loads(file.read_text())["results"]:
            times.setdefault(result["command"], []).extend(1000 * t for t in result["times"])
    return times


def print_table(folder, title):
    commands = [line.split("\t") for line in (folder / "commands").read_text().splitlines()]
    times = milliseconds(folder)
    median = {name: statistics.median(times[name]) for name, _, _ in commands}
    ours, bare = median[commands[0][0]], median[commands[-1][0]]
    runs = len(times[commands[0][0]])
    print(f"\n## {title}\n\nMedians of {runs} runs, in milliseconds.\n")
    print("| command | version | median | fastest | whimbrel = 1 | above the bare client |")
    print("|---|---|---:|---:|---:|---:|")
    for name, version, _ in commands:
        above = f"{median[name] - bare:.1f}" if name != commands[-1][0] else ""
        print(f"| {name} | {version} | {median[name]:.1f} | {min(times[name]):.1f} "
              f"| {median[name] / ours:.2f} | {above} |")


def main():
    folder = pathlib.Path(sys.argv[1])
    cores, load = os.cpu_count(), os.getloadavg()[0]
    print("# `current`, as a whole process\n")
    print("Written by bench/current; bench/README.md says what is measured and how.\n")
    print(f"{system_name()}, {cpu_model()}, {cores} cores, "
          f"load {load:.1f} at the end.")
    if load > 1.5 * cores:
        print("\n**The machine was busy with other work: the times are too long, and differ from "
              "run to run.**")
    for database in sys.argv[2:]:
        print_table(folder / database, TITLES[database])


if __name__ == "__main__":
    main()
