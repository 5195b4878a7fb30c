// Environment variables, and texts that refer to them.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "whimbrel/core/node.h"

namespace whimbrel {

/// The value of a variable, or nothing when it is not set.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;

/// The environment of this process.
Environment process_environment();

/// A text as it stands in a file, with its place. It may refer to variables.
struct ConfigText {
  std::string text;
  Mark mark;

  /// True when `resolved` would change it, so that its value is not known from the file alone.
  bool has_reference() const { return text.find('$') != std::string::npos; }
};

/// The text with `${NAME}` and `${NAME:-default}` replaced (the default also when the variable is
/// empty) and `$$` as a plain `$`. What is put in is not searched again. Throws Error{config} at
/// the text's place when a variable without default is not set, naming it, or when a `$` is
/// followed by something else; `what` names the text. A message never repeats the text or a value.
std::string resolved(const ConfigText& text, const std::string& what,
                     const Environment& environment);

}  // namespace whimbrel
