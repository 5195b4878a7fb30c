// The files that `whimbrel ci` writes.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "ci_result.h"

namespace whimbrel::cli {

/// kind -> file.
using CiReports = std::map<std::string, std::filesystem::path>;

/// Throws Error{io} for the first file that could not be written, naming it. The folders are made;
/// no report is touched.
void require_writable(const CiReports& reports);

/// Writes or replaces every report, each whole or not at all. Throws Error{io}.
void write_reports(const CiReports& reports, const CiResult& result);

}  // namespace whimbrel::cli
