#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "ci_result.h"
#include "whimbrel/core/text.h"

namespace whimbrel::cli {
namespace {

constexpr std::size_t kMostDetails = 50;
// What the systems show of a comment ends at some 65,000 characters.
constexpr std::size_t kLongestPlan = 20'000;

// Text that stays text: Markdown and HTML see nothing in it, and a table cell stays one.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\n' || c == '\r') {
      result += ' ';
      continue;
    }
    if (c == '<') {
      result += "&lt;";
      continue;
    }
    if (c == '&') {
      result += "&amp;";
      continue;
    }
    if (std::string_view("\\`*_{}[]()#+!|~>@").find(c) != std::string_view::npos) result += '\\';
    result += c;
  }
  return result;
}

std::string_view mark(CiState state) {
  switch (state) {
    case CiState::passed:
      return "✔";
    case CiState::failed:
      return "✖";
    case CiState::skipped:
      return "–";
  }
  return "✖";
}

// A fence that is longer than any row of backticks in the text.
std::string fence(const std::string& text) {
  std::size_t longest = 2;
  std::size_t run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return std::string(longest + 1, '`');
}

std::string table(const CiResult& result) {
  std::set<CiStep> used;
  for (const CiTargetResult& target : result.targets)
    for (const CiStepResult& step : target.steps) used.insert(step.step);
  std::string head = "| target |";
  std::string rule = "|---|";
  for (const CiStep step : used) {
    head += fmt::format(" {} |", whimbrel::word_for(step));
    rule += ":-:|";
  }
  std::string text = head + "\n" + rule + "\n";
  for (const CiTargetResult& target : result.targets) {
    text += "| " + escaped(target.name) + (target.ephemeral ? " (ephemeral) |" : " |");
    for (const CiStep step : used) {
      const auto found = std::find_if(target.steps.begin(), target.steps.end(),
                                      [&](const CiStepResult& each) { return each.step == step; });
      if (found == target.steps.end())
        text += "  |";
      else
        text += fmt::format(" {} {:.1f} s |", mark(found->state),
                            static_cast<double>(found->took.count()) / 1e6);
    }
    text += "\n";
  }
  return text;
}

std::string details_of(const CiTargetResult& target, const CiStepResult& step) {
  std::string text =
      fmt::format("{} **{} on {}**: {}\n\n", mark(step.state), whimbrel::word_for(step.step),
                  escaped(target.name), escaped(step.summary));
  std::size_t shown = 0;
  for (const std::string& each : step.details) {
    if (++shown > kMostDetails) {
      text += fmt::format("- and {} more\n", step.details.size() - kMostDetails);
      break;
    }
    text += "- " + escaped(trimmed(each)) + "\n";
  }
  return step.details.empty() ? text : text + "\n";
}

std::string plan_of(const CiTargetResult& target, const CiStepResult& step) {
  if (step.plan.empty()) return {};
  std::string sql;
  for (const PlannedMigration& each : step.plan) {
    sql += "-- " + each.revision + (each.message.empty() ? "" : " " + each.message) + "\n";
    if (!each.uncertain.empty()) sql += "-- not certain: " + each.uncertain + "\n";
    for (const std::string& statement : each.statements) sql += statement + ";\n";
  }
  if (sql.size() > kLongestPlan) {
    sql = sql.substr(0, sql.rfind('\n', kLongestPlan) + 1);
    sql += "-- and more: see the other reports\n";
  }
  const std::string around = fence(sql);
  return fmt::format("<details><summary>plan for {}: {}</summary>\n\n{}sql\n{}{}\n\n</details>\n\n",
                     escaped(target.name), escaped(step.summary), around, sql, around);
}

}  // namespace

std::string ci_markdown(const CiResult& result) {
  std::string text = "## whimbrel ci\n\n" + escaped(result.line()) + "\n\n" + table(result) + "\n";
  for (const CiTargetResult& target : result.targets)
    for (const CiStepResult& step : target.steps)
      if (step.state != CiState::passed || !step.details.empty()) text += details_of(target, step);
  for (const CiTargetResult& target : result.targets) {
    for (const CiStepResult& step : target.steps) text += plan_of(target, step);
    for (const std::string& each : target.remarks)
      text += "- " + escaped(target.name + ": " + each) + "\n";
  }
  return text;
}

}  // namespace whimbrel::cli
