// The client library's exceptions as Whimbrel's errors.
#pragma once

#include <string_view>

#include "whimbrel/core/error.h"

namespace sql {
class SQLException;
}

namespace whimbrel::mysql_family {

/// True when the session is over: the server or the network ended it.
bool ends_session(int number);

/// True when a session that was refused with this number may be had a little later.
bool passes(int number);

/// What the server, or the client library, said to a statement. The native code is the vendor's
/// number, the condition is set, and the session's end is Error{connection}. `behind` is what
/// followed the statement in its message; what is said of that is left out.
Error statement_error(const sql::SQLException& problem, std::string_view statement,
                      std::string_view behind = {});

/// What was said to the attempt to open a session; always Error{connection}, with a hint.
Error connect_error(const sql::SQLException& problem, std::string_view address);

}  // namespace whimbrel::mysql_family
