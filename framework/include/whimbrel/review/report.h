// A review as text for other programs. All functions are pure.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "whimbrel/review/review.h"

namespace whimbrel {

/// For `--format json`: findings, suppressed, revisions, threshold.
Node review_node(const Review& review, ReviewLevel threshold);

/// A SARIF 2.1.0 log (OASIS standard) as JSON. Files are written relative to `root`, with slashes.
std::string sarif_log(const Review& review, std::span<const ReviewRule> rules,
                      const std::filesystem::path& root);

/// Workflow commands of GitHub Actions, one line each: they become annotations of the diff.
std::string github_annotations(const Review& review, const std::filesystem::path& root);

}  // namespace whimbrel
