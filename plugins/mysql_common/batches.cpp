#include "batches.h"

#include <algorithm>
#include <array>

#include "connection.h"
#include "whimbrel/core/text.h"

namespace whimbrel::mysql_family {
namespace {

std::string first_word(std::string_view sql) {
  sql = trimmed(sql);
  return lower(sql.substr(0, sql.find_first_of(" \t\r\n(")));
}

template <std::size_t size>
bool is_one_of(const std::array<std::string_view, size>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

std::string_view text_of(const BatchStep& step) {
  switch (step.kind) {
    case BatchStep::Kind::statement:
      return step.sql;
    case BatchStep::Kind::begin:
      return "START TRANSACTION";
    case BatchStep::Kind::commit:
      return "COMMIT";
  }
  return step.sql;
}

bool gives_one_answer(const BatchStep& step) {
  constexpr std::array<std::string_view, 8> kWords = {"create", "alter",  "drop",     "rename",
                                                      "insert", "update", "truncate", "delete"};
  return step.kind != BatchStep::Kind::statement || is_one_of(kWords, first_word(step.sql));
}

bool must_be_last(const BatchStep& step) {
  constexpr std::array<std::string_view, 4> kPrograms = {"trigger", "procedure", "function",
                                                         "event"};
  // `CREATE OR REPLACE DEFINER = someone@somewhere SQL SECURITY ... TRIGGER` has the word this
  // early.
  constexpr std::size_t kLooked = 200;
  const std::string word = first_word(step.sql);
  if (word != "create" && word != "alter") return false;
  const std::string head = lower(std::string_view(step.sql).substr(0, kLooked));
  return std::any_of(kPrograms.begin(), kPrograms.end(), [&](std::string_view program) {
    return head.find(program) != std::string::npos;
  });
}

bool must_be_counted(std::string_view sql) {
  constexpr std::array<std::string_view, 3> kWords = {"insert", "update", "delete"};
  return is_one_of(kWords, first_word(sql));
}

std::string without_what_follows(std::string said, std::string_view behind) {
  constexpr std::string_view kBegins = " near '";
  constexpr std::string_view kEnds = "' at line ";
  const std::size_t begin = said.find(kBegins);
  const std::size_t end = said.rfind(kEnds);
  if (behind.empty() || begin == std::string::npos || end == std::string::npos ||
      end < begin + kBegins.size())
    return said;
  // MariaDB says with dots that it cuts the quotation.
  const std::string_view quoted = std::string_view(said).substr(0, end);
  const std::size_t quoted_end = quoted.ends_with("...") ? end - 3 : end;
  for (std::size_t at = begin + kBegins.size(); at < quoted_end; ++at)
    if (said[at] == behind.front() && behind.starts_with(quoted.substr(at, quoted_end - at)))
      return said.erase(at, end - at);
  return said;
}

void FamilyBatches::run(Connection& connection, std::span<const BatchStep> steps,
                        std::vector<std::uint64_t>& changed) const {
  for (std::size_t at = 0; at < steps.size();) {
    std::size_t end = at + 1;
    if (gives_one_answer(steps[at]))
      while (end < steps.size() && !must_be_last(steps[end - 1]) && gives_one_answer(steps[end]))
        ++end;
    run_message(connection, steps.subspan(at, end - at), changed);
    at = end;
  }
}

}  // namespace whimbrel::mysql_family
