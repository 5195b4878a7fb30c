"""Runs commands that take turns, and prints their medians as a Markdown table.

usage: check_table.py TITLE RUNS < COMMANDS

A line of COMMANDS has a name, a shell command that is not timed and comes before each run (or
nothing), and the command itself, separated by tabs. The first is the floor that all are compared
with. What takes longer than ten seconds is run once.
"""
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
import time

PATIENCE = 10
ENDS_WELL = (0, 3)  # a comparison that finds a difference ends with 3


def run(before, command):
    """Seconds on the clock, seconds of processor time of the client, its peak memory in MB."""
    if before:
        subprocess.run(before, shell=True, check=True, stdout=subprocess.DEVNULL)
    with tempfile.TemporaryFile() as said:
        start = time.monotonic()
        process = subprocess.Popen(shlex.split(command), stdin=subprocess.DEVNULL, stdout=said,
                                   stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        took = time.monotonic() - start
        if os.waitstatus_to_exitcode(status) not in ENDS_WELL:
            said.seek(0)
            sys.exit(f"{command} failed: {said.read()[-2000:].decode(errors='replace')}")
    return took, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    title, runs = sys.argv[1], int(sys.argv[2])
    commands = [line.rstrip("\n").split("\t") for line in sys.stdin]
    figures = {name: [run(before, command)] for name, before, command in commands}
    # The first run of each warms what caches there are; it counts only where it is the only one.
    slow = {name for name, taken in figures.items() if taken[0][0] > PATIENCE}
    for name, _, _ in commands:
        if name not in slow:
            figures[name].clear()
    for _ in range(runs):
        for name, before, command in commands:
            if name not in slow:
                figures[name].append(run(before, command))
    floor = None
    print(f"\n### {title}\n")
    print("| | seconds | of these on the client's processor | memory, MB | floor = 1 |")
    print("|---|---:|---:|---:|---:|")
    for name, _, _ in commands:
        took, busy, memory = (statistics.median(column) for column in zip(*figures[name]))
        floor = floor or took
        print(f"| {name} | {took:.2f} | {busy:.2f} | {memory:.0f} | {took / floor:.2f} |",
              flush=True)


main()
