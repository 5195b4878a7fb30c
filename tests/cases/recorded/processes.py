"""Running clients and the whimbrel command."""

import subprocess
from dataclasses import dataclass


@dataclass
class Ended:
    """How a process ended: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


def run(arguments, text="", folder=None, environment=None, seconds=120):
    """Runs a program to its end. One that takes longer than `seconds` is ended, with code -1."""
    try:
        done = subprocess.run(
            arguments, input=text.encode(), cwd=folder, env=environment, timeout=seconds,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    except subprocess.TimeoutExpired:
        return Ended(-1, "", f"ended after {seconds} s: {' '.join(map(str, arguments[:3]))}")
    return Ended(done.returncode, done.stdout.decode(errors="backslashreplace"),
                 done.stderr.decode(errors="backslashreplace"))


def first_error(text):
    """The line of a client's messages that says what went wrong."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in lines:
        if "ERROR" in line or "error:" in line:
            return line
    return lines[-1] if lines else "no message"
