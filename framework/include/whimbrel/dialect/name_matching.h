// Which names are the same.
#pragma once

#include <string_view>

namespace whimbrel {

/// An ability: a database for which names that differ in case can be the same. Without it they are
/// taken for different ones. Immutable. [thread-safe]
class NameMatching {
 public:
  static constexpr std::string_view id = "whimbrel.name_matching/1";
  NameMatching() = default;
  NameMatching(const NameMatching&) = delete;
  NameMatching& operator=(const NameMatching&) = delete;
  virtual ~NameMatching();

  /// True when two names of tables, columns, indexes, views, ... that differ in the case of ASCII
  /// letters only always mean the same thing. No database is asked.
  virtual bool ignores_case() const = 0;
};

}  // namespace whimbrel
