#!/usr/bin/env python3
"""That dockerfile.py does what a Dockerfile says, and leaves nothing out in silence."""
import tempfile
import unittest
from pathlib import Path

from dockerfile import Builder, StepError, read_steps


class Dockerfile(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.context = Path(self.folder.name) / "context"
        (self.context / "some/deep").mkdir(parents=True)
        (self.context / "some/deep/file").write_text("deep")
        (self.context / "one").write_text("1")

    def build(self, *lines):
        work = Path(self.folder.name) / "work"
        return Builder(self.context, work).build("\n".join(lines))

    def refusal(self, *lines):
        with self.assertRaises(StepError) as caught:
            self.build(*lines)
        return str(caught.exception)

    def test_lines_are_joined_and_comments_are_none(self):
        self.assertEqual(read_steps("# a\nRUN a \\\n  # b\n  && b\n\nUSER 1\n"),
                         [("RUN", "a  && b", 2), ("USER", "1", 6)])

    def test_copies_the_content_of_a_folder_and_files_into_a_folder(self):
        stage = self.build("FROM x", "WORKDIR /srv", "COPY some here", "COPY one some/deep/file ./")
        self.assertEqual((stage.root / "srv/here/deep/file").read_text(), "deep")
        self.assertEqual((stage.root / "srv/one").read_text(), "1")
        self.assertEqual((stage.root / "srv/file").read_text(), "deep")

    def test_copies_from_an_earlier_stage(self):
        stage = self.build("FROM x AS first", "COPY one /opt/one", "FROM y",
                           "COPY --from=first /opt /usr/local")
        self.assertEqual(stage.image, "y")
        self.assertEqual((stage.root / "usr/local/one").read_text(), "1")

    def test_notes_what_would_change_this_machine(self):
        stage = self.build("FROM x", "RUN apt-get update && apt-get install -y a b",
                           "RUN useradd --uid 7 me", "USER 7:7")
        self.assertEqual((stage.packages, stage.users, stage.user), (["a", "b"], {"me": "7"}, "7"))

    def test_what_is_not_known_is_refused_with_its_line(self):
        self.assertIn("line 2: HEALTHCHECK", self.refusal("FROM x", "HEALTHCHECK NONE"))

    def test_a_command_that_is_not_known_is_refused(self):
        self.assertIn("'curl x' is not known", self.refusal("FROM x", "RUN curl x"))

    def test_a_step_that_fails_is_refused(self):
        self.assertIn("line 2: RUN cmake", self.refusal("FROM x", "RUN cmake --install nowhere"))

    def test_a_file_that_is_missing_is_refused(self):
        self.assertIn("line 2: COPY", self.refusal("FROM x", "COPY nowhere /"))


if __name__ == "__main__":
    unittest.main()
