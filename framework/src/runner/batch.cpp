#include "batch.h"

#include <utility>

namespace whimbrel {

void Batch::run(const std::vector<BatchStep>& steps, std::vector<std::uint64_t>& changed) {
  if (batches_ != nullptr && steps.size() > 1) {
    batches_->run(*connection_, steps, changed);
    return;
  }
  for (const BatchStep& step : steps) {
    std::uint64_t rows = 0;
    switch (step.kind) {
      case BatchStep::Kind::statement:
        rows = connection_->execute(step.sql);
        break;
      case BatchStep::Kind::begin:
        connection_->begin();
        break;
      case BatchStep::Kind::commit:
        connection_->commit();
        break;
    }
    changed.push_back(rows);
  }
}

void Batch::send() {
  const std::vector<Waiting> waiting = std::exchange(steps_, {});
  if (waiting.empty()) return;
  std::vector<BatchStep> steps;
  steps.reserve(waiting.size());
  for (const Waiting& each : waiting) steps.push_back(each.step);
  std::vector<std::uint64_t> changed;
  const auto tell = [&] {
    for (std::size_t i = 0; i < changed.size(); ++i)
      if (waiting[i].done) waiting[i].done(changed[i]);
  };
  try {
    run(steps, changed);
  } catch (...) {
    tell();
    throw;
  }
  tell();
}

}  // namespace whimbrel
