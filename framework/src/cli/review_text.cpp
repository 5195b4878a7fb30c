#include "review_text.h"

#include <fmt/format.h>

#include <map>

#include "whimbrel/core/file.h"
#include "whimbrel/core/text.h"

namespace whimbrel::cli {
namespace {

// The lines of the files that findings point at, each file read once.
class SourceLines {
 public:
  std::string at(const Mark& mark) {
    if (!mark.file || mark.line < 1) return {};
    const std::vector<std::string>& lines = lines_of(*mark.file);
    const auto index = static_cast<size_t>(mark.line) - 1;
    return index < lines.size() ? lines[index] : std::string();
  }

 private:
  const std::vector<std::string>& lines_of(const std::string& file) {
    const auto [entry, is_new] = files_.try_emplace(file);
    if (!is_new) return entry->second;
    const std::string text = with_unix_line_ends(read_file(file));
    for (const std::string_view line : split(text, '\n')) entry->second.emplace_back(line);
    return entry->second;
  }

  std::map<std::string, std::vector<std::string>> files_;
};

std::string count(size_t number, const std::string& what) {
  return fmt::format("{} {}{}", number, what, number == 1 ? "" : "s");
}

}  // namespace

std::string review_text(const Review& review) {
  SourceLines sources;
  std::string text;
  for (const ReviewFinding& each : review.findings) {
    text += fmt::format("{}: {}: {} [{}]\n", each.mark.text(), word_for(each.level), each.message,
                        each.rule);
    const std::string line = sources.at(each.mark);
    if (!trimmed(line).empty()) text += fmt::format("{:>6} | {}\n", each.mark.line, line);
    text += fmt::format("  cure: {}\n", each.cure);
  }
  return text;
}

std::string review_summary(const Review& review) {
  size_t errors = 0;
  size_t warnings = 0;
  for (const ReviewFinding& each : review.findings) {
    if (each.level == ReviewLevel::error) ++errors;
    if (each.level == ReviewLevel::warning) ++warnings;
  }
  const size_t notes = review.findings.size() - errors - warnings;
  std::string text =
      fmt::format("{}, {} and {} in {}", count(errors, "error"), count(warnings, "warning"),
                  count(notes, "note"), count(review.revisions.size(), "revision"));
  if (!review.suppressed.empty()) text += fmt::format("; {} suppressed", review.suppressed.size());
  return text;
}

}  // namespace whimbrel::cli
