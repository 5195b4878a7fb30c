#!/usr/bin/env python3
"""Checks the rules of the repository that a compiler cannot know.

    check_layers.py ROOT    prints one line for each violation; the exit code is 1 when there is one

The layers of the framework include only what stands before them, plugins only what a plugin may
see, the framework names no database, no file is longer than 400 lines, and nothing is left open.
"""
import pathlib
import re
import sys

# Each layer may include itself and those before it.
LAYERS = ["core", "model", "ops", "dialect", "diff", "seed", "revision", "import", "runner", "review",
          "plugin", "config", "cli", "lambda"]
PLUGIN_LAYERS = {"core", "model", "ops", "dialect", "sdk"}
DATABASE_NAMES = re.compile(r"postgres|mysql|mariadb|sqlite", re.IGNORECASE)
OPEN_ENDS = re.compile(r"\b(TODO|FIXME|GTEST_SKIP|DISABLED_\w*)")
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]whimbrel/([a-z_]+)/')
UPWARD = re.compile(r'^\s*#\s*include\s*"[^"]*\.\./')
LONGEST = 400
SOURCES = {".h", ".cpp", ".hpp", ".c", ".in", ".cmake", ".py", ".sh", ".txt", ".yaml"}
CODE = {".h", ".cpp", ".hpp", ".c"}
# Data that is compared and not read.
DATA = {"interface_snapshot.txt"}


def files(root, *folders):
    """The source files below the folders, in order."""
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and path.suffix in SOURCES and path.name not in DATA:
                yield path


def layer_of(path, root):
    """The layer a file of the framework belongs to, or None for what belongs to none."""
    parts = path.relative_to(root).parts
    for base in (("framework", "include", "whimbrel"), ("framework", "src")):
        if parts[:len(base)] == base and len(parts) > len(base) + 1:
            return parts[len(base)]
    return None


def included_layers(lines):
    """(line number, layer) of every include of the framework."""
    for number, line in enumerate(lines, 1):
        match = INCLUDE.match(line)
        if match:
            yield number, match.group(1)


def framework_includes(path, root, lines):
    layer = layer_of(path, root)
    if layer is None or path.suffix not in CODE:
        return
    if layer not in LAYERS:
        yield 1, f"'{layer}' is no layer; the layers are {', '.join(LAYERS)}"
        return
    for number, other in included_layers(lines):
        if other not in LAYERS:
            yield number, f"layer '{layer}' includes '{other}', which is no layer"
        elif LAYERS.index(other) > LAYERS.index(layer):
            yield number, f"layer '{layer}' includes '{other}', which stands above it"


def hidden_includes(lines):
    for number, line in enumerate(lines, 1):
        if UPWARD.match(line):
            yield number, "includes by a path with '..', which hides the layer"


def plugin_includes(lines):
    for number, other in included_layers(lines):
        if other not in PLUGIN_LAYERS:
            yield number, f"a plugin includes '{other}'; it may see {', '.join(sorted(PLUGIN_LAYERS))}"


def database_names(lines):
    for number, line in enumerate(lines, 1):
        match = DATABASE_NAMES.search(line)
        if match:
            yield number, f"names a database ('{match.group(0)}'); ask for the ability instead"


def open_ends(lines):
    for number, line in enumerate(lines, 1):
        match = OPEN_ENDS.search(line)
        if match:
            yield number, f"holds '{match.group(1)}'"


def length(lines):
    if len(lines) > LONGEST:
        yield LONGEST + 1, f"has {len(lines)} lines; at most {LONGEST}"


def violations(root):
    """(path, line, what) of everything that is against the rules."""
    own = pathlib.Path(__file__).resolve().parent
    for path in files(root, "framework", "plugins", "sdk", "tests", "bench", "scripts"):
        if own == path.resolve().parent:
            continue
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        top, *rest = path.relative_to(root).parts
        found = [*open_ends(lines), *length(lines)]
        if path.suffix in CODE:
            found += hidden_includes(lines)
        if top == "framework":
            found += framework_includes(path, root, lines)
            if rest[0] in ("include", "src"):
                found += database_names(lines)
        elif top in ("plugins", "sdk") and path.suffix in CODE:
            found += plugin_includes(lines)
        for number, what in found:
            yield path.relative_to(root), number, what


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    root = pathlib.Path(sys.argv[1]).resolve()
    if not (root / "framework").is_dir():
        sys.exit(f"{root} has no folder 'framework'")
    count = 0
    for path, number, what in violations(root):
        print(f"{path}:{number}: {what}")
        count += 1
    if count:
        sys.exit(1)
    print("the layers hold")


if __name__ == "__main__":
    main()
