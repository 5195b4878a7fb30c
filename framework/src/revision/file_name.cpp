#include "whimbrel/revision/file_name.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>

#include "whimbrel/core/error.h"
#include "whimbrel/core/text.h"

namespace whimbrel {
namespace {

constexpr std::array<std::string_view, 9> kTokens = {"rev",  "slug",   "year",   "month", "day",
                                                     "hour", "minute", "second", "epoch"};

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

std::string slug_of(const std::string& message, size_t longest) {
  std::string slug;
  for (const char c : lower(message)) {
    if (is_word(c))
      slug += c;
    else if (!slug.empty() && slug.back() != '_')
      slug += '_';
  }
  while (!slug.empty() && slug.back() == '_') slug.pop_back();
  if (slug.size() > longest) {
    const size_t cut = slug.rfind('_', longest);
    size_t keep = cut == std::string::npos || cut == 0 ? longest : cut;
    while (keep > 0 && (static_cast<unsigned char>(slug[keep]) & 0xc0) == 0x80) --keep;
    slug.resize(keep);
  }
  return slug;
}

Error wrong_template(std::string_view text, const std::string& why) {
  return Error(ErrorCode::config, "the file template '" + std::string(text) + "' " + why)
      .with_hint(
          "its tokens are {rev}, {slug}, {year}, {month}, {day}, {hour}, {minute}, "
          "{second} and {epoch}");
}

// Calls `literal` and `token` for the pieces of a template in order.
void take_apart(std::string_view text, const std::function<void(std::string_view)>& literal,
                const std::function<void(std::string_view)>& token) {
  size_t at = 0;
  while (at < text.size()) {
    const size_t open = std::min(text.find('{', at), text.size());
    literal(text.substr(at, open - at));
    if (open == text.size()) return;
    const size_t close = text.find('}', open);
    if (close == std::string_view::npos) throw wrong_template(text, "has a { without a }");
    token(text.substr(open + 1, close - open - 1));
    at = close + 1;
  }
}

std::string value_of(std::string_view token, const Revision& header, const LocalTime& created,
                     size_t longest_slug) {
  if (token == "rev") return header.id;
  if (token == "slug") return slug_of(header.message, longest_slug);
  if (token == "year") return fmt::format("{:04}", created.year);
  if (token == "month") return fmt::format("{:02}", created.month);
  if (token == "day") return fmt::format("{:02}", created.day);
  if (token == "hour") return fmt::format("{:02}", created.hour);
  if (token == "minute") return fmt::format("{:02}", created.minute);
  if (token == "second") return fmt::format("{:02}", created.second);
  return std::to_string(created.epoch);
}

}  // namespace

void check_file_template(std::string_view file_template) {
  bool has_id = false;
  take_apart(
      file_template, [](std::string_view) {},
      [&](std::string_view token) {
        if (std::find(kTokens.begin(), kTokens.end(), token) == kTokens.end())
          throw wrong_template(file_template, "has a token {" + std::string(token) + "}");
        has_id = has_id || token == "rev";
      });
  if (!has_id)
    throw wrong_template(file_template, "lacks {rev}: two revisions could have the same name");
  if (file_template.starts_with('/') || file_template.find("..") != std::string_view::npos)
    throw wrong_template(file_template, "leaves the folder of the revisions");
}

std::string revision_file_name(const Revision& header, const LocalTime& created,
                               std::string_view extension, const FileNaming& naming) {
  std::string name;
  take_apart(
      naming.file_template, [&](std::string_view text) { name += text; },
      [&](std::string_view token) {
        const std::string value = value_of(token, header, created, naming.truncate_slug_length);
        if (value.empty() && !name.empty() && (name.back() == '_' || name.back() == '-'))
          name.pop_back();
        name += value;
      });
  return name + "." + std::string(extension);
}

}  // namespace whimbrel
