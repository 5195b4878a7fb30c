// How far an invocation got.
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "migrate.h"

namespace whimbrel::lambda {

/// Written by the thread that works, read also by the one that watches the clock. [thread-safe]
class Progress {
 public:
  /// What is being done, for people: "connecting to ...".
  void doing(std::string what);
  /// How many revisions there are to carry out. `together`: all of them in one transaction.
  void planned(size_t total, bool together);
  /// Those that are carried out and stay.
  void reached(const std::vector<cli::Migrated>& migrated);

  /// What is done is done: a failure from here on has no revision under way.
  size_t carried_out() const;
  /// "2 of 5 revisions are carried out and stay, the last one a -> b", or that none is.
  std::string sentence() const;
  /// What was being done last; empty when nothing was begun.
  std::string under_way() const;

 private:
  mutable std::mutex mutex_;
  std::string doing_;
  size_t total_ = 0;
  bool together_ = false;
  size_t carried_out_ = 0;
  std::string last_;
};

}  // namespace whimbrel::lambda
