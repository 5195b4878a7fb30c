#include "progress.h"

#include <utility>

namespace whimbrel::lambda {

void Progress::doing(std::string what) {
  const std::lock_guard lock(mutex_);
  doing_ = std::move(what);
}

void Progress::planned(size_t total, bool together) {
  const std::lock_guard lock(mutex_);
  total_ = total;
  together_ = together;
}

void Progress::reached(const std::vector<cli::Migrated>& migrated) {
  const std::lock_guard lock(mutex_);
  carried_out_ = migrated.size();
  last_ = migrated.empty() ? "" : cli::arrow(migrated.back().step);
}

size_t Progress::carried_out() const {
  const std::lock_guard lock(mutex_);
  return together_ && carried_out_ < total_ ? 0 : carried_out_;
}

std::string Progress::sentence() const {
  const size_t done = carried_out();
  const std::lock_guard lock(mutex_);
  if (total_ == 0) return "no revision was begun";
  if (done == 0) return "none of " + std::to_string(total_) + " revisions is carried out";
  return std::to_string(done) + " of " + std::to_string(total_) +
         " revisions are carried out and stay, the last one " + last_;
}

std::string Progress::under_way() const {
  const std::lock_guard lock(mutex_);
  return doing_;
}

}  // namespace whimbrel::lambda
