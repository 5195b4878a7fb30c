"""A Dockerfile, read and carried out in a clean folder as far as that goes without an engine.

Every stage is a folder that stands for the root of its file system. COPY, WORKDIR and most RUN steps
are carried out in it; what would change this machine (packages, users) is noted for whoever checks
it. A step that is not known here is an error, so that nothing is left out in silence.
"""
import json
import os
import shlex
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path


class StepError(Exception):
    """A step that failed or cannot be carried out here."""


@dataclass
class Stage:
    """What the steps of a stage have made."""

    image: str
    root: Path
    folder: str = "/"
    user: str = "0"
    packages: list = field(default_factory=list)
    users: dict = field(default_factory=dict)
    entrypoint: list = field(default_factory=list)
    command: list = field(default_factory=list)

    def inside(self, path):
        """Where `path` of the image is on this machine."""
        return self.root / os.path.join(self.folder, path).lstrip("/")


def read_steps(text):
    """(instruction, rest of it, line number) of each step; comments and continued lines are gone."""
    steps, pending, first = [], "", 0
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip().startswith("#") or (not pending and not line.strip()):
            continue
        first = first if pending else number
        pending += line.strip().removesuffix("\\") + " "
        if line.rstrip().endswith("\\"):
            continue
        word, _, rest = pending.strip().partition(" ")
        steps.append((word.upper(), rest.strip(), first))
        pending = ""
    return steps


class Builder:
    """Carries the steps of one Dockerfile out, below `work`, with `context` to copy from."""

    def __init__(self, context, work):
        self.context, self.work = Path(context), Path(work)
        self.stages = {}
        self.stage = None

    def build(self, text):
        """The last stage. Raises StepError with the line of the step."""
        for word, rest, line in read_steps(text):
            carry_out = getattr(self, "do_" + word.lower(), None)
            if carry_out is None:
                raise StepError(f"line {line}: {word} is not known here")
            if self.stage is None and word != "FROM":
                raise StepError(f"line {line}: {word} before FROM")
            print(f"{word} {rest}", flush=True)
            try:
                carry_out(rest)
            except (OSError, subprocess.CalledProcessError, StepError) as problem:
                raise StepError(f"line {line}: {word} {rest}: {problem}") from problem
        return self.stage

    def do_from(self, rest):
        words = rest.split()
        name = words[2] if len(words) == 3 and words[1].upper() == "AS" else str(len(self.stages))
        root = self.work / name
        root.mkdir(parents=True)
        self.stage = self.stages[name] = Stage(words[0], root)

    def do_workdir(self, rest):
        self.stage.folder = os.path.join(self.stage.folder, rest)
        self.stage.inside(".").mkdir(parents=True, exist_ok=True)

    def do_copy(self, rest):
        words = rest.split()
        source = self.context
        if words[0].startswith("--from="):
            source = self.stages[words.pop(0).removeprefix("--from=")].root
        *names, target = words
        place = self.stage.inside(target)
        if len(names) > 1 and not target.endswith("/"):
            raise StepError("several files need a folder, with a slash at its end")
        for name in names:
            copy(source / name.lstrip("/"), place, target.endswith("/"))

    def do_run(self, rest):
        for command in rest.split("&&"):
            words = shlex.split(command)
            if words[0] == "apt-get":
                self.note_packages(words)
            elif words[0] == "useradd":
                self.stage.users[words[-1]] = words[words.index("--uid") + 1]
            elif words[:2] == ["rm", "-rf"]:
                for path in words[2:]:
                    if "*" not in path:
                        shutil.rmtree(self.stage.inside(path), ignore_errors=True)
            elif words[0] in ("cmake", "scripts/build"):
                # What a step installs goes into the stage and not into this machine.
                subprocess.run(words, cwd=self.stage.inside("."), check=True,
                               env={**os.environ, "DESTDIR": str(self.stage.root)})
            else:
                raise StepError(f"'{command.strip()}' is not known here")

    def note_packages(self, words):
        if words[1] == "install":
            self.stage.packages += [word for word in words[2:] if not word.startswith("-")]
        elif words[1] != "update":
            raise StepError(f"apt-get {words[1]} is not known here")

    def do_user(self, rest):
        self.stage.user = rest.split(":")[0]

    def do_entrypoint(self, rest):
        self.stage.entrypoint = json.loads(rest)

    def do_cmd(self, rest):
        self.stage.command = json.loads(rest)


def copy(source, place, into_folder):
    """As COPY does it: of a folder its content, of a file the file itself."""
    if source.is_dir():
        shutil.copytree(source, place, symlinks=True, dirs_exist_ok=True)
        return
    target = place / source.name if into_folder or place.is_dir() else place
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(source, target)
