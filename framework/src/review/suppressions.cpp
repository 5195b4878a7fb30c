#include "suppressions.h"

#include <algorithm>

#include "whimbrel/core/text.h"

namespace whimbrel {
namespace {

constexpr std::string_view kMark = "review: ignore ";

bool is_comment(std::string_view line) { return line.starts_with("#") || line.starts_with("--"); }

// A line of three hyphens parts the documents of a YAML file; it is no comment.
bool is_separator(std::string_view line) {
  return line.starts_with("---") && trimmed(line.substr(3)).empty();
}

bool opens_section(std::string_view line) {
  for (const std::string_view word : {"-- whimbrel: upgrade", "-- whimbrel: downgrade"})
    if (line.starts_with(word)) return true;
  return false;
}

// Where the comment of a suppression begins in the line, or npos.
size_t comment_start(std::string_view line) {
  const size_t mark = line.find(kMark);
  if (mark == std::string_view::npos) return mark;
  const std::string_view before = trimmed(line.substr(0, mark));
  if (before.ends_with("--")) return before.size() - 2;
  if (before.ends_with("#")) return before.size() - 1;
  return std::string_view::npos;
}

// "RULE, RULE: reason" to one entry for each rule.
std::vector<Suppression> parsed(std::string_view text, int line) {
  std::vector<Suppression> result;
  const size_t colon = text.find(':');
  const std::string reason(colon == std::string_view::npos ? "" : trimmed(text.substr(colon + 1)));
  for (const std::string_view rule : split(text.substr(0, colon), ',')) {
    if (trimmed(rule).empty()) continue;
    Suppression each;
    each.rule = trimmed(rule);
    each.reason = reason;
    each.line = line;
    result.push_back(std::move(each));
  }
  return result;
}

}  // namespace

Suppressions::Suppressions(std::string_view text, bool is_sql) {
  int number = 0;
  bool in_body = false;
  bool seen_header = false;
  size_t waiting = 0;  // entries from here on still look for their line of code
  for (const std::string_view raw : split(text, '\n')) {
    ++number;
    const std::string_view line = trimmed(raw);
    const bool separator = !is_sql && is_separator(line);
    if (is_sql ? opens_section(line) : separator && seen_header) in_body = true;
    const bool is_code = !line.empty() && !separator && !is_comment(line);
    seen_header = seen_header || is_code;
    const size_t start = comment_start(raw);
    if (start != std::string_view::npos) {
      for (Suppression& each : parsed(raw.substr(raw.find(kMark) + kMark.size()), number)) {
        each.whole_file = !in_body;
        all_.push_back(std::move(each));
      }
    }
    if (!is_code) continue;
    for (; waiting < all_.size(); ++waiting) all_[waiting].code_line = number;
  }
}

Suppression* Suppressions::find(std::string_view rule, int line, const std::vector<int>& starts) {
  const auto next = std::upper_bound(starts.begin(), starts.end(), line);
  const bool in_step = next != starts.begin();
  for (Suppression& each : all_) {
    if (each.rule != rule || each.reason.empty()) continue;
    const bool inside = in_step && each.code_line >= *(next - 1) &&
                        (next == starts.end() || each.code_line < *next);
    if (each.whole_file || inside) return &each;
  }
  return nullptr;
}

}  // namespace whimbrel
