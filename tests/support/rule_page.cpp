#include "support/rule_page.h"

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "whimbrel/core/file.h"
#include "whimbrel/core/text.h"

namespace whimbrel::test {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFence = "```";
constexpr const char* kBase = "shop";  // the revision that examples with a header stand on
constexpr const char* kNotPages[] = {"README.md", "compared.md"};

const std::map<std::string, std::string, std::less<>> kDialects = {
    {"PostgreSQL", "postgresql"}, {"MySQL", "mysql"}, {"MariaDB", "mariadb"}, {"SQLite", "sqlite"}};

struct Block {
  std::vector<std::string> words;  // of the info string
  std::string text;
  int line = 0;
};

[[noreturn]] void fail(const fs::path& file, int line, const std::string& what) {
  throw std::runtime_error(file.string() + ":" + std::to_string(line) + ": " + what);
}

std::vector<std::string> words_of(std::string_view text, char separator) {
  std::vector<std::string> words;
  for (const std::string_view word : split(text, separator))
    if (!trimmed(word).empty()) words.emplace_back(trimmed(word));
  return words;
}

// The fenced blocks of a page. A line that is more than a fence ends no block.
std::vector<Block> blocks_of(const std::string& text, const fs::path& file) {
  std::vector<Block> blocks;
  bool open = false;
  int number = 0;
  for (const std::string_view line : split(text, '\n')) {
    ++number;
    if (!open && line.starts_with(kFence)) {
      blocks.push_back({words_of(line.substr(kFence.size()), ' '), "", number});
      open = true;
    } else if (open && line == kFence) {
      open = false;
    } else if (open) {
      blocks.back().text += std::string(line) + "\n";
    }
  }
  if (open) fail(file, blocks.back().line, "the block has no end");
  return blocks;
}

std::vector<std::string> dialects_named(std::string_view text, const fs::path& file, int line) {
  std::vector<std::string> dialects;
  for (const std::string& name : words_of(text, ',')) {
    const auto found = kDialects.find(name);
    if (found == kDialects.end()) fail(file, line, "'" + name + "' is no database");
    dialects.push_back(found->second);
  }
  return dialects;
}

// "**warning** on PostgreSQL, MySQL"
void read_summary(std::string_view line, RulePage& page, const fs::path& file) {
  constexpr std::string_view kOn = "** on ";
  const size_t on = line.find(kOn);
  if (!line.starts_with("**") || on == std::string_view::npos)
    fail(file, 3, "the third line says '**LEVEL** on DATABASE, DATABASE'");
  page.level = line.substr(2, on - 2);
  page.dialects = dialects_named(line.substr(on + kOn.size()), file, 3);
}

// What holds for the examples below.
struct Frame {
  std::string configuration;
  std::vector<RuleFile> given;
};

// Takes a block with an info string of more than its language.
void take(const Block& block, RulePage& page, Frame& frame, const fs::path& file) {
  const bool sql = block.words[0] == "sql";
  const std::string& kind = block.words[1];
  if (kind == "configuration") {
    frame.configuration = block.text;
  } else if (kind == "given") {
    frame.given.push_back({sql, block.text});
  } else if (kind == "then" && block.words.size() == 2 && !page.examples.empty()) {
    page.examples.back().files.push_back({sql, block.text});
  } else if ((kind == "found" || kind == "safe") && block.words.size() == 3) {
    RuleExample example;
    example.found = kind == "found";
    example.dialects = words_of(block.words[2], ',');
    for (const std::string& dialect : example.dialects)
      if (std::none_of(kDialects.begin(), kDialects.end(),
                       [&](const auto& each) { return each.second == dialect; }))
        fail(file, block.line, "'" + dialect + "' is no dialect");
    example.files.push_back({sql, block.text});
    example.given = frame.given;
    example.configuration = frame.configuration;
    example.line = block.line;
    page.examples.push_back(std::move(example));
  } else {
    fail(file, block.line, "the info string says found, safe, then, given or configuration");
  }
}

}  // namespace

bool RuleFile::has_header() const {
  return text.starts_with("revision:") || text.starts_with("-- whimbrel: revision:");
}

fs::path rule_folder() { return fs::path(WHIMBREL_SOURCE_DIR) / "docs" / "rules"; }

std::vector<fs::path> rule_page_files() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(rule_folder())) {
    const std::string name = entry.path().filename().string();
    if (std::find(std::begin(kNotPages), std::end(kNotPages), name) == std::end(kNotPages))
      files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

RulePage read_rule_page(const fs::path& file) {
  const std::string text = read_file(file);
  const auto lines = split(text, '\n');
  RulePage page;
  page.id = file.stem().string();
  if (lines.size() < 3 || !lines[0].starts_with("# ")) fail(file, 1, "a page begins with '# RULE'");
  page.heading = lines[0].substr(2);
  read_summary(lines[2], page, file);
  Frame frame;
  for (const Block& block : blocks_of(text, file))
    if (block.words.size() > 1) take(block, page, frame, file);
  return page;
}

std::map<std::string, RuleRow> read_rule_table() {
  const fs::path file = rule_folder() / "README.md";
  const std::string text = read_file(file);
  std::map<std::string, RuleRow> rows;
  int number = 0;
  for (const std::string_view line : split(text, '\n')) {
    ++number;
    if (!line.starts_with("| [")) continue;
    const auto cells = split(line, '|');
    if (cells.size() != 6) fail(file, number, "a row has four cells");
    const std::string id(cells[1].substr(2, cells[1].find(']') - 2));
    if (trimmed(cells[1]) != "[" + id + "](" + id + ".md)")
      fail(file, number, "the first cell links the page of its rule");
    rows[id] = {std::string(trimmed(cells[2])), dialects_named(cells[3], file, number),
                std::string(trimmed(cells[4]))};
  }
  return rows;
}

std::string read_rule_base() {
  const fs::path file = rule_folder() / "README.md";
  for (const Block& block : blocks_of(read_file(file), file))
    if (block.words == std::vector<std::string>{"yaml", "base"}) return block.text;
  fail(file, 1, "there is no block '```yaml base'");
}

Secret url_of_nowhere(const std::string& dialect) {
  return Secret(dialect == "sqlite" ? "sqlite::memory:"
                                    : dialect + "://nobody@nowhere.invalid/app");
}

namespace {

// Returns what the next file stands on. A file with a header of its own stands where that says.
std::string add_file(Project& project, const RuleFile& file, const std::string& id,
                     const std::string& parent) {
  if (file.has_header()) {
    project.write("migrations/" + id + (file.sql ? ".sql" : ".yaml"), file.text);
    return parent;
  }
  if (!file.sql)
    project.add_revision(id, parent, file.text);
  else if (file.text.find("-- whimbrel: ") != std::string::npos)
    project.add_sql_revision(id, parent, file.text);
  else
    project.add_sql_revision(id, parent, "-- whimbrel: upgrade\n" + file.text);
  return id;
}

}  // namespace

std::string add_example(Project& project, const std::string& base, const RuleExample& example) {
  if (!example.configuration.empty()) project.write("whimbrel.yaml", example.configuration);
  project.add_revision(kBase, "", base);
  std::string parent = kBase;
  int number = 0;
  for (const RuleFile& file : example.given)
    parent = add_file(project, file, "given" + std::to_string(++number), parent);
  const std::string before = parent;
  number = 0;
  for (const RuleFile& file : example.files)
    parent = add_file(project, file, "step" + std::to_string(++number), parent);
  return parent == before ? "heads" : "step1:" + parent;
}

}  // namespace whimbrel::test
