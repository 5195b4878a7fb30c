#include "sql_files.h"

#include <algorithm>
#include <array>
#include <memory>

#include "whimbrel/core/file.h"
#include "whimbrel/core/text.h"

namespace whimbrel {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

std::string_view without_zeros(std::string_view number) {
  const size_t first = number.find_first_not_of('0');
  return first == std::string_view::npos ? std::string_view() : number.substr(first);
}

// Numbers of any length: some versions have more digits than an integer holds.
int compare_numbers(std::string_view a, std::string_view b) {
  a = without_zeros(a);
  b = without_zeros(b);
  if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  return a.compare(b);
}

std::string_view take_number(std::string_view& version) {
  const size_t dot = version.find('.');
  const std::string_view number = version.substr(0, dot);
  version = dot == std::string_view::npos ? std::string_view() : version.substr(dot + 1);
  return number;
}

bool is_program(const fs::path& file) {
  constexpr std::array<std::string_view, 8> kEndings = {".go", ".java", ".kt",     ".class",
                                                        ".py", ".sh",   ".groovy", ".rb"};
  return std::find(kEndings.begin(), kEndings.end(), file.extension().string()) != kEndings.end();
}

// The words of a line that is nothing but one short statement, in upper case.
std::string statement_of(std::string_view line) {
  line = trimmed(line);
  if (!line.ends_with(';') || line.size() > 40) return {};
  line.remove_suffix(1);
  return upper(trimmed(line));
}

bool begins_transaction(std::string_view line) {
  const std::string words = statement_of(line);
  return words == "BEGIN" || words == "BEGIN TRANSACTION" || words == "BEGIN WORK" ||
         words == "START TRANSACTION";
}

bool is_commit(std::string_view line) {
  const std::string words = statement_of(line);
  return words == "COMMIT" || words == "COMMIT TRANSACTION" || words == "COMMIT WORK" ||
         words == "END TRANSACTION";
}

bool is_blank(std::string_view line) {
  line = trimmed(line);
  return line.empty() || line.starts_with("--");
}

}  // namespace

int compare_versions(std::string_view a, std::string_view b) {
  while (!a.empty() || !b.empty())
    if (const int order = compare_numbers(take_number(a), take_number(b)); order != 0) return order;
  return 0;
}

bool is_number(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Mark import_mark(const fs::path& file, int line) {
  return {std::make_shared<const std::string>(file.string()), line, 0};
}

Error import_error(const fs::path& file, int line, std::string message) {
  Error error(ErrorCode::revision, std::move(message));
  error.at(line > 0 ? file.string() + ":" + std::to_string(line) : file.string());
  return error;
}

std::vector<fs::path> files_of(const fs::path& folder, bool recursive) {
  if (!fs::is_directory(folder))
    throw Error(ErrorCode::usage, "there is no such folder").at(folder.string());
  std::vector<fs::path> files;
  const auto add = [&](const fs::directory_entry& entry) {
    const std::string name = entry.path().filename().string();
    if (entry.is_regular_file() && !name.starts_with('.')) files.push_back(entry.path());
  };
  if (recursive)
    for (const auto& entry : fs::recursive_directory_iterator(folder)) add(entry);
  else
    for (const auto& entry : fs::directory_iterator(folder)) add(entry);
  std::sort(files.begin(), files.end());
  return files;
}

std::string read_sql(const fs::path& file) {
  std::string text = with_unix_line_ends(read_file(file));
  if (text.starts_with(kByteOrderMark)) text.erase(0, kByteOrderMark.size());
  return text;
}

void leave_out(const fs::path& file, std::string why, ImportPieces& found) {
  if (file.extension() == ".sql" || is_program(file))
    found.left_out.push_back({import_mark(file), std::move(why)});
}

void settle_transaction(ImportPiece& piece, ImportPieces& found) {
  std::vector<std::string_view> lines = split(piece.sql, '\n');
  const auto says = [](std::string_view line) {
    return begins_transaction(line) || is_commit(line);
  };
  const auto is_text = [](std::string_view line) { return !is_blank(line); };
  const auto count = std::count_if(lines.begin(), lines.end(), says);
  if (count == 0) return;
  const auto first = std::find_if(lines.begin(), lines.end(), is_text);
  const auto last = std::find_if(lines.rbegin(), lines.rend(), is_text);
  if (count == 2 && begins_transaction(*first) && is_commit(*last)) {
    *first = "-- (the transaction of the revision begins)";
    *last = "-- (and ends)";
    std::string text;
    for (const std::string_view line : lines) text += std::string(line) + "\n";
    text.pop_back();
    piece.sql = std::move(text);
    return;
  }
  const auto place = std::find_if(lines.begin(), lines.end(), says);
  piece.transactional = false;
  found.warnings.push_back(
      {import_mark(piece.file, static_cast<int>(place - lines.begin()) + 1),
       "the file begins and ends transactions of its own; the revision runs without one"});
}

}  // namespace whimbrel
