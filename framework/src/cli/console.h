// What the user sees: results on standard output, everything else on standard error.
#pragma once

#include <string>
#include <string_view>

#include "whimbrel/core/error.h"
#include "whimbrel/core/node.h"

namespace whimbrel::cli {

/// [one thread at a time]
class Console {
 public:
  void set_json(bool json) { json_ = json; }
  void set_quiet(bool quiet) { quiet_ = quiet; }
  void set_verbose(bool verbose) { verbose_ = verbose; }
  bool json() const { return json_; }
  bool verbose() const { return verbose_; }

  /// A line of the result, on standard output; for text only.
  void line(std::string_view text);
  /// Text as it is, on standard output.
  void raw(std::string_view text);
  /// The whole answer as JSON: one object with command, target and result.
  void answer(std::string_view command, const std::string& target, Node result);
  /// A line of the log, on standard error; not with --quiet.
  void log(std::string_view text);
  /// A line of the log that only --verbose asks for.
  void detail(std::string_view text);
  /// Something the user should know although the command goes on.
  void warn(std::string_view text);
  /// The failure that ends the command.
  void fail(const Error& error);
  /// What `fail` writes, and the file descriptor to which it does.
  std::string failure_text(const Error& error) const;
  int failure_descriptor() const;

 private:
  bool json_ = false;
  bool quiet_ = false;
  bool verbose_ = false;
};

}  // namespace whimbrel::cli
