// Workflow commands of GitHub Actions: ::warning file=...,line=...,col=...,title=...::message
#include <algorithm>

#include "relative_file.h"
#include "whimbrel/core/text.h"
#include "whimbrel/review/report.h"

namespace whimbrel {
namespace {

std::string data(std::string text) {
  text = replaced(text, "%", "%25");
  text = replaced(text, "\r", "%0D");
  return replaced(text, "\n", "%0A");
}

std::string property(const std::string& text) {
  return replaced(replaced(data(text), ":", "%3A"), ",", "%2C");
}

std::string_view command_for(ReviewLevel level) {
  switch (level) {
    case ReviewLevel::error:
      return "error";
    case ReviewLevel::warning:
      return "warning";
    case ReviewLevel::note:
    case ReviewLevel::off:
      return "notice";
  }
  return "notice";
}

}  // namespace

std::string github_annotations(const Review& review, const std::filesystem::path& root) {
  std::string text;
  for (const ReviewFinding& each : review.findings) {
    text += "::" + std::string(command_for(each.level));
    text += " file=" + property(relative_file(each.mark, root));
    text += ",line=" + std::to_string(std::max(each.mark.line, 1));
    text += ",col=" + std::to_string(std::max(each.mark.column, 1));
    text += ",title=" + property(each.rule);
    text += "::" + data(each.message + ".\n" + each.cure + ".") + "\n";
  }
  return text;
}

}  // namespace whimbrel
