#include "ci_reports.h"

#include "whimbrel/core/checksum.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/json.h"

namespace whimbrel::cli {
namespace {

namespace fs = std::filesystem;

std::string report_text(const std::string& kind, const CiResult& result) {
  if (kind == "junit") return ci_junit(result);
  if (kind == "markdown") return ci_markdown(result);
  if (kind == "sarif") return ci_sarif(result);
  Node answer = Node::map();
  answer.add("command", Node::text("ci"));
  answer.add("target", Node());
  answer.add("result", ci_node(result));
  return to_json(answer) + "\n";
}

// Writing beside the report and renaming needs nothing but the folder, so that is what is tried.
void try_folder(const fs::path& report) {
  if (fs::is_directory(report)) throw Error(ErrorCode::io, "it is a folder");
  const fs::path trial = report.string() + ".try-" + random_hex(8);
  write_file(trial, "");
  std::error_code ignored;
  fs::remove(trial, ignored);
}

}  // namespace

void require_writable(const CiReports& reports) {
  for (const auto& [kind, file] : reports) {
    try {
      try_folder(file);
    } catch (const Error& error) {
      throw Error(ErrorCode::io, "the " + kind + " report cannot be written: " + error.message())
          .at(file.string())
          .with_hint("make its folder writable, or name another file; nothing was run");
    }
  }
}

void write_reports(const CiReports& reports, const CiResult& result) {
  for (const auto& [kind, file] : reports) write_file(file, report_text(kind, result));
}

}  // namespace whimbrel::cli
