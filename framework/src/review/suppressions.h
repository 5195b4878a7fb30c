// `review: ignore RULE: reason` in the comments of a revision file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace whimbrel {

/// One rule of one comment.
struct Suppression {
  std::string rule;
  std::string reason;  ///< empty: none is given, and nothing is suppressed
  int line = 0;        ///< of the comment, from 1
  /// The first line behind the comment that is neither empty nor a comment; the comment's own line
  /// when there is something before it. 0: there is none.
  int code_line = 0;
  bool whole_file = false;  ///< it stands in the header
  bool used = false;
};

/// Comments begin with `#` in YAML, with `--` in SQL:
///
///     # review: ignore drop-column: nothing reads it since release 3
///
/// In the header it holds for the whole file, elsewhere for the operation or statement that comes
/// next, or inside of which it stands.
class Suppressions {
 public:
  /// `text` is the revision file, `is_sql` its form.
  Suppressions(std::string_view text, bool is_sql);

  /// The suppression that holds for a finding of `rule` in `line`, or null. `starts`: the first
  /// lines of the operations and statements, ascending. Borrowed.
  Suppression* find(std::string_view rule, int line, const std::vector<int>& starts);
  const std::vector<Suppression>& all() const { return all_; }

 private:
  std::vector<Suppression> all_;
};

}  // namespace whimbrel
