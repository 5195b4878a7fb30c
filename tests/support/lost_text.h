// What a splitter may not do to a script.
#pragma once

#include <string>
#include <string_view>

#include "whimbrel/dialect/syntax.h"

namespace whimbrel::test {

/// Splits `script` and looks for each statement in it, one behind the other. Between them may stand
/// only white space, comments, end marks, DELIMITER commands and backslashes at the end of a line.
/// Lines and columns must be those of the script. Where nothing in a script can change the reading
/// of what follows, each statement must be the same one again when it is split by itself.
/// Empty when that is so; otherwise where it is not and why. Pure.
std::string lost_text(std::string_view script, const Syntax& syntax);

}  // namespace whimbrel::test
