"""The judgement of one case: from the first schema to the desired one, again, and back."""

import re
import shutil
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from .names import difference
from .processes import first_error
from .project import Project, unsupported, without_named
from .rows import lost

# A server's words for rows that stand in the way of a stricter schema: no tool can pass them.
ROWS_IN_THE_WAY = re.compile(
    r"\[23\d\d\d\]|\[22\w\d\d\]|contains null values|violat|Duplicate entry|Data truncated|"
    r"Incorrect \w+ value|Out of range|Data too long|doesn't have a default value|"
    r"foreign key constraint fails|cannot be null|Cannot get geometry object|rows? (?:is|are|stand)|Invalid use of NULL|"
    r"has NULL|constraint failed", re.I)


@dataclass
class Verdict:
    """How a case ended. `verdict` is one of `VERDICTS`."""

    id: str
    product: str
    verdict: str = "passed"
    stage: str = ""
    reason: str = ""
    notes: list = field(default_factory=list)
    detail: list = field(default_factory=list)
    revision: str = ""
    seconds: float = 0.0

    def end(self, verdict, stage, reason, detail=()):
        self.verdict, self.stage, self.reason = verdict, stage, reason
        self.detail = list(detail)
        return self

    def as_row(self):
        return asdict(self)


VERDICTS = ["passed", "unsupported by name", "refused", "failed", "silently wrong",
            "not applicable"]


class Judge:
    """Judges cases on one server, with databases that no other judge uses."""

    def __init__(self, place, command, folder, name):
        self.place_ = place
        self.command_ = command
        self.folder_ = Path(folder) / name
        self.a_ = f"{name}_a"
        self.b_ = f"{name}_b"

    def judge(self, case):
        """The verdict on `case`. What breaks in the judging itself is a failed case as well."""
        begun = time.monotonic()
        verdict = Verdict(case.id, self.place_.product)
        try:
            reason = case.not_for(self.place_)
            if reason:
                verdict.end("not applicable", "", reason)
            else:
                self.try_with_and_without_rows_(case, verdict)
        except RuntimeError as error:
            verdict.end("failed", "judging", str(error).strip())
        finally:
            self.place_.drop(self.a_, self.b_)
        verdict.seconds = round(time.monotonic() - begun, 2)
        return verdict

    def try_with_and_without_rows_(self, case, verdict):
        self.walk_(case, verdict, True)
        if verdict.verdict == "failed" and ROWS_IN_THE_WAY.search(verdict.reason):
            note = f"rows in the way: {verdict.reason}"
            verdict.end("passed", "", "")
            verdict.notes.append(note)
            self.walk_(case, verdict, False)

    def walk_(self, case, verdict, with_rows):
        place = self.place_
        for name, sql in ((self.a_, case.current), (self.b_, case.desired)):
            place.create(name, case.user)
            error = place.load(name, case.within(sql, name), case.user)
            if error:
                side = "current" if name == self.a_ else "desired"
                return verdict.end("not applicable", "", f"{side} does not load: {error}")
        if with_rows:
            place.seed(self.a_)
        first = place.witness(self.a_, case.current)
        wanted = place.witness(self.b_, case.desired)
        shutil.rmtree(self.folder_, ignore_errors=True)
        project = Project(self.command_, self.folder_, place.url(self.a_, case.user),
                          case.within(case.desired, self.a_))
        walk = Walk(project, place, self.a_, case, verdict)
        return walk.there_and_back(first, wanted)


class Walk:
    """One way through a case: each step ends the verdict or goes on."""

    def __init__(self, project, place, database, case, verdict):
        self.project_ = project
        self.place_ = place
        self.database_ = database
        self.case_ = case
        self.verdict_ = verdict
        self.named_ = []

    def there_and_back(self, first, wanted):
        """Upgrades, checks, and downgrades the database, and judges what it sees."""
        before, columns = self.place_.contents(self.database_)
        steps = self.run_("revision", "--autogenerate", "-m", "case")
        if not steps:
            return
        declared = [line for line in steps.err.splitlines() + steps.out.splitlines()
                    if "(destructive)" in line]
        self.verdict_.revision = "\n".join(self.project_.revisions())
        wrote = bool(self.verdict_.revision)
        if wrote and not self.run_("upgrade", "head"):
            return
        if not self.same_(wanted, "upgrade") or not self.kept_(before, columns, declared, "upgrade"):
            return
        if not self.nothing_left_():
            return
        if wrote and not self.run_("downgrade", "base"):
            return
        if self.same_(first, "downgrade"):
            self.kept_(before, columns, declared, "downgrade")
        if self.verdict_.verdict == "passed" and self.named_:
            self.verdict_.end("unsupported by name", "", "; ".join(self.named_))

    def run_(self, *arguments):
        """Runs the command. A failure ends the verdict, and nothing is returned."""
        done = self.project_.run(*arguments)
        self.named_ = sorted({*self.named_, *unsupported(done.err)})
        if done.code == 0:
            return done
        reason = first_error(done.err)
        said_by_the_database = "statement: " in done.err or "[" in reason
        kind = "failed" if said_by_the_database or done.code not in (1, 2) else "refused"
        detail = done.err.strip().splitlines()
        self.verdict_.revision = "\n".join(self.project_.revisions())
        self.verdict_.end(kind, arguments[0], reason, detail)
        return None

    def same_(self, wanted, stage):
        # A name that the aimed-at schema leaves open may be any.
        written = self.case_.desired if stage == "upgrade" else self.case_.current
        seen = self.place_.witness(self.database_, written)
        lines = difference(without_named(seen, self.named_), without_named(wanted, self.named_))
        if lines:
            other = "the desired one" if stage == "upgrade" else "the first one"
            self.verdict_.end("silently wrong", stage,
                              f"the schema after {stage} is not {other}", lines)
        return not lines

    def nothing_left_(self):
        done = self.run_("revision", "--autogenerate", "-m", "second")
        if not done:
            return False
        if len(self.project_.revisions()) > (1 if self.verdict_.revision else 0):
            self.verdict_.end("failed", "second check", "a second comparison is not empty",
                              done.err.strip().splitlines())
            return False
        return True

    def kept_(self, before, columns, declared, stage):
        if not any(before.values()):
            return True
        after, columns_after = self.place_.contents(self.database_)
        sentences = lost(before, after, columns, columns_after, declared)
        if sentences:
            self.verdict_.end("silently wrong", stage, "; ".join(sentences))
        return not sentences
