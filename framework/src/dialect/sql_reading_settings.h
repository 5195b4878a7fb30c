// Settings of the session that change how a script is read.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel {

/// Follows the SET statements of a script as far as Syntax::settings is concerned. A value is read
/// word by word: words of lists in strings, what a user variable has kept (`SET @a = @@name`,
/// `SET name = @a`), what is there already (`concat(@@name, ',x')`, `replace(@@name, 'x', '')`).
/// Any other expression counts as one without the words that matter. Borrows the syntax.
/// [one thread at a time]
class ReadingSettings {
 public:
  explicit ReadingSettings(const Syntax& syntax) : original_(&syntax) {}
  ReadingSettings(const ReadingSettings&) = delete;
  ReadingSettings& operator=(const ReadingSettings&) = delete;

  /// The facts that hold now.
  const Syntax& syntax() const { return changed_ ? *changed_ : *original_; }

  /// Takes the next token of the statement at hand, comments left out.
  void see(const SqlToken& token);
  /// The statement at hand is over: what it sets holds from here on.
  void end_statement();

 private:
  enum class State { start, name, value, other };
  struct Value {
    std::vector<std::string> words;
    std::optional<Syntax> base;  // what it refers to
    bool removes = false;
  };

  void see_plain(const SqlToken& token);
  void see_name(const SqlToken& token);
  void see_value(const SqlToken& token);
  void see_reference(const std::string& name);
  void assign();
  bool is_known(const std::string& name) const;
  bool opens_value(const SqlToken& token) const;
  Syntax result() const;

  const Syntax* original_;
  std::optional<Syntax> changed_;
  std::optional<Syntax> next_;          // from the end of this statement on
  std::map<std::string, Syntax> kept_;  // by user variables
  State state_ = State::start;
  std::string name_;  // of what is set
  int ats_ = 0;       // `@` before the name at hand: 1 is a user variable
  bool user_variable_ = false;
  bool elsewhere_ = false;  // it is set for other sessions, not for this one
  int depth_ = 0;
  Value value_;
};

}  // namespace whimbrel
