// Histories of real projects, for the law of a review guide.
#pragma once

#include <string>
#include <vector>

namespace whimbrel::test {

struct ReviewCorpus {
  std::string name;
  std::vector<std::string> scripts;
};

/// The histories in the shared data that are written for `dialect`; none without shared data.
std::vector<ReviewCorpus> review_corpora(const std::string& dialect);

}  // namespace whimbrel::test
