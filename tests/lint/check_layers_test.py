#!/usr/bin/env python3
"""check_layers.py finds each violation in a small wrong tree, and none in a right one."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

CHECK = pathlib.Path(__file__).resolve().with_name("check_layers.py")
RIGHT = {
    "framework/include/whimbrel/diff/diff.h": '#include "whimbrel/model/table.h"\n',
    "framework/src/diff/diff.cpp": '#include "whimbrel/diff/diff.h"\n#include <map>\n',
    "plugins/sqlite/dialect.cpp": '#include "whimbrel/dialect/dialect.h"\n// sqlite itself\n',
    "sdk/include/whimbrel/sdk/plugin.h": '#include "whimbrel/sdk/other.h"\n',
    "tests/unit/a_test.cpp": '#include "whimbrel/cli/anything.h"\n// sqlite may stand here\n',
}


class CheckLayers(unittest.TestCase):
    def check(self, name=None, text=""):
        """Runs the check on a right tree with one more file."""
        with tempfile.TemporaryDirectory() as folder:
            for path, content in {**RIGHT, **({name: text} if name else {})}.items():
                file = pathlib.Path(folder) / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(content, encoding="utf-8")
            return subprocess.run([sys.executable, CHECK, folder], capture_output=True, text=True)

    def refused(self, name, text, place, words):
        result = self.check(name, text)
        self.assertEqual(result.returncode, 1, result.stdout + result.stderr)
        self.assertIn(f"{name}:{place}: ", result.stdout)
        self.assertIn(words, result.stdout)
        self.assertEqual(len(result.stdout.splitlines()), 1, result.stdout)

    def test_a_right_tree_passes(self):
        result = self.check()
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)

    def test_a_layer_may_not_include_a_higher_one(self):
        self.refused("framework/src/diff/up.cpp", '\n#include "whimbrel/runner/run.h"\n', 2,
                     "stands above")

    def test_a_public_header_may_not_either(self):
        self.refused("framework/include/whimbrel/core/up.h", '#include "whimbrel/model/table.h"\n',
                     1, "stands above")

    def test_an_include_with_angle_brackets_is_seen_too(self):
        self.refused("framework/src/core/up.cpp", "#  include <whimbrel/cli/x.h>\n", 1,
                     "stands above")

    def test_no_include_hides_its_layer(self):
        self.refused("framework/src/core/up.cpp", '#include "../runner/execution.h"\n', 1,
                     "hides the layer")

    def test_every_folder_of_the_framework_is_a_layer(self):
        self.refused("framework/src/helpers/x.cpp", "int x;\n", 1, "no layer")

    def test_a_plugin_sees_only_what_it_may(self):
        self.refused("plugins/sqlite/up.cpp", '#include "whimbrel/diff/diff.h"\n', 1, "a plugin")

    def test_the_sdk_sees_only_what_a_plugin_sees(self):
        self.refused("sdk/src/up.cpp", '#include "whimbrel/runner/run.h"\n', 1, "a plugin")

    def test_the_framework_names_no_database(self):
        for word in ("PostgreSQL", "mysql", "MariaDB", "sqlite3"):
            self.refused("framework/src/core/name.cpp", f"// as {word} does\n", 1, "names a database")

    def test_a_file_has_400_lines_at_most(self):
        self.assertEqual(self.check("tests/unit/long.cpp", "\n" * 400).returncode, 0)
        self.refused("tests/unit/long.cpp", "\n" * 401, 401, "401 lines")

    def test_nothing_is_left_open(self):
        for word in ("TODO", "FIXME", "GTEST_SKIP", "DISABLED_Some"):
            self.refused("tests/unit/open.cpp", f"  {word}();\n", 1, "holds")

    def test_a_folder_without_framework_is_an_error(self):
        with tempfile.TemporaryDirectory() as folder:
            result = subprocess.run([sys.executable, CHECK, folder], capture_output=True, text=True)
            self.assertNotEqual(result.returncode, 0)
            self.assertIn("framework", result.stderr)


if __name__ == "__main__":
    unittest.main()
