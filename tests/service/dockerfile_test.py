#!/usr/bin/env python3
"""Carries examples/service/Dockerfile out in a clean folder, and uses what comes out of it.

usage: dockerfile_test.py REPOSITORY
needs WHIMBREL_TEST_POSTGRESQL_URL and WHIMBREL_TEST_PSQL, which scripts/servers sets
"""
import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from dockerfile import Builder, StepError

IMAGE = "debian:bookworm-slim"


def check(holds, message):
    if not holds:
        raise StepError(message)


def output_of(*command, **options):
    result = subprocess.run(command, capture_output=True, text=True, **options)
    check(result.returncode == 0, f"{' '.join(command)}: {result.stdout}{result.stderr}")
    return result.stdout


def with_dependencies(packages):
    """The packages and all that they depend on, as far as it is installed here."""
    found, todo = set(), list(packages)
    while todo:
        name = todo.pop()
        if name in found:
            continue
        answer = subprocess.run(["dpkg-query", "-W", "-f", "${Depends}, ${Pre-Depends}", name],
                                capture_output=True, text=True)
        if answer.returncode == 0:
            found.add(name)
            todo += re.findall(r"(?:^|[,|])\s*([a-z0-9][a-z0-9.+-]*)", answer.stdout)
    return found


def owner(library):
    """The package that a library belongs to. Some are registered by the path before /usr."""
    real = os.path.realpath(library)
    for path in (real, real.removeprefix("/usr"), library):
        answer = subprocess.run(["dpkg", "-S", path], capture_output=True, text=True)
        if answer.returncode == 0:
            return answer.stdout.split(":")[0]
    raise StepError(f"no package has {library}")


def libraries_of(binary):
    """The libraries outside of the image's own that a program or library is loaded with."""
    return set(re.findall(r"=> (/\S+)", output_of("ldd", str(binary))))


def check_content(stage):
    """Only what is needed at run time, all of it, and not as root."""
    check(stage.image == IMAGE, f"the last stage is {stage.image}, not {IMAGE}")
    check(stage.user != "0" and stage.user in stage.users.values(), "the service runs as root")
    local = stage.root / "usr/local"
    files = sorted(path for path in local.rglob("*") if path.is_file())
    for path in files:
        check(path.suffix not in (".a", ".h", ".cmake"), f"{path} is not needed at run time")
    plugins = sorted(path.name for path in (local / "lib/whimbrel/plugins").iterdir())
    check(plugins == ["whimbrel_postgresql.plugin.yaml", "whimbrel_postgresql.so"],
          f"the plugins are {plugins}")
    needed = set()
    for path in files:
        if path.read_bytes()[:4] == b"\x7fELF":
            needed |= {name for name in libraries_of(path) if not name.startswith(str(local))}
    owners = {owner(library) for library in needed}
    named = set(stage.packages)
    there = with_dependencies(named)
    check(named <= there, f"not installed here: {sorted(named - there)}")
    check(owners <= there, f"not among the packages and what they need: {sorted(owners - there)}")
    idle = {name for name in named if name.startswith("lib")} - owners
    check(not idle, f"no program needs {sorted(idle)}")
    print(f"{len(files)} files, {len(needed)} libraries of {len(owners)} packages", flush=True)


class Database:
    """A new, empty database on the test server, dropped at the end."""

    def __init__(self):
        self.psql = os.environ["WHIMBREL_TEST_PSQL"]
        self.server = urlsplit(os.environ["WHIMBREL_TEST_POSTGRESQL_URL"])
        self.name = "whimbrel_test_image_" + secrets.token_hex(6)

    def environment(self, database):
        return {"PGHOST": self.server.hostname, "PGPORT": str(self.server.port),
                "PGUSER": self.server.username, "PGDATABASE": database}

    def send(self, sql):
        output_of(self.psql, "-X", "-q", "-c", sql,
                  env={**self.environment("postgres"), "PGPASSWORD": self.server.password})

    def __enter__(self):
        self.send(f"CREATE DATABASE {self.name}")
        return self

    def __exit__(self, *_):
        self.send(f"DROP DATABASE {self.name} WITH (FORCE)")


def start(stage, work, command):
    """The entry point with `command` instead of the service, as the user of the image."""
    password = work / "password"
    with Database() as database:
        password.write_text(database.server.password + "\n", encoding="utf-8")
        become = []
        if os.geteuid() == 0:
            os.chown(password, int(stage.user), int(stage.user))
            become = ["setpriv", f"--reuid={stage.user}", f"--regid={stage.user}", "--clear-groups"]
        password.chmod(0o400)
        result = subprocess.run(
            [*become, str(stage.inside(stage.entrypoint[0])), *command], cwd=stage.inside("."),
            env={**database.environment(database.name), "DATABASE_PASSWORD_FILE": str(password),
                 "PATH": f"{stage.root}/usr/local/bin:/usr/bin:/bin"},
            capture_output=True, text=True)
    print(result.stderr + result.stdout, end="", flush=True)
    check(result.returncode == 0, f"the entry point ended with {result.returncode}")
    return result.stdout


def main():
    repository = Path(sys.argv[1]).resolve()
    work = Path(tempfile.mkdtemp(prefix="whimbrel-image-"))
    work.chmod(0o755)
    try:
        text = (repository / "examples/service/Dockerfile").read_text(encoding="utf-8")
        stage = Builder(repository, work).build(text)
        check_content(stage)
        version = output_of(str(stage.root / "usr/local/bin/whimbrel"), "--version")
        check(version.startswith("whimbrel "), f"--version says {version}")
        check((stage.inside(stage.command[0])).stat().st_mode & 0o111, "the service cannot be run")
        said = start(stage, work, ["whimbrel", "current"])
        check("(head)" in said, "the migrations of the image did not reach their head")
    except StepError as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(work)
    return 0


if __name__ == "__main__":
    sys.exit(main())
