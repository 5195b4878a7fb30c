"""Results as files: one JSON object per case, and tables to read."""

import json
from collections import Counter

from .judge import VERDICTS


def line(verdict):
    return json.dumps(verdict.as_row()) + "\n"


def write_rows(file, verdicts):
    file.write_text("".join(line(verdict) for verdict in verdicts))


def table(verdicts_by_title):
    """A Markdown table: a line for each title, a column for each verdict."""
    out = ["| | cases | applicable | " + " | ".join(VERDICTS[:-1]) + " | passed of applicable |",
           "|---|" + "---:|" * (len(VERDICTS) + 2)]
    for title, verdicts in verdicts_by_title.items():
        count = Counter(verdict.verdict for verdict in verdicts)
        applicable = len(verdicts) - count["not applicable"]
        share = f"{100 * count['passed'] / applicable:.1f}%" if applicable else "-"
        numbers = [len(verdicts), applicable, *(count[name] for name in VERDICTS[:-1]), share]
        out.append(f"| {title} | " + " | ".join(map(str, numbers)) + " |")
    return "\n".join(out) + "\n"


def remainder(verdicts):
    """The cases that did not pass, in groups of the same verdict and reason."""
    out = []
    for name in VERDICTS[1:]:
        chosen = [verdict for verdict in verdicts if verdict.verdict == name]
        if chosen:
            out += ["", f"### {name}: {len(chosen)}", ""]
            out += [f"- `{verdict.id}`: {verdict.stage + ': ' if verdict.stage else ''}"
                    f"{verdict.reason.splitlines()[0] if verdict.reason else ''}"
                    for verdict in chosen]
    return "\n".join(out) + "\n"
