#include "support/corpus.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>

#include "support/client.h"
#include "support/shared_data.h"
#include "support/witness.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/text.h"

namespace whimbrel::test {
namespace {

namespace fs = std::filesystem;

// Numbers padded with zeros, so that 9 stands before 10.
std::string sort_key(const std::string& path) {
  std::string padded;
  std::string digits;
  for (const char c : path + "/") {
    if (c >= '0' && c <= '9') {
      digits += c;
      continue;
    }
    if (!digits.empty()) padded += std::string(20 - std::min<std::size_t>(digits.size(), 19), '0');
    padded += digits + c;
    digits.clear();
  }
  return padded;
}

// True for a line that makes, drops or chooses a database, or says whose something is.
bool reaches_out(std::string_view line) {
  const std::string start = upper(line.substr(0, 40));
  for (const char* word : {"CREATE DATABASE", "DROP DATABASE", "CREATE SCHEMA IF NOT EXISTS SAKILA",
                           "CREATE SCHEMA SAKILA", "DROP SCHEMA", "USE ", "\\C ", "\\CONNECT",
                           "-- +GOOSE", "SELECT * FROM"})
    if (start.starts_with(word)) return true;
  return line.find(" OWNER TO ") != std::string_view::npos;
}

std::vector<std::string> unsupported_in(const std::string& said) {
  std::vector<std::string> found;
  for (const std::string_view line : split(said, '\n')) {
    constexpr std::string_view kStart = "warning: unsupported: ";
    if (line.starts_with(kStart)) found.emplace_back(line.substr(kStart.size()));
  }
  return found;
}

std::vector<std::string> without(std::vector<std::string> texts, const std::string& apart) {
  const std::regex known(apart);
  if (!apart.empty())
    std::erase_if(texts, [&](const std::string& each) { return std::regex_search(each, known); });
  return texts;
}

}  // namespace

void PrintTo(const CorpusSchema& schema, std::ostream* out) { *out << schema.name; }

std::vector<fs::path> corpus_files(const CorpusSchema& schema) {
  const auto path = shared_data(std::string("corpus/") + schema.path);
  if (!path) return {};
  if (!fs::is_directory(*path)) return {*path};
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(*path))
    if (entry.path().string().ends_with(schema.ending)) files.push_back(entry.path());
  std::sort(files.begin(), files.end(), [](const fs::path& a, const fs::path& b) {
    return sort_key(a.string()) < sort_key(b.string());
  });
  return files;
}

std::string definitions_of(const fs::path& file) {
  std::string result;
  bool in_rows = false;
  // Of files that are for a good part rows; elsewhere a definition may hold such a line.
  const std::string name = file.string();
  const bool only_rows =
      name.find("hinook") != std::string::npos || name.find("northwind") != std::string::npos;
  const std::string text = read_file(file);
  for (const std::string_view line : split(text, '\n')) {
    const std::string start = upper(line.substr(0, 16));
    if (start.starts_with("-- +GOOSE DOWN")) break;
    in_rows = in_rows || (only_rows && start.starts_with("INSERT INTO "));
    if (!in_rows && !reaches_out(line)) result += std::string(line) + "\n";
    if (in_rows && trimmed(line).ends_with(';')) in_rows = false;
  }
  // A view of one schema names the database that it usually stands in.
  return replaced(result, "sakila.", "") + ";\n";
}

bool load(const CorpusSchema& schema, const FreshDatabase& database) {
  const std::vector<fs::path> files = corpus_files(schema);
  std::string script = schema.before;
  for (const fs::path& file : files) script += definitions_of(file);
  if (!files.empty()) feed_client(database, script);
  return !files.empty();
}

void expect_made_again(const CorpusSchema& schema) {
  FreshDatabase first;
  FreshDatabase second;
  if (!load(schema, first)) return;
  Project project(first);
  Project again(second);
  for (Project* each : {&project, &again}) each->want(schema.manage);
  const CommandResult inspected = project.expect(0, {"inspect", "--as", "sql"});
  EXPECT_EQ(unsupported_in(inspected.err), schema.named) << inspected.err;
  const CommandResult fed = feed_client(second, inspected.out);
  EXPECT_EQ(fed.exit_code, 0) << fed.err;
  EXPECT_EQ(fed.err, "");
  const std::string model = project.inspect();
  EXPECT_NE(model.find("tables:\n"), std::string::npos);
  EXPECT_EQ(again.inspect(), model);
  const auto wanted = without(witnessed(first), schema.apart);
  const auto found = without(witnessed(second), schema.apart);
  // What is named stays behind.
  if (schema.named.empty()) {
    EXPECT_EQ(only_in(wanted, found), "");
  }
  EXPECT_EQ(only_in(found, wanted), "");
}

}  // namespace whimbrel::test
