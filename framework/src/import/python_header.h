// What a Python file assigns at its top level, without Python.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel {

/// The names that are looked for, and what they are given: None is an empty list, a string a list
/// of one, a tuple, list or set of strings a list of several.
struct PythonHeader {
  std::string docstring;
  std::map<std::string, std::vector<std::string>> values;
};

/// Reads the docstring and the assignments (`name = ...`, `name: type = ...`) to `revision`,
/// `down_revision`, `branch_labels` and `depends_on`; the last one to each name counts. What is
/// assigned must be literal; Error{revision} with file and line otherwise. Linear, no recursion.
PythonHeader read_python_header(std::string_view text, const std::filesystem::path& file);

}  // namespace whimbrel
