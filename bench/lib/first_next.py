"""Prints how long packages of the Lambda function take to their first request, as Markdown.

usage: first_next.py RUNS NAME=FOLDER...

Takes the place of the Runtime API on a port of this machine; a start is over when the function's
first request has been read. The packages take turns, so that each has its share of what else the
machine does.
"""
import os
import socket
import statistics
import subprocess
import sys
import time

from table import cpu_model, system_name

NEXT = b"GET /2018-06-01/runtime/invocation/next "


def start(folder, listener):
    """One start in milliseconds."""
    environment = {
        "AWS_LAMBDA_RUNTIME_API": "127.0.0.1:%d" % listener.getsockname()[1],
        "LAMBDA_TASK_ROOT": folder,
    }
    began = time.monotonic()
    process = subprocess.Popen([folder + "/bootstrap"], env=environment, cwd=folder)
    try:
        connection, _ = listener.accept()
        with connection:
            request = b""
            while b"\r\n\r\n" not in request:
                piece = connection.recv(65536)
                if not piece:
                    break
                request += piece
            took = time.monotonic() - began
            # It ends before its connection does, or it would say that the answer is missing.
            process.kill()
            process.wait()
    finally:
        process.kill()
        process.wait()
    if not request.startswith(NEXT):
        sys.exit("the first request is no request for an event: %r" % request[:200])
    return took * 1000


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    runs = int(sys.argv[1])
    packages = dict(argument.split("=", 1) for argument in sys.argv[2:])
    times = {name: [] for name in packages}
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(30)
        for folder in packages.values():
            start(folder, listener)
        for _ in range(runs):
            for name, folder in packages.items():
                times[name].append(start(folder, listener))
    cores = os.cpu_count()
    load = os.getloadavg()[0]
    print("# Cold start of whimbrel-lambda\n")
    print("From the start of the process to its first request for an event, in milliseconds, "
          f"{runs} starts of\neach. Written by bench/lambda_start; bench/README.md says how.\n")
    print(f"{system_name()}, {cpu_model()}, {cores} cores, load {load:.1f} at the end.\n")
    if load > cores / 2:
        print("**The machine was busy with other work: the times are too long.**\n")
    print("| package | fastest | median | 95 of 100 |")
    print("|---|---:|---:|---:|")
    for name, values in times.items():
        values.sort()
        late = values[min(len(values) - 1, int(len(values) * 0.95))]
        print(f"| {name} | {values[0]:.1f} | {statistics.median(values):.1f} | {late:.1f} |")


if __name__ == "__main__":
    main()
