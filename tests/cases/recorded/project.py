"""A folder with whimbrel.yaml in which the whimbrel command runs as a user would run it."""

import os
import re
from pathlib import Path

from .processes import run

CONFIGURATION = """version: 1
schema: desired.sql
targets:
  case: {url: "${CASE_URL}"}
"""


class Project:
    """One project of one case. The folder must be empty or absent."""

    def __init__(self, command, folder, url, desired):
        self.command_ = command
        self.folder = Path(folder)
        self.folder.mkdir(parents=True)
        self.environment_ = {**os.environ, "CASE_URL": url, "NO_COLOR": "1",
                             "WHIMBREL_CACHE_DIR": str(self.folder / "cache")}
        self.environment_.pop("WHIMBREL_CONFIG", None)
        (self.folder / "whimbrel.yaml").write_text(CONFIGURATION)
        (self.folder / "desired.sql").write_text(desired)

    def run(self, *arguments):
        """Runs `whimbrel ARGUMENTS...` in the folder."""
        return run([self.command_, *arguments], folder=self.folder,
                   environment=self.environment_)

    def revisions(self):
        """The texts of the revision files."""
        files = sorted((self.folder / "migrations").glob("*"))
        return [file.read_text() for file in files]


def unsupported(text):
    """What the messages of the command name as unsupported."""
    return sorted({line.partition("unsupported: ")[2].strip()
                   for line in text.splitlines() if "unsupported: " in line})


def names_in(line):
    """The names in quotes of such a message, and whether it is about a whole table."""
    names = [name for name in re.findall(r"'([^']+)'", line) if not name.endswith(".sql")]
    is_table = re.match(r"\w* ?(?:foreign |partitioned |virtual )?table '|set_partitioning ", line)
    return names, bool(is_table)


def without_named(texts, lines):
    """The texts of a witness without the objects that `unsupported` lines name."""
    kept = []
    schemas = {name for line in lines if re.match(r"schema '", line) for name in names_in(line)[0]}
    for text in texts:
        title = text.split("\n", 1)[0]
        # What is in a schema that is named as left alone is left alone with it.
        if re.split(r"[ .]", title)[1:2] and re.split(r"[ .]", title)[1] in schemas:
            continue
        kind = title.split(" ", 1)[0].upper()
        for line in lines:
            names, is_table = names_in(line)
            if (kind != "TABLE" or is_table) and any(
                    re.search(rf"(?<!\w){re.escape(name.split('.')[-1])}(?!\w)", title)
                    for name in names):
                break
        else:
            kept.append(without_parts(text, lines))
    return kept


def without_parts(text, lines):
    """A table's text without the constraints whose operation an `unsupported` line names."""
    title, _, body = text.partition("\n")
    for line in lines:
        part = re.match(r"(?:create|drop)_(foreign_key|check|unique)\w* (\w+)\.", line)
        if part and re.search(rf"(?<!\w){part.group(2)}(?!\w)", title):
            word = part.group(1).replace("_", " ")
            body = "\n".join(fact for fact in body.split("\n") if word not in fact.lower())
    return f"{title}\n{body}"
