// COPY ... FROM stdin with the rows behind it.
#pragma once

#include <libpq-fe.h>

#include <cstdint>
#include <optional>
#include <string_view>

namespace whimbrel::postgresql {

/// A COPY ... FROM stdin as it stands in a script. Views into the text that it was made of.
struct CopyFromStdin {
  std::string_view whole;
  std::string_view statement;  ///< without its end mark
  std::string_view rows;       ///< whole lines, as the server takes them; may be empty
};

/// `sql` taken apart, or nothing when it is another statement. Pure.
std::optional<CopyFromStdin> copy_from_stdin(std::string_view sql);

/// Runs it and returns the number of rows. Throws Error{database}, with the place of the row that
/// is refused where the server names it, and Error{connection} when the link broke. [one thread at
/// a time for each handle]
std::uint64_t run_copy(PGconn* handle, const CopyFromStdin& copy);

}  // namespace whimbrel::postgresql
