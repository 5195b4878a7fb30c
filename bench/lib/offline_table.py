"""Runs the commands that write long scripts, and prints time and peak memory as Markdown.

usage: offline_table.py FOLDER RUNS COUNT...

FOLDER/COUNT/commands has a line for each tool: its name, then its command.
"""
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time


def run(command):
    """Seconds on the clock, seconds of processor time, peak memory in MB, bytes written."""
    with tempfile.TemporaryFile() as out:
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        took = time.monotonic() - start
        if status != 0:
            raise SystemExit(f"{' '.join(command)} ended with status {status}")
        return took, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out.tell()


def measured(command, runs):
    # The first run warms what caches there are, such as compiled revisions.
    run(command)
    return [statistics.median(column) for column in zip(*(run(command) for _ in range(runs)))]


def print_table(folder, count, runs):
    print(f"\n## {int(count):,} revisions\n")
    print("| command | seconds | of these on the processor | peak memory, MB | script, MB "
          "| whimbrel = 1 |")
    print("|---|---:|---:|---:|---:|---:|")
    ours = None
    for line in (folder / count / "commands").read_text().splitlines():
        name, *command = line.split(" ")
        took, busy, memory, size = measured(command, runs)
        ours = ours or busy
        print(f"| {name} upgrade --sql | {took:.2f} | {busy:.2f} | {memory:.0f} "
              f"| {size / 1e6:.1f} | {busy / ours:.1f} |", flush=True)


def main():
    folder, runs = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    print("# `upgrade --sql` of long, linear histories\n")
    print("Written by bench/offline; bench/README.md says what is measured and how.\n")
    print(f"Medians of {runs} runs; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the "
          "beginning. The ratio is that of the processor times.")
    for count in sys.argv[3:]:
        print_table(folder, count, runs)


main()
